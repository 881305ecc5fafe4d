import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameOf } from '../../../src/projections/edition.js';
import { foldDocument } from '../../../src/projections/fold-view.js';
import { createMemoryViewStore } from '../../../src/projections/memory/memory-view-store.js';
import { partitionOf } from '../../../src/projections/partition.js';
import type { Projection } from '../../../src/projections/projection.js';
import { projections } from '../../../src/projections/projections.js';
import { createRedisViewStore } from '../../../src/projections/redis/redis-view-store.js';
import { type ViewStore, ViewStoreUnavailable } from '../../../src/projections/view-store.js';
import { openTestRedis } from '../../support/redis/open-test-redis.js';
import { testRedis } from '../../support/redis/test-redis.js';
import { challengeIssued, enrolledApp, tokenRejected } from '../../support/two-factor-history.js';
import { createProjectorFixture, type ProjectorFixture } from './projector-fixture.js';

/** Anything that is applied twice, or not at all, shows in it. */
const counting: Projection<number, 'twoFactor'> = {
  name: 'counting',
  version: 1,
  categories: ['twoFactor'],
  initialView: 0,
  evolve: (count) => count + 1,
};
const all: readonly Projection[] = [counting, ...projections];
const userIds = ['user-1', 'user-2', 'user-3'];

/** Before or after which write of its a projector dies; with the second its answer is lost. */
interface Death {
  readonly atWrite: number;
  readonly written: boolean;
}

const steps = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('APPEND' as const),
      user: fc.nat(userIds.length - 1),
      events: fc.integer({ min: 1, max: 4 }),
    }),
    fc.record({
      kind: fc.constant('DIE' as const),
      meanwhile: fc.integer({ min: 0, max: 6 }),
      death: fc.record({ atWrite: fc.integer({ min: 1, max: 20 }), written: fc.boolean() }),
    }),
  ),
  { minLength: 3, maxLength: 12 },
);

/** The store as a process sees it that dies at one of its writes: nothing works from then on. */
function dying(
  store: ViewStore,
  { atWrite, written }: Death,
): { readonly store: ViewStore; readonly dead: Promise<undefined> } {
  let writes = 0;
  const { promise: dead, resolve } = Promise.withResolvers<undefined>();
  return {
    dead,
    store: {
      ...store,
      apply: async (...batch) => {
        writes += 1;
        if (writes === atWrite && written) await store.apply(...batch);
        if (writes >= atWrite) {
          resolve(undefined);
          throw new ViewStoreUnavailable('The process is dead.');
        }
        return store.apply(...batch);
      },
    },
  };
}

async function expectViewsEqualFold({ eventStore, viewStore }: ProjectorFixture): Promise<void> {
  const head = (await eventStore.head()) ?? '';
  for (const { name, version } of all) {
    const edition = nameOf({ projection: name, version, number: 1 });
    for (const id of userIds) await viewStore.reached({ edition, partition: partitionOf(id) }, head, 10_000);
  }
  for (const projection of all) {
    const edition = nameOf({ projection: projection.name, version: projection.version, number: 1 });
    for (const id of userIds) {
      const { document, position } = await viewStore.read(edition, id);
      expect(position).toBe(head);
      const folded = await foldDocument(eventStore, projection, id, head);
      expect(JSON.stringify(document), `${edition} of ${id}`).toBe(JSON.stringify(folded));
    }
  }
}

const append = (fixture: ProjectorFixture, user: number, events: number) =>
  fixture.append(
    userIds[user] ?? '',
    ...[...enrolledApp(), challengeIssued(), tokenRejected(), tokenRejected()].slice(0, events),
  );

const stores = {
  memory: { runs: 40, open: async () => createMemoryViewStore() },
  Redis: {
    runs: 15,
    open: async () => createRedisViewStore({ connection: await openTestRedis(testRedis()), storeId: randomUUID() }),
  },
};

describe.each(Object.entries(stores))('exactly once, with views in %s', (_name, { runs, open }) => {
  it('whenever a projector dies, before a write or after it: the views equal the fold', {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (history) => {
        const fixture = createProjectorFixture(await open());
        for (const step of history) {
          if (step.kind === 'APPEND') await append(fixture, step.user, step.events);
          else {
            const { store, dead } = dying(fixture.viewStore, step.death);
            const projector = fixture.start(all, { viewStore: store });
            // It catches up with a history that goes on.
            for (let more = 0; more < step.meanwhile; more += 1) await append(fixture, more % userIds.length, 1);
            await Promise.race([dead, projector.caughtUp]);
            await projector.close();
          }
        }
        await append(fixture, 0, 1);
        const last = fixture.start(all);
        for (let more = 0; more < 3; more += 1) await append(fixture, more, 1);
        await last.caughtUp;
        await expectViewsEqualFold(fixture);
        await fixture.close();
      }),
      { numRuns: runs },
    );
  });

  it('when two believe that they hold everything', { timeout: 60_000 }, async () => {
    const fixture = createProjectorFixture(await open());
    await append(fixture, 0, 4);
    const both = [fixture.start(all), fixture.start(all)];
    for (let round = 0; round < 30; round += 1) await append(fixture, round % 3, 2);
    await both[0]?.close();
    await append(fixture, 1, 1);
    const head = await fixture.eventStore.head();
    const isThere = async () => {
      const edition = nameOf({ projection: 'counting', version: 1, number: 1 });
      const places = (await fixture.viewStore.status([edition])).get(edition) ?? [];
      return places.every(({ position }) => position === head);
    };
    await expect.poll(isThere, { timeout: 20_000 }).toBe(true);
    await both[1]?.close();
    await fixture.start(all).caughtUp;
    await expectViewsEqualFold(fixture);
    await fixture.close();
  });
});
