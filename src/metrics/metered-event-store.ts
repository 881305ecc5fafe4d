import type { Category, EventsByCategory, StreamName } from '../domain/events.js';
import {
  type EventStore,
  type ExpectedRevision,
  type NewEvent,
  RevisionConflict,
  StoreUnavailable,
} from '../event-store/port.js';
import type { AppendOutcome, EventStoreMetrics } from './event-store-metrics.js';

/** The same store, with its appends measured. Reads are not: a query has no time for it. */
export function meteredEventStore(eventStore: EventStore, metrics: EventStoreMetrics): EventStore {
  return {
    ...eventStore,
    append: async <C extends Category>(
      stream: StreamName<C>,
      expected: ExpectedRevision,
      events: readonly NewEvent<EventsByCategory[C]>[],
    ) => {
      const begun = performance.now();
      const tell = (outcome: AppendOutcome) => metrics.appended(outcome, events.length, performance.now() - begun);
      try {
        const appended = await eventStore.append(stream, expected, events);
        tell('APPENDED');
        return appended;
      } catch (error) {
        tell(outcomeOf(error));
        throw error;
      }
    },
  };
}

function outcomeOf(error: unknown): AppendOutcome {
  if (error instanceof RevisionConflict) return 'CONFLICT';
  return error instanceof StoreUnavailable ? 'UNAVAILABLE' : 'FAILED';
}
