import { setImmediate } from 'node:timers/promises';
import {
  type Position,
  type RecordedEvent,
  StoreUnavailable,
  type Subscription,
  type SubscriptionHandler,
} from './port.js';

/** Where a subscription reads from. */
export interface History {
  /** The next events after a position, in order; none where there are none yet. */
  next(after: Position | undefined): readonly RecordedEvent[];
  head(): Position | undefined;
  watch(onAppended: () => void): () => void;
}

/**
 * Follows a history. Every event is read from the store after the position of the one before it, catching up and
 * live alike; a notice only says that it is time to look. So no notice, late, lost or doubled, can make the handler
 * miss an event or see one twice.
 *
 * @throws {StoreUnavailable} the store cannot be read.
 */
export function follow(history: History, after: Position | undefined, handler: SubscriptionHandler): Subscription {
  const goal = history.head();
  let closed = false;
  let wake: () => void = () => undefined;
  const stopWatching = history.watch(() => wake());

  const run = async (onCaughtUp: () => void): Promise<void> => {
    let position = after;
    for (;;) {
      // A long catch-up with a handler that never waits must not hold up everything else in the process.
      await setImmediate();
      if (closed) {
        return;
      }
      if (goal === undefined || (position !== undefined && position >= goal)) {
        onCaughtUp();
      }
      const events = history.next(position);
      const last = events.at(-1);
      if (last !== undefined) {
        await handler.onEvents(events);
        position = last.position;
      } else {
        // No notice can get lost between the look and the wait: both are in the same turn.
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  };

  let done = Promise.resolve();
  const caughtUp = new Promise<void>((resolve, reject) => {
    let cause: unknown;
    done = run(resolve)
      .catch((error: unknown) => {
        cause = error;
        handler.onFailure(error);
      })
      .finally(() => {
        stopWatching();
        reject(new StoreUnavailable('The subscription ended before it had caught up.', { cause }));
      });
  });
  // Whoever does not wait for it must not be told of its failure as an unhandled one.
  caughtUp.catch(() => undefined);

  return {
    caughtUp,
    async close() {
      closed = true;
      wake();
      await done;
    },
  };
}
