import { randomUUID } from 'node:crypto';
import type { ProjectionStores } from './application/projection-stores.js';
import type { Parking } from './application/record-parked.js';
import type { Config } from './config.js';
import type { EventStore } from './event-store/port.js';
import { describeFailure } from './graphql/logger.js';
import type { Logger } from './logger.js';
import { countedHistory } from './metrics/counted-history.js';
import { createProjectionMeasure } from './metrics/measure-projections.js';
import { meteredViewStore } from './metrics/metered-view-store.js';
import type { Metrics } from './metrics/metrics.js';
import { nameOf, projectionOf } from './projections/edition.js';
import { holdAll, type PartitionLeases } from './projections/leases.js';
import { createMemoryViewStore } from './projections/memory/memory-view-store.js';
import { projections as allProjections } from './projections/projections.js';
import { type Projector, type ProjectorObserver, startProjector } from './projections/projector.js';
import { createRedisLeases } from './projections/redis/redis-leases.js';
import { createRedisViewStore } from './projections/redis/redis-view-store.js';
import { createViewReader, type ViewReader } from './projections/view-reader.js';
import { type ViewStatus, watchViewStatus } from './projections/view-status.js';
import { type ViewStore, ViewStoreUnavailable } from './projections/view-store.js';
import { openRedis } from './redis/redis-connection.js';
import { tracedViewStore } from './tracing/traced-view-store.js';
import type { Tracing } from './tracing/tracing.js';

/** What answers queries, and what keeps it up with the history. */
export interface ViewSide {
  readonly views: ViewReader;
  readonly status: ViewStatus;
  /** Resolves when the views that this process moves are up to date; at once where it moves none. */
  readonly caughtUp: Promise<void>;
  /** `undefined`: this process moves no views. */
  readonly projector: Projector | undefined;
  /** What is kept up, and where, for those who look after it. */
  readonly kept: Pick<ProjectionStores, 'viewStore' | 'projections'>;
  /** How many queries watch a view now. */
  watches(): number;
  /** Why Redis cannot be used now; `undefined`: it can, or there is none. */
  problem(): string | undefined;
  /** Brings what is measured of the views up to date. */
  measure(): Promise<void>;
  close(): Promise<void>;
}

