import Table from 'cli-table3';
import type { ParkedInProjection } from '../application/list-parked.js';
import type { ProjectionSummary } from '../application/list-projections.js';
import type { Position } from '../event-store/port.js';
import type { Edition } from '../projections/edition.js';
import type { DocumentDifference } from '../projections/find-differences.js';
import { timeInWords } from './history/words.js';
import { borderless } from './plain-table.js';
import { printable } from './printable.js';
import { durationInWords } from './progress.js';

/** Every projection in one line. */
export function projectionsTable(summaries: readonly ProjectionSummary[]): string {
  const head = ['PROJECTION', 'STATE', 'SERVED', 'POSITION', 'BEHIND', 'OLDEST', 'PARKED', 'BUILDING', 'BEFORE'];
  return tableOf(head, summaries.map(rowOf));
}

function rowOf({ name, state, served, building, previous }: ProjectionSummary): readonly string[] {
  const lag = served?.lag;
  return [
    name,
    state,
    editionInWords(served?.edition),
    positionInWords(served?.position),
    lag === undefined ? '-' : lag.events.toLocaleString('en'),
    lag === undefined || lag.events === 0 ? '-' : durationInWords(lag.age / 1_000),
    String(served?.parkedCount ?? '-'),
    building === undefined ? '-' : `${editionInWords(building.edition)} ${Math.floor(100 * building.progress)} %`,
    editionInWords(previous),
  ];
}

/** Every parked document in one line. */
export function parkedTable(parked: readonly ParkedInProjection[]): string {
  const rows = parked.flatMap(({ projection, documents }) =>
    documents.map(({ id, position, eventType, since, reason }) => [
      projection,
      printable(id),
      positionInWords(position),
      printable(eventType),
      printable(reason),
      timeInWords(since),
    ]),
  );
  return tableOf(['PROJECTION', 'DOCUMENT', 'POSITION', 'EVENT', 'ERROR', 'SINCE (UTC)'], rows);
}

/** The first of what differs; the rest is in the JSON. */
export function differencesTable(differences: readonly DocumentDifference[]): string {
  const shown = 50;
  const table = tableOf(
    ['DOCUMENT', 'DIFFERENCE'],
    differences.slice(0, shown).map(({ id, difference }) => [printable(id), difference]),
  );
  const more = differences.length - shown;
  return more > 0 ? `${table}  … and ${more.toLocaleString('en')} more: see them all with --json\n` : table;
}

/** Without the projection's name, as in `v1.3`. */
function editionInWords(edition: Edition | undefined): string {
  return edition === undefined ? '-' : `v${edition.version}.${edition.number}`;
}

function positionInWords(position: Position | undefined): string {
  return position?.replace(/^0+(?=.)/, '') ?? '-';
}

/** Such as `1 document` and `1,234 documents`. */
export function countInWords(count: number, what: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? what : `${what}s`}`;
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const table = new Table({ ...borderless, head: [...head] });
  table.push(...rows.map((row) => [...row]));
  return `${table.toString().replaceAll(/ +$/gm, '')}\n`;
}
