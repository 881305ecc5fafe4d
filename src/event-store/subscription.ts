import { setImmediate } from 'node:timers/promises';
import type { Answer } from './event-log.js';
import {
  type Position,
  type RecordedEvent,
  StoreUnavailable,
  type Subscription,
  type SubscriptionHandler,
} from './port.js';

/** Where a subscription reads from. Whatever takes long is given up when the subscription has ended. */
export interface History {
  /** The next events after a position, in order; none where there are none yet. */
  next(after: Position | undefined, ended: AbortSignal): Answer<readonly RecordedEvent[]>;
  head(ended: AbortSignal): Answer<Position | undefined>;
  watch(onAppended: () => void): () => void;
}

/**
 * Follows a history. Every event is read from the store after the position of the one before it, catching up and
 * live alike; a notice only says that it is time to look. So no notice, late, lost or doubled, can make the handler
 * miss an event or see one twice.
 */
export function follow(history: History, after: Position | undefined, handler: SubscriptionHandler): Subscription {
  const ended = new AbortController();
  const hasEnded = (): boolean => ended.signal.aborted;
  const notices = watchForNotices(history);
  // Asked for at once: what is appended from now on is not part of the catching up.
  const goal = (async () => history.head(ended.signal))();
  // Looked at below, and not before the first turn of the loop.
  goal.catch(() => undefined);

  const run = async (onCaughtUp: () => void): Promise<void> => {
    let position = after;
    for (;;) {
      // A long catch-up with a handler that never waits must not hold up everything else in the process.
      await setImmediate();
      if (hasEnded()) {
        return;
      }
      const end = await goal;
      if (end === undefined || (position !== undefined && position >= end)) {
        onCaughtUp();
      }
      notices.forget();
      const events = await history.next(position, ended.signal);
      if (hasEnded()) {
        return;
      }
      const last = events.at(-1);
      if (last !== undefined) {
        await handler.onEvents(events);
        position = last.position;
      } else {
        await notices.next();
      }
    }
  };

  let done = Promise.resolve();
  const caughtUp = new Promise<void>((resolve, reject) => {
    let cause: unknown;
    done = run(resolve)
      .catch((error: unknown) => {
        // What was given up because of the end is no failure.
        if (hasEnded() && error instanceof StoreUnavailable) return;
        cause = error;
        handler.onFailure(error);
      })
      .finally(() => {
        notices.stop();
        reject(new StoreUnavailable('The subscription ended before it had caught up.', { cause }));
      });
  });
  // Whoever does not wait for it must not be told of its failure as an unhandled one.
  caughtUp.catch(() => undefined);

  return {
    caughtUp,
    async close() {
      ended.abort();
      notices.wake();
      await done;
    },
  };
}

/** A notice that comes while one looks is kept: what it tells of may have been appended behind one's back. */
function watchForNotices(history: History) {
  let isNoticed = false;
  let wakeWaiting: () => void = () => undefined;
  const wake = (): void => {
    isNoticed = true;
    wakeWaiting();
  };
  const stop = history.watch(wake);
  return {
    wake,
    stop,
    forget: (): void => {
      isNoticed = false;
    },
    /** Resolves at once where there was one since the last `forget`. */
    next: (): Promise<void> =>
      new Promise((resolve) => {
        wakeWaiting = resolve;
        if (isNoticed) resolve();
      }),
  };
}
