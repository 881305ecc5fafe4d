import Table from 'cli-table3';
import type { HistoryEntry } from '../../application/user-history.js';
import type { RecordedEvent } from '../../event-store/port.js';
import { borderless, columnGap } from '../plain-table.js';
import { printable } from '../printable.js';
import { eventInWords } from './event-in-words.js';
import { idEnding, interfaceNames, timeInWords } from './words.js';

/** Rows of text: what happened and its details are the two columns that can be broken over lines. */
const head = ['TIME (UTC)', 'WHAT HAPPENED', 'DETAILS', 'BY', 'THROUGH', 'FROM'];

/** Columns narrower than this are harder to read than lines that run over. */
const narrowest = 20;

/**
 * A user's history as a table for a person, oldest first.
 *
 * @param width of the terminal in columns; without one, every event is one line.
 */
export function historyReport(username: string, entries: readonly HistoryEntry[], width?: number): string {
  const rows = entries.map(rowOf);
  const { words, details } = widths(rows, width);
  const table = new Table({
    ...borderless,
    head,
    colWidths: [null, words, details, null, null, null],
    wordWrap: width !== undefined,
  });
  table.push(...rows);
  const lines = table.toString().replaceAll(/ +$/gm, '');
  const count = entries.length === 1 ? '1 event' : `${entries.length} events`;
  return `The history of ${printable(username)}: ${count}, oldest first.\n\n${lines}\n`;
}

function rowOf({ event, client }: HistoryEntry): string[] {
  const { what, details } = eventInWords(event);
  const { interface: through } = event.metadata;
  return [
    timeInWords(event.occurredAt),
    what,
    details.join('; '),
    actorInWords(event),
    through === undefined ? '' : interfaceNames[through],
    client === undefined ? '' : printable(client.address),
  ];
}

function actorInWords({ stream, metadata: { actor } }: RecordedEvent): string {
  switch (actor.kind) {
    case 'user':
      return stream.endsWith(`-${actor.id ?? ''}`) ? 'the user' : `user ${idEnding(actor.id ?? '')}`;
    case 'anonymous':
      return 'not signed in';
    case 'operator':
      return 'command line';
    case 'system':
      return 'the service';
  }
}

/** Shares what the fixed columns leave between the two that can be broken; `null`: as wide as their text. */
function widths(rows: readonly (readonly string[])[], width: number | undefined) {
  if (width === undefined) return { words: null, details: null };
  const natural = head.map(
    (name, column) => columnGap + Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const [time = 0, words = 0, , ...fixed] = natural;
  const left = width - time - fixed.reduce((sum, one) => sum + one, 0);
  const wordsWidth = Math.max(narrowest, Math.min(words, Math.floor(left * 0.45)));
  return { words: wordsWidth, details: Math.max(narrowest, left - wordsWidth) };
}