export interface ViewComposition {
  readonly config: Pick<Config, 'redisUrl' | 'roles'>;
  readonly eventStore: EventStore;
  readonly logger: Logger;
  readonly metrics: Pick<Metrics, 'projections'>;
  /** `undefined`: nothing is traced. */
  readonly tracing: Tracing | undefined;
  /** Puts down in the history that a document was parked. */
  readonly recordParked: (parking: Parking) => Promise<void>;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/** Milliseconds for which a query waits for Redis before the history answers it. */
const queryPatience = 250;
/** A batch may be large, and nobody waits for it. */
const writingPatience = 5_000;

interface Stores {
  /** For queries. */
  readonly reading: ViewStore;
  /** For the projector. */
  readonly writing: ViewStore;
  readonly leases: PartitionLeases;
  problem(): string | undefined;
  /** Resolves when Redis cannot be used for the first time. */
  readonly lost: Promise<void>;
}

/** @throws {UnsuitableRedis} */
export async function composeViews(composition: ViewComposition): Promise<ViewSide> {
  const { config, eventStore, clock } = composition;
  const metrics = composition.metrics.projections;
  // A process that neither answers queries nor moves views has nothing to do with them.
  const projections = config.roles.includes('api') || moves(config) ? allProjections : [];
  const { reading, writing, leases, problem, lost } = await openStores(composition);
  const projector = moves(config)
    ? startProjector({
        eventStore: countedHistory(eventStore, metrics),
        viewStore: meteredViewStore(writing, metrics),
        leases,
        projections,
        clock,
        observer: observerOf(composition),
      })
    : undefined;
  const status = watchViewStatus({ eventStore, viewStore: reading, projections, clock });
  const caughtUp = caughtUpOf(projector, status, lost);
  caughtUp.catch(() => undefined);

  return {
    views: createViewReader({ eventStore, viewStore: reading, status }),
    status,
    caughtUp,
    projector,
    kept: { viewStore: reading, projections },
    watches: () => reading.watches(),
    problem,
    measure: createProjectionMeasure({ eventStore, viewStore: reading, status, metrics, clock }),
    close: async () => {
      await projector?.close();
      status.close();
      await reading.close();
      await writing.close();
    },
  };
}

/** Without Redis each process that answers queries has its own views; with it, projectors move those of all. */
function moves({ redisUrl, roles }: ViewComposition['config']): boolean {
  return redisUrl === undefined ? roles.includes('api') : roles.includes('projector');
}

/** As long as Redis cannot be used there is nothing to wait for: the history answers. */
async function caughtUpOf(projector: Projector | undefined, status: ViewStatus, lost: Promise<void>): Promise<void> {
  await Promise.race([projector?.caughtUp, lost]);
  // Seen at once, not only at the next look.
  await status.refresh();
}

async function openStores({ config, eventStore, logger, tracing }: ViewComposition): Promise<Stores> {
  const { redisUrl: url } = config;
  if (url === undefined) {
    const store = createMemoryViewStore();
    return {
      reading: store,
      writing: store,
      leases: holdAll(),
      problem: () => undefined,
      lost: new Promise(() => undefined),
    };
  }
  const { promise: lost, resolve } = Promise.withResolvers<undefined>();
  const onLost = (problem: string) => {
    logger.warn({ component: 'redis', problem }, 'Redis cannot be used');
    resolve(undefined);
  };
  const [reading, writing] = [
    openRedis({ url, patience: queryPatience, onLost }),
    openRedis({ url, patience: writingPatience, onLost: () => undefined }),
  ];
  await Promise.all([reading.settled(), writing.settled()]);
  const storeId = eventStore.id;
  const forQueries = createRedisViewStore({ connection: reading, storeId });
  return {
    reading: tracing === undefined ? forQueries : tracedViewStore(forQueries, tracing),
    writing: createRedisViewStore({ connection: writing, storeId }),
    leases: createRedisLeases({ client: writing.client, storeId, holder: randomUUID() }),
    problem: reading.problem,
    lost,
  };
}

function observerOf({ logger, recordParked }: ViewComposition): ProjectorObserver {
  const component = 'projections';
  const failed = (error: unknown) => {
    // That Redis cannot be used is told once, and not again with every try.
    if (error instanceof ViewStoreUnavailable) return;
    logger.error({ component, failure: describeFailure(error) }, 'failure');
  };
  return {
    failed,
    parked: (edition, documentId, parked) => {
      const { position, eventType, reason: errorName } = parked;
      logger.error({ component, edition, position, eventType, errorName }, 'An event cannot be applied: parked');
      const parking = { projection: projectionOf(edition), edition, documentId, parked };
      void recordParked(parking).catch(failed);
    },
    tookOver: (edition) => logger.info({ component, edition: nameOf(edition) }, 'Views of this version are served now'),
  };
}

/**
 * Where views are that processes share, for the command line; `undefined`: each keeps its own in its memory.
 *
 * @throws {UnsuitableRedis} @throws {ViewStoreUnavailable}
 */
export async function openViewStore(
  { redisUrl: url }: Pick<Config, 'redisUrl'>,
  { id: storeId }: Pick<EventStore, 'id'>,
): Promise<ViewStore | undefined> {
  if (url === undefined) return undefined;
  const connection = openRedis({ url, patience: writingPatience, onLost: () => undefined });
  try {
    await connection.settled();
    const problem = connection.problem();
    if (problem !== undefined) throw new ViewStoreUnavailable(`Redis cannot be used. ${problem}`);
    return createRedisViewStore({ connection, storeId });
  } catch (error) {
    connection.close();
    throw error;
  }
}
