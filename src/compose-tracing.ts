import { randomUUID } from 'node:crypto';
import type { Config } from './config.js';
import type { EventStore } from './event-store/port.js';
import { nobody, type OperationObserver } from './graphql/operation-observer.js';
import type { Logger } from './logger.js';
import { meteredEventStore } from './metrics/metered-event-store.js';
import type { Metrics } from './metrics/metrics.js';
import { tracedEventStore } from './tracing/traced-event-store.js';
import { tracedOperations } from './tracing/traced-operations.js';
import type { Tracing } from './tracing/tracing.js';

/** What traces are delivered with; `undefined`, and nothing of it is loaded, where no collector is set. */
export async function composeTracing(
  { tracesEndpoint: endpoint }: Pick<Config, 'tracesEndpoint'>,
  logger: Logger,
): Promise<Tracing | undefined> {
  if (endpoint === undefined) return undefined;
  const { startOpenTelemetry } = await import('./tracing/open-telemetry.js');
  const onLost = () => logger.warn({ component: 'traces' }, 'Traces cannot be delivered');
  return startOpenTelemetry({ endpoint, instanceId: randomUUID(), onLost });
}

/** The event store as everything is to use it. */
export function observedStore(store: EventStore, metrics: Metrics, tracing: Tracing | undefined): EventStore {
  const metered = meteredEventStore(store, metrics.eventStore);
  return tracing === undefined ? metered : tracedEventStore(metered, tracing);
}

/** Who is told of the operations of the API. */
export function observerOf({ graphql }: Metrics, tracing: Tracing | undefined): OperationObserver {
  if (tracing === undefined) return { ...nobody, finished: graphql.finished };
  const traced = tracedOperations(tracing);
  return {
    around: traced.around,
    finished: (operation) => {
      graphql.finished(operation);
      traced.finished(operation);
    },
  };
}
