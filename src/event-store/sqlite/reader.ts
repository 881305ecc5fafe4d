import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type { StreamName } from '../../domain/events.js';
import type { StoredEvent } from '../codec.js';
import type { Position } from '../port.js';
import { positionOf, sequenceOf } from '../position.js';

/** A connection that can only read. Every method is one short transaction of its own, so none holds up the writer. */
export interface Reader {
  readStream(stream: StreamName, fromRevision: number, limit: number): readonly StoredEvent[];
  readAll(after: Position | undefined, limit: number): readonly StoredEvent[];
  head(): Position | undefined;
  /** Differs from the last time where anybody has written since; `undefined` where that cannot be read. */
  dataVersion(): number | undefined;
  close(): void;
}

const columns = 'position, revision, id, type, schema_version, occurred_at, data, metadata';

/** A row of those columns. The table is STRICT, so SQLite itself sees to the types. */
type Row = readonly [
  position: number,
  revision: number,
  id: string,
  type: string,
  schemaVersion: number,
  occurredAt: string,
  data: string,
  metadata: string,
];

/** Pages kept in memory, in KiB. The events of one stream lie scattered; without it a long one reads each page anew. */
const cacheSize = 65_536;

export function openReader(file: string, busyTimeout: number): Reader {
  const database = new DatabaseSync(file, { readOnly: true });
  database.exec(`PRAGMA busy_timeout = ${busyTimeout}; PRAGMA cache_size = -${cacheSize}`);
  const prepareRows = <R>(sql: string) => {
    const statement = database.prepare(sql);
    // A third faster than objects.
    statement.setReturnArrays(true);
    return (...parameters: readonly SQLInputValue[]): readonly R[] => {
      const rows: readonly unknown[] = statement.all(...parameters);
      return rows as readonly R[];
    };
  };
  // Whoever reads one stream knows its name: it is not read again with each event.
  const selectStream = prepareRows<Row>(
    `SELECT ${columns} FROM events WHERE stream = ? AND revision >= ? ORDER BY revision LIMIT ?`,
  );
  const selectAll = prepareRows<readonly [...Row, stream: StreamName]>(
    `SELECT ${columns}, stream FROM events WHERE position > ? ORDER BY position LIMIT ?`,
  );
  const selectHead = database.prepare('SELECT max(position) AS head FROM events');
  const selectDataVersion = database.prepare('PRAGMA data_version');

  return {
    readStream: (stream, fromRevision, limit) =>
      selectStream(stream, fromRevision, limit).map((row) => storedEvent(row, stream)),
    readAll: (after, limit) => selectAll(sequenceOf(after), limit).map((row) => storedEvent(row, row[8])),
    head() {
      const head = selectHead.get()?.['head'];
      return typeof head === 'number' ? positionOf(head) : undefined;
    },
    dataVersion() {
      try {
        return Number(selectDataVersion.get()?.['data_version']);
      } catch {
        // Asked from a timer, where nobody would catch it. Whoever reads next is told.
        return undefined;
      }
    },
    close: () => database.close(),
  };
}

function storedEvent(row: readonly [...Row, ...unknown[]], stream: StreamName): StoredEvent {
  const [sequence, revision, id, type, schemaVersion, occurredAt, data, metadata] = row;
  return { position: positionOf(sequence), stream, revision, id, type, schemaVersion, occurredAt, data, metadata };
}
