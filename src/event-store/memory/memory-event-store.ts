import { randomUUID } from 'node:crypto';
import type { StreamName } from '../../domain/events.js';
import type { Codec, EncodedEvent, StoredEvent } from '../codec.js';
import type { AppendOutcome, EventLog } from '../event-log.js';
import { createEventStoreOverLog } from '../event-store-over-log.js';
import type { EventStore, ExpectedRevision } from '../port.js';
import { countBetween, positionOf, sequenceOf } from '../position.js';

/** An event store that forgets everything at the end of the process. It keeps what a durable one would: text. */
export function createMemoryEventStore(deps: {
  readonly codec: Codec;
  readonly newStoreId?: () => string;
}): EventStore {
  return createEventStoreOverLog({ codec: deps.codec, log: createMemoryLog((deps.newStoreId ?? randomUUID)()) });
}

function createMemoryLog(id: string): EventLog {
  const all: StoredEvent[] = [];
  const byStream = new Map<StreamName, StoredEvent[]>();
  const ids = new Set<string>();
  const watchers = new Set<() => void>();

  const appendNow = (
    stream: StreamName,
    expected: ExpectedRevision,
    events: readonly EncodedEvent[],
  ): AppendOutcome => {
    const existing = byStream.get(stream) ?? [];
    const actual = existing.length === 0 ? 'noStream' : existing.length - 1;
    const first = expected === 'noStream' ? 0 : expected + 1;
    const there = existing.slice(first, first + events.length);
    const last = there.at(-1);
    if (last !== undefined && there.map((event) => event.id).join() === events.map((event) => event.id).join()) {
      return { kind: 'appended', revision: last.revision, position: last.position };
    }
    if (events.some((event) => ids.has(event.id))) {
      return { kind: 'idReused' };
    }
    if (actual !== expected) {
      return { kind: 'conflict', actual };
    }
    for (const event of events) {
      const stored = { ...event, stream, revision: existing.length, position: positionOf(all.length + 1) };
      existing.push(stored);
      all.push(stored);
      ids.add(event.id);
    }
    byStream.set(stream, existing);
    for (const onAppended of watchers) {
      onAppended();
    }
    return { kind: 'appended', revision: existing.length - 1, position: positionOf(all.length) };
  };

  return {
    id,
    async append(stream, expected, events) {
      return appendNow(stream, expected, events);
    },
    readStream: (stream, fromRevision, limit) => (byStream.get(stream) ?? []).slice(fromRevision, fromRevision + limit),
    readAll: (after, limit) => all.slice(sequenceOf(after), sequenceOf(after) + limit),
    head: () => all.at(-1)?.position,
    countAfter: (position) => countBetween(position, all.at(-1)?.position),
    persistently: (work) => work(),
    watch(onAppended) {
      watchers.add(onAppended);
      return () => watchers.delete(onAppended);
    },
    async close() {
      watchers.clear();
    },
  };
}
