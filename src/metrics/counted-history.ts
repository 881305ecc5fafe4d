import type { EventStore, Position, RecordedEvent } from '../event-store/port.js';
import type { ProjectionMetrics } from './projection-metrics.js';

/** The event store as a projector is given it: events count once whoever follows or reads them is done with them. */
export function countedHistory(eventStore: EventStore, metrics: Pick<ProjectionMetrics, 'passed'>): EventStore {
  return {
    ...eventStore,
    subscribe: (after, { onEvents, onFailure }) =>
      eventStore.subscribe(after, {
        onEvents: async (events) => {
          await onEvents(events);
          metrics.passed(events.length, 'LIVE');
        },
        onFailure,
      }),
    readAll: async function* (after?: Position): AsyncGenerator<readonly RecordedEvent[], void> {
      for await (const events of eventStore.readAll(after)) {
        yield events;
        metrics.passed(events.length, 'CATCH_UP');
      }
    },
  };
}
