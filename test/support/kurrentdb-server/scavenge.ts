import { originalOf, type StoredEvent } from './stored-event.js';
import type { StreamRecord } from './stream-record.js';

/**
 * What a scavenge leaves of the log: of a tombstoned stream its tombstone; of any other what is not truncated, and its
 * last event, which carries its revision; of metadata the last.
 */
export function scavenged(all: readonly StoredEvent[], streams: ReadonlyMap<string, StreamRecord>): StoredEvent[] {
  for (const [name, record] of streams) {
    record.events = record.events.filter((event) => isKept(event, name, streams));
  }
  return all.filter((event) => event.type === '$streamDeleted' || isKept(event, event.stream, streams));
}

function isKept(event: StoredEvent, stream: string, streams: ReadonlyMap<string, StreamRecord>): boolean {
  const record = streams.get(stream);
  if (record === undefined) return true;
  const original = originalOf(stream);
  if (record.tombstoned || (original !== undefined && streams.get(original)?.tombstoned === true)) return false;
  if (event.revision === record.last) return true;
  return original === undefined && event.revision >= record.truncateBefore;
}
