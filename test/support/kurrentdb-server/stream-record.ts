import { deletedRevision, type ExpectedState, type ProposedEvent, type StoredEvent } from './stored-event.js';

/** What the server keeps of one stream. */
export interface StreamRecord {
  /** In order of revision; scavenging makes gaps at the beginning. */
  events: StoredEvent[];
  /** Revision of the last event ever written; -1 when there is none. */
  last: bigint;
  /** Events before this revision are not there for readers any more. */
  truncateBefore: bigint;
  tombstoned: boolean;
}

export const newStreamRecord = (): StreamRecord => ({ events: [], last: -1n, truncateBefore: 0n, tombstoned: false });

/** Soft-deleted: all events are truncated, also those to come, until somebody writes again. */
export const isSoftDeleted = ({ truncateBefore }: StreamRecord): boolean => truncateBefore >= deletedRevision;

/** Nothing that a reader could see, not even an empty stream. */
export const isMissing = (record: StreamRecord): boolean => record.last < 0n || isSoftDeleted(record);

/** What is to become of a write. */
export type Check =
  | { readonly kind: 'write' }
  /** All of it is there already, at the place where it would go. */
  | { readonly kind: 'alreadyWritten'; readonly last: StoredEvent }
  | { readonly kind: 'wrongExpectedVersion' };

const write: Check = { kind: 'write' };
const wrongExpectedVersion: Check = { kind: 'wrongExpectedVersion' };

/**
 * Compares what the writer expects with what is there. A write that was done before is told from a conflict by the
 * ids of its events: at the expected place for an exact revision, anywhere in the stream for `any` and `streamExists`.
 * A write of which only the beginning is there is a conflict.
 */
export function checkWrite(
  record: StreamRecord,
  expected: ExpectedState,
  events: readonly Pick<ProposedEvent, 'id'>[],
): Check {
  if (expected === 'streamExists' && isMissing(record)) return wrongExpectedVersion;
  if (expected === 'any' || expected === 'streamExists') return checkAnywhere(record, events);

  const revision = expected === 'noStream' ? -1n : expected;
  if (revision === record.last) return write;
  if (revision > record.last) return wrongExpectedVersion;
  const there = events.map((_, index) => eventAt(record, revision + 1n + BigInt(index)));
  const last = there.at(-1);
  if (last !== undefined && there.every((event, index) => event?.id === events[index]?.id)) {
    return { kind: 'alreadyWritten', last };
  }
  // A soft-deleted stream may be begun anew.
  return expected === 'noStream' && isSoftDeleted(record) && there[0]?.id !== events[0]?.id
    ? write
    : wrongExpectedVersion;
}

function checkAnywhere(record: StreamRecord, events: readonly Pick<ProposedEvent, 'id'>[]): Check {
  const there = events.map(({ id }) => record.events.findLast((event) => event.id === id));
  if (there[0] === undefined) return write;
  const last = there.at(-1);
  return last !== undefined && there.every((event) => event !== undefined)
    ? { kind: 'alreadyWritten', last }
    : wrongExpectedVersion;
}

function eventAt({ events, last }: StreamRecord, revision: bigint): StoredEvent | undefined {
  return events[events.length - 1 - Number(last - revision)];
}
