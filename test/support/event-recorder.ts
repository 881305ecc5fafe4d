import type { EventStore, RecordedEvent, SubscriptionHandler } from '../../src/event-store/port.js';

/** All the batches that a reading gives. */
export async function batchesOf<E>(reading: AsyncIterable<readonly E[]>): Promise<(readonly E[])[]> {
  const batches: (readonly E[])[] = [];
  for await (const batch of reading) {
    batches.push(batch);
  }
  return batches;
}

/** All the events that a reading gives. */
export async function eventsOf<E>(reading: AsyncIterable<readonly E[]>): Promise<readonly E[]> {
  return (await batchesOf(reading)).flat();
}

/** The ids of the whole history. */
export async function idsOf(store: EventStore): Promise<string[]> {
  return (await eventsOf(store.readAll())).map((event) => event.id);
}

export interface EventRecorder extends SubscriptionHandler {
  readonly events: readonly RecordedEvent[];
  readonly failures: readonly unknown[];
  /** Resolves when the condition holds, which is looked at after everything that is recorded. */
  until(condition: () => boolean): Promise<void>;
  /** Resolves when so many events have been recorded. */
  seen(howMany: number): Promise<void>;
}

/** A subscription's handler that remembers what it was given. `onEvents` runs before an event counts as recorded. */
export function createEventRecorder(
  onEvents: (events: readonly RecordedEvent[]) => void | Promise<void> = () => undefined,
): EventRecorder {
  const events: RecordedEvent[] = [];
  const failures: unknown[] = [];
  const waiting = new Set<() => void>();
  const look = (): void => {
    for (const lookAgain of waiting) {
      lookAgain();
    }
  };
  const until = (condition: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const lookAgain = (): void => {
        if (condition()) {
          waiting.delete(lookAgain);
          resolve();
        }
      };
      waiting.add(lookAgain);
      lookAgain();
    });

  return {
    events,
    failures,
    until,
    seen: (howMany) => until(() => events.length >= howMany),
    async onEvents(batch) {
      await onEvents(batch);
      events.push(...batch);
      look();
    },
    onFailure(error) {
      failures.push(error);
      look();
    },
  };
}
