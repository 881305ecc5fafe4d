import { setImmediate } from 'node:timers/promises';
import type { Category, EventsByCategory, StreamName } from '../domain/events.js';
import type { Codec, StoredEvent } from './codec.js';
import type { AppendOutcome, EventLog } from './event-log.js';
import {
  type Appended,
  type EventStore,
  type ExpectedRevision,
  InvalidEvent,
  type Position,
  type RecordedEvent,
  RevisionConflict,
  StoreUnavailable,
  type Subscription,
} from './port.js';
import { refuseWrongPosition } from './position.js';
import { follow } from './subscription.js';

/** Reading and decoding so many events holds up the process for a few milliseconds at most. */
const batchSize = 512;

/** The event store over a log, wherever that is kept. */
export function createEventStoreOverLog(deps: { readonly log: EventLog; readonly codec: Codec }): EventStore {
  const { log, codec } = deps;
  const subscriptions = new Set<Subscription>();
  let closed = false;
  let closing: Promise<void> | undefined;

  const refuseWhenClosed = (): void => {
    if (closed) {
      throw new StoreUnavailable('The event store is closed.');
    }
  };
  const decoded = (stored: readonly StoredEvent[]) => stored.map((event) => codec.decode(event));
  let newest: { readonly after: Position | undefined; readonly events: readonly RecordedEvent[] } | undefined;
  const next = async (after: Position | undefined): Promise<readonly RecordedEvent[]> => {
    refuseWhenClosed();
    // Those who follow the history stand side by side: what one has just read, the others need not read again. It may be
    // fewer events than there are by now, and never others: the history does not change.
    if (newest !== undefined && newest.after === after) return newest.events;
    const events = decoded(await log.readAll(after, batchSize));
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
        const stored = await log.readStream(stream, revision, batchSize);
        if (stored.length > 0) {
          // The codec refuses a type that does not belong in the stream's category.
          yield decoded(stored) as RecordedEvent<EventsByCategory[C]>[];
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
      const end = await log.head();
      let position = after;
      while (end !== undefined && (position === undefined || position < end)) {
        const events = (await next(position)).filter((event) => event.position <= end);
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
        {
          next: (after, ended) => log.persistently(() => next(after), ended),
          head: (ended) => log.persistently(() => log.head(), ended),
          watch: (onAppended) => log.watch(onAppended),
        },
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
      refuseWrongPosition(position);
      return log.countAfter(position);
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
    case 'tooLarge':
      throw new InvalidEvent('The events are more than can be appended at once.');
  }
}
