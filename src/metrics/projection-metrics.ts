import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { second } from '../domain/instant.js';
import type { ProjectionState } from '../projections/view-status.js';
import type { ApplyOutcome } from '../projections/view-store.js';

/** What is measured of views and of what keeps them up. Projections are those of the program: their names are few. */
export interface ProjectionMetrics {
  /** A batch was written, or refused, or lost. @param duration in milliseconds. */
  applied(outcome: BatchOutcome, duration: number): void;
  /** The projector of this process has passed so many more events. */
  passed(events: number, pace: Pace): void;
  /** How a projection stands now. */
  stands(projection: string, standing: Standing): void;
  /** How far the edition has come that is being built of a projection, from 0 to 1; `undefined`: none is built. */
  rebuilt(projection: string, ratio: number | undefined): void;
  /** How many queries watch a view now. */
  watched(count: number): void;
  /** Whether Redis can be used now. */
  redisUsable(isUsable: boolean): void;
}

/** `UNAVAILABLE`: the view store did not answer, and the batch is tried again. */
export type BatchOutcome = ApplyOutcome | 'UNAVAILABLE';

/** `LIVE`: along with the history as it grows; `CATCH_UP`: behind it, or from its beginning. */
export type Pace = 'LIVE' | 'CATCH_UP';

export interface Standing {
  readonly state: ProjectionState;
  /** Documents that stand still at an event that could not be applied. */
  readonly parked: number;
  /** How far its views are behind the history; `undefined`: nobody knows. */
  readonly lag: Lag | undefined;
}

export interface Lag {
  readonly events: number;
  /** Age of the oldest event that its views have not seen, in milliseconds; 0 where they have seen all. */
  readonly age: number;
}

const states: Readonly<Record<ProjectionState, true>> = {
  LIVE: true,
  CATCHING_UP: true,
  AHEAD: true,
  PAUSED: true,
  OTHER_VERSION: true,
  MISSING: true,
  UNREACHABLE: true,
};
const batchOutcomes: readonly BatchOutcome[] = ['APPLIED', 'MOVED', 'FENCED', 'UNAVAILABLE'];
const paces: readonly Pace[] = ['LIVE', 'CATCH_UP'];

/** Seconds. One event takes less than a thousandth; a thousand of a rebuild some hundredths. */
const buckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];

export function createProjectionMetrics(registry: Registry): ProjectionMetrics {
  const { batches, events } = registerWork([registry]);
  const { lagEvents, lagSeconds, parked, state, progress, watches, redisUp } = registerStanding([registry]);

  return {
    applied: (outcome, duration) => batches.observe({ outcome }, duration / second),
    passed: (count, pace) => events.inc({ pace }, count),
    stands: (projection, standing) => {
      for (const name of Object.keys(states)) state.set({ projection, state: name }, name === standing.state ? 1 : 0);
      parked.set({ projection }, standing.parked);
      // An old number would look as if all were well.
      lagEvents.remove({ projection });
      lagSeconds.remove({ projection });
      if (standing.lag === undefined) return;
      lagEvents.set({ projection }, standing.lag.events);
      lagSeconds.set({ projection }, standing.lag.age / second);
    },
    rebuilt: (projection, ratio) => {
      if (ratio === undefined) progress.remove({ projection });
      else progress.set({ projection }, ratio);
    },
    watched: (count) => watches.set(count),
    redisUsable: (isUsable) => redisUp.set(isUsable ? 1 : 0),
  };
}

function registerWork(registers: Registry[]) {
  const metrics = {
    batches: new Histogram({
      name: 'sallyport_projection_batch_seconds',
      help: 'Seconds that batches of views took to be written. MOVED and FENCED: refused, another projector was first.',
      labelNames: ['outcome'] as const,
      buckets,
      registers,
    }),
    events: new Counter({
      name: 'sallyport_projection_events_total',
      help: 'Events that this process has moved views past. In catching up one counts for each group of views.',
      labelNames: ['pace'] as const,
      registers,
    }),
  };
  for (const outcome of batchOutcomes) metrics.batches.zero({ outcome });
  for (const pace of paces) metrics.events.inc({ pace }, 0);
  return metrics;
}

function registerStanding(registers: Registry[]) {
  const ofProjection = <const Labels extends string = never>(name: string, help: string, ...more: readonly Labels[]) =>
    new Gauge({ name, help, labelNames: ['projection', ...more] as const, registers });
  const metrics = {
    lagEvents: ofProjection(
      'sallyport_projection_lag_events',
      'Events of the history that the views of a projection have not seen, where they are furthest behind.',
    ),
    lagSeconds: ofProjection(
      'sallyport_projection_lag_seconds',
      'Age of the oldest event that the views of a projection have not seen. It grows while nothing moves.',
    ),
    parked: ofProjection(
      'sallyport_projection_parked_documents',
      'Documents that stand still at an event that could not be applied.',
    ),
    state: ofProjection('sallyport_projection_state', '1 for the state that a projection is in.', 'state'),
    progress: ofProjection(
      'sallyport_projection_rebuild_progress_ratio',
      'How much of the history the edition that is being built has seen; there only while one is built.',
    ),
    watches: new Gauge({
      name: 'sallyport_view_watches_open',
      help: 'Views that queries of this process watch now.',
      registers,
    }),
    redisUp: new Gauge({
      name: 'sallyport_redis_up',
      help: '1 while Redis can be used. Not there where no Redis is set.',
      registers,
    }),
  };
  // It would begin as 0: where there is no Redis nothing is down.
  metrics.redisUp.remove();
  return metrics;
}
