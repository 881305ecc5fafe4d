import { randomUUID } from 'node:crypto';
import { scavenged } from './scavenge.js';
import {
  deletedRevision,
  type ExpectedState,
  metastreamOf,
  originalOf,
  type ProposedEvent,
  type StoredEvent,
} from './stored-event.js';
import {
  type Check,
  checkWrite,
  isMissing,
  isSoftDeleted,
  newStreamRecord,
  type StreamRecord,
} from './stream-record.js';

/** What came of a write. */
export type WriteOutcome =
  /** Revision and position of the last event, also of what had been written before. */
  | { readonly kind: 'written'; readonly revision: bigint; readonly position: bigint }
  /** `current` is undefined where there is no stream. */
  | { readonly kind: 'wrongExpectedVersion'; readonly current: bigint | undefined }
  | { readonly kind: 'streamDeleted' };

/** What a reader finds under a stream's name. */
export type StreamFound =
  | { readonly kind: 'found'; readonly events: readonly StoredEvent[]; readonly last: bigint }
  | { readonly kind: 'streamNotFound' }
  | { readonly kind: 'streamDeleted' };

/** All events of a database, in memory. Outlives the servers that are started on it. */
export interface History {
  append(stream: string, expected: ExpectedState, events: readonly ProposedEvent[]): WriteOutcome;
  /** Soft delete: truncates the stream; it goes on at the next revision when somebody writes to it. */
  softDelete(stream: string, expected: ExpectedState): WriteOutcome;
  /** Hard delete: nobody can read the stream or write to it ever again. */
  tombstone(stream: string, expected: ExpectedState): WriteOutcome;
  /** Removes from `$all` what deleted and truncated streams have left there. */
  scavenge(): void;

  stream(name: string): StreamFound;
  /** All events in order of position. Not to be kept: it is another one after a scavenge. */
  all(): readonly StoredEvent[];
  /** Whether a reader of `$all` may begin here: at a record, or where there is none yet. */
  isPosition(position: bigint): boolean;
  /** Calls back after each write; returns what ends it. */
  onWritten(listener: () => void): () => void;
}

/** A history with nothing but the server's own events in it. The first record is at `firstPosition`. */
export function createHistory(firstPosition: bigint, now: () => number): History {
  let all: StoredEvent[] = [];
  let end = firstPosition;
  /** Also of records that have been scavenged. */
  const positions = new Set<bigint>();
  const streams = new Map<string, StreamRecord>();
  const listeners = new Set<() => void>();

  const recordOf = (name: string): StreamRecord => {
    const record = streams.get(name) ?? newStreamRecord();
    streams.set(name, record);
    return record;
  };
  const isTombstoned = (name: string): boolean =>
    [name, originalOf(name)].some((each) => each !== undefined && streams.get(each)?.tombstoned === true);

  const write = (stream: string, event: ProposedEvent, revision: bigint): StoredEvent => {
    const stored = { ...event, stream, revision, position: end, created: now() };
    positions.add(end);
    // As long as a record of the log would be, more or less.
    end += BigInt(90 + 2 * stream.length + event.type.length + event.data.length + event.metadata.length);
    all.push(stored);
    return stored;
  };
  const writeNext = (stream: string, event: ProposedEvent): StoredEvent => {
    const record = recordOf(stream);
    record.last += 1n;
    const stored = write(stream, event, record.last);
    record.events.push(stored);
    const original = originalOf(stream);
    if (original !== undefined) recordOf(original).truncateBefore = truncateBeforeIn(event);
    return stored;
  };
  const truncate = (stream: string, before: bigint): StoredEvent =>
    writeNext(metastreamOf(stream), systemEvent('$metadata', `{"$tb":${before}}`));

  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  /** Does the write, where the check allows it, and says what came of it. */
  const unlessRefused = (
    stream: string,
    check: (record: StreamRecord) => Check,
    perform: () => StoredEvent,
  ): WriteOutcome => {
    if (isTombstoned(stream)) return { kind: 'streamDeleted' };
    const record = streams.get(stream) ?? newStreamRecord();
    const checked = check(record);
    if (checked.kind === 'wrongExpectedVersion') {
      return { kind: 'wrongExpectedVersion', current: record.last < 0n ? undefined : record.last };
    }
    const last = checked.kind === 'alreadyWritten' ? checked.last : perform();
    if (checked.kind === 'write') tell();
    return { kind: 'written', revision: last.revision, position: last.position };
  };

  const history: History = {
    append: (stream, expected, events) =>
      unlessRefused(
        stream,
        (record) => checkWrite(record, expected, events),
        () => {
          const record = recordOf(stream);
          if (isSoftDeleted(record)) truncate(stream, record.last + 1n);
          return lastOf(events.map((event) => writeNext(stream, event)));
        },
      ),
    softDelete: (stream, expected) =>
      unlessRefused(
        stream,
        (record) => checkWrite(record, expected, [nothing]),
        () => truncate(stream, deletedRevision),
      ),
    tombstone: (stream, expected) =>
      unlessRefused(
        stream,
        (record) => checkWrite(record, expected, [nothing]),
        () => {
          recordOf(stream).tombstoned = true;
          return write(stream, systemEvent('$streamDeleted', ''), deletedRevision);
        },
      ),
    scavenge: () => {
      all = scavenged(all, streams);
    },
    stream: (name) => {
      if (isTombstoned(name)) return { kind: 'streamDeleted' };
      const record = streams.get(name);
      if (record === undefined || isMissing(record)) return { kind: 'streamNotFound' };
      const { events, truncateBefore, last } = record;
      const gone = Number(truncateBefore - (events[0]?.revision ?? 0n));
      return { kind: 'found', events: gone > 0 ? events.slice(gone) : events, last };
    },
    all: () => all,
    isPosition: (position) => position >= end || position === 0n || positions.has(position),
    onWritten: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  for (const [stream, type] of ownEvents) history.append(stream, 'any', [systemEvent(type, '{}')]);
  return history;
}

/** Some of what a new database has in it already. */
const ownEvents = [
  ['$$$stats', '$metadata'],
  ['$users', '$User'],
  ['$user-admin', '$UserCreated'],
] as const;

/** An event that the server writes itself. */
export const systemEvent = (type: string, data: string): ProposedEvent => ({
  id: randomUUID(),
  type,
  contentType: 'application/json',
  data: Buffer.from(data),
  metadata: Buffer.alloc(0),
});

/** Stands for the events of a write that has none to be found again. */
const nothing = { id: '' };

function lastOf(events: readonly StoredEvent[]): StoredEvent {
  const last = events.at(-1);
  if (last === undefined) throw new RangeError('There is nothing to append.');
  return last;
}

function truncateBeforeIn({ data }: ProposedEvent): bigint {
  const metadata: unknown = JSON.parse(Buffer.from(data).toString());
  const before = typeof metadata === 'object' && metadata !== null && '$tb' in metadata ? metadata.$tb : 0;
  return typeof before === 'number' ? BigInt(before) : 0n;
}
