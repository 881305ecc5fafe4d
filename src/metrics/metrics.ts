import { collectDefaultMetrics, Registry } from 'prom-client';
import { createEventStoreMetrics, type EventStoreMetrics } from './event-store-metrics.js';
import { createGraphqlMetrics, type GraphqlMetrics } from './graphql-metrics.js';
import { createProjectionMetrics, type ProjectionMetrics } from './projection-metrics.js';
import { createSmsMetrics, type SmsMetrics } from './sms-metrics.js';

/** What monitoring is told. Nothing in it says anything about a person: labels take the values of closed lists only. */
export interface Metrics {
  readonly graphql: GraphqlMetrics;
  readonly eventStore: EventStoreMetrics;
  readonly projections: ProjectionMetrics;
  readonly sms: SmsMetrics;
  /** Everything, and of the process itself, in the Prometheus text format. */
  exposition(): Promise<Exposition>;
}

export interface Exposition {
  readonly contentType: string;
  readonly text: string;
}

export interface MetricsOptions {
  /** ISO 3166-1 alpha-2 of every country that is sent to; any other one is counted as `OTHER`. */
  readonly countries: readonly string[];
}

export function createMetrics(options: MetricsOptions): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    graphql: createGraphqlMetrics(registry),
    eventStore: createEventStoreMetrics(registry),
    projections: createProjectionMetrics(registry),
    sms: createSmsMetrics(registry, options),
    exposition: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}
