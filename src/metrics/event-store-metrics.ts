import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { second } from '../domain/instant.js';

/** What is measured of the event store. */
export interface EventStoreMetrics {
  /** An append is over. @param events how many it was to add. @param duration in milliseconds. */
  appended(outcome: AppendOutcome, events: number, duration: number): void;
  /** Whether the store could be read just now. */
  readable(isReadable: boolean): void;
}

/**
 * `APPENDED`: it stands in the history. `CONFLICT`: somebody else was first, and it is decided anew. `UNAVAILABLE`: the
 * store could not be reached or could not write. `FAILED`: the event was none, which is a bug.
 */
export type AppendOutcome = (typeof appendOutcomes)[number];

const appendOutcomes = ['APPENDED', 'CONFLICT', 'UNAVAILABLE', 'FAILED'] as const;

/** Seconds. On an SSD an append that waits for the disk takes a few thousandths. */
const buckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];

export function createEventStoreMetrics(registry: Registry): EventStoreMetrics {
  const registers = [registry];
  const appends = new Histogram({
    name: 'sallyport_event_store_append_seconds',
    help: 'Seconds that appends to the event store took, by what came of them.',
    labelNames: ['outcome'] as const,
    buckets,
    registers,
  });
  const events = new Counter({
    name: 'sallyport_event_store_events_total',
    help: 'Events that this process has appended.',
    registers,
  });
  const up = new Gauge({
    name: 'sallyport_event_store_up',
    help: '1 while the event store can be read.',
    registers,
  });
  // It would begin as 0, before anybody has looked.
  up.remove();
  // A count that comes out of nothing is no increase to an alert.
  for (const outcome of appendOutcomes) appends.zero({ outcome });

  return {
    appended: (outcome, count, duration) => {
      appends.observe({ outcome }, duration / second);
      if (outcome === 'APPENDED') events.inc(count);
    },
    readable: (isReadable) => up.set(isReadable ? 1 : 0),
  };
}
