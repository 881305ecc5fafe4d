import { setImmediate } from 'node:timers/promises';
import type { Category, EventsByCategory, StreamName } from '../domain/events.js';
import type { Codec } from './codec.js';
import type { AppendOutcome, EventLog } from './event-log.js';
import {
  type Appended,
  type EventStore,
  type ExpectedRevision,
  InvalidEvent,
  type RecordedEvent,
  RevisionConflict,
  StoreUnavailable,
  type Subscription,
} from './port.js';
import { sequenceOf as refuseWrongPosition, sequenceOf } from './position.js';
import { follow } from './subscription.js';

/** Reading and decoding so many events holds up the process for a few milliseconds at most. */
const batchSize = 512;

/** The event store over a log on this machine. */
export function createLocalEventStore(deps: { readonly log: EventLog; readonly codec: Codec }): EventStore {
  const { log, codec } = deps;
  const subscriptions = new Set<Subscription>();
  let closed = false;
  let closing: Promise<void> | undefined;

  const refuseWhenClosed = (): void => {
    if (closed) {
      throw new StoreUnavailable('The event store is closed.');
    }
  };
  let newest: { readonly after: string | undefined; readonly events: readonly RecordedEvent[] } | undefined;
  const next = (after: string | undefined): readonly RecordedEvent[] => {
    refuseWhenClosed();
    // Those who follow the history stand side by side: what one has just read, the others need not read again. It may be
    // fewer events than there are by now, and never others: the history does not change.
    if (newest !== undefined && newest.after === after) return newest.events;
    const events = log.readAll(after, batchSize).map((stored) => codec.decode(stored));
    if (events.length > 0) newest = { after, events };
    return events;
  };

  return {
    id: log.id,

    async append(stream, expected, events) {
      refuseWhenClosed();
      return appendedOf(stream, expected, await log.append(stream, expected, codec.encode(stream, events)));
    },

    async *readStream<C extends Category>(stream: StreamName<C>, fromRevision = 0) {
      let revision = fromRevision;
      for (;;) {
        refuseWhenClosed();
        const stored = log.readStream(stream, revision, batchSize);
        if (stored.length > 0) {
          // The codec refuses a type that does not belong in the stream's category.
          yield stored.map((stored) => codec.decode(stored)) as RecordedEvent<EventsByCategory[C]>[];
        }
        if (stored.length < batchSize) {
          return;
        }
        revision += stored.length;
        await setImmediate();
      }
    },

    async *readAll(after) {
      refuseWhenClosed();
      refuseWrongPosition(after);
      const end = log.head();
      let position = after;
      while (end !== undefined && (position === undefined || position < end)) {
        const events = next(position).filter((event) => event.position <= end);
        const last = events.at(-1);
        if (last === undefined) {
          return;
        }
        yield events;
        position = last.position;
        await setImmediate();
      }
    },

    subscribe(after, handler) {
      if (closing !== undefined) {
        throw new StoreUnavailable('The event store is closed.');
      }
      refuseWrongPosition(after);
      const following = follow(
        { next, head: () => log.head(), watch: (onAppended) => log.watch(onAppended) },
        after,
        handler,
      );
      const subscription = {
        caughtUp: following.caughtUp,
        async close() {
          await following.close();
          subscriptions.delete(subscription);
        },
      };
      subscriptions.add(subscription);
      return subscription;
    },

    async head() {
      refuseWhenClosed();
      return log.head();
    },

    async countAfter(position) {
      refuseWhenClosed();
      // Local logs number their events one by one, without gaps.
      return Math.max(0, sequenceOf(log.head()) - sequenceOf(position));
    },

    close() {
      closing ??= (async () => {
        // Handlers end first: what they append on the way out is still taken.
        await Promise.all([...subscriptions].map((subscription) => subscription.close()));
        closed = true;
        await log.close();
      })();
      return closing;
    },
  };
}

function appendedOf(stream: StreamName, expected: ExpectedRevision, outcome: AppendOutcome): Appended {
  switch (outcome.kind) {
    case 'appended':
      return { revision: outcome.revision, position: outcome.position };
    case 'conflict':
      throw new RevisionConflict(stream, expected, outcome.actual);
    case 'idReused':
      throw new InvalidEvent('An event of this id is in the history already, at another place.');
  }
}
