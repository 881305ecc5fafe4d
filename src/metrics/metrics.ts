import { collectDefaultMetrics, Registry } from 'prom-client';
import { createSmsMetrics, type SmsMetrics } from './sms-metrics.js';

/** What monitoring is told. Nothing in it says anything about a person: labels take the values of closed lists only. */
export interface Metrics {
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
  const sms = createSmsMetrics(registry, options);
  return {
    sms,
    exposition: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}
