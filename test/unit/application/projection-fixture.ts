import { randomUUID } from 'node:crypto';
import { vi } from 'vitest';
import type { ProjectionStores } from '../../../src/application/projection-stores.js';
import type { OperationsEvent } from '../../../src/domain/operations/events.js';
import type { Position } from '../../../src/event-store/port.js';
import { createMemoryViewStore } from '../../../src/projections/memory/memory-view-store.js';
import { partitionOf } from '../../../src/projections/partition.js';
import type { Projection } from '../../../src/projections/projection.js';
import type { Projector } from '../../../src/projections/projector.js';
import { createRedisViewStore } from '../../../src/projections/redis/redis-view-store.js';
import type { Document, ViewStore } from '../../../src/projections/view-store.js';
import { eventsOf } from '../../support/event-recorder.js';
import { openTestRedis } from '../../support/redis/open-test-redis.js';
import { testRedis } from '../../support/redis/test-redis.js';
import { openMemoryInstallation } from '../ops/memory-installation.js';
import { createProjectorFixture, type ProjectorFixture } from '../projections/projector-fixture.js';

/** Counts a user's events, and cannot apply those of a type as long as it is told so. All are in one list. */
export interface Counting extends Projection<number, 'twoFactor'> {
  failsAt: string | undefined;
}

export function createCounting(): Counting {
  const counting: Counting = {
    name: 'counting',
    version: 1,
    failsAt: undefined,
    categories: ['twoFactor'],
    initialView: 0,
    evolve: (count, { type }) => {
      if (type === counting.failsAt) throw new TypeError('hunter2');
      return count + 1;
    },
    groupOf: () => 'everybody',
  };
  return counting;
}

/** A history, a view store and a projector that moves it, for what is done with projections. */
export interface ProjectionFixture extends Pick<ProjectorFixture, 'append' | 'reader'> {
  readonly stores: ProjectionStores;
  readonly counting: Counting;
  /** Moves the clock on, by milliseconds. All events occur when it starts. */
  advance(milliseconds: number): void;
  /** Resolves when what is there is up to date. */
  start(): Promise<Projector>;
  /** Resolves when an edition has read up to there. */
  reached(edition: string, id: string, position: Position): Promise<void>;
  stored(edition: string, id: string): Promise<Document | 'UNREADABLE' | undefined>;
  /** Puts another document in the place of one, or takes it away, as whoever writes to the store by hand. */
  damage(edition: string, id: string, document: Document | undefined): Promise<void>;
  /** What the history has of the projection. */
  recorded(): Promise<readonly OperationsEvent[]>;
  close(): Promise<void>;
}

/** Every view store there is, by name. */
export const viewStores: Readonly<Record<string, () => Promise<ViewStore>>> = {
  memory: async () => createMemoryViewStore(),
  Redis: async () => createRedisViewStore({ connection: await openTestRedis(testRedis()), storeId: randomUUID() }),
};

export async function createProjectionFixture(viewStore: ViewStore): Promise<ProjectionFixture> {
  const fixture = createProjectorFixture(viewStore);
  const { eventStore } = fixture;
  const { core } = await openMemoryInstallation({ eventStore, keys: new Map() });
  const counting = createCounting();
  let passed = 0;

  return {
    append: fixture.append,
    reader: fixture.reader,
    counting,
    advance: (milliseconds) => {
      passed += milliseconds;
    },
    stores: { core: { ...core, clock: () => core.clock() + passed }, viewStore, projections: [counting] },
    start: async () => {
      const projector = fixture.start([counting]);
      await projector.caughtUp;
      return projector;
    },
    reached: async (edition, id, position) => {
      const place = { edition, partition: partitionOf(id) };
      await vi.waitUntil(() => viewStore.reached(place, position, 1_000), { timeout: 10_000 });
    },
    stored: async (edition, id) => (await viewStore.read(edition, id)).document,
    damage: async (edition, id, document) => {
      const partition = partitionOf(id);
      const { fence, positions } = await viewStore.claim(partition, [edition]);
      const position = positions.get(edition)!;
      const batch = { edition, expected: position, position, groups: [], announced: false };
      await viewStore.apply(partition, fence, [{ ...batch, documents: new Map([[id, document]]) }]);
    },
    recorded: async () =>
      (await eventsOf(eventStore.readStream('operations-projection-counting'))).map(
        ({ type, data }) => ({ type, data }) as OperationsEvent,
      ),
    close: fixture.close,
  };
}
