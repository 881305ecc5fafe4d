import { randomUUID } from 'node:crypto';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { followRebuild } from '../../../src/application/follow-rebuild.js';
import { rebuildProjection } from '../../../src/application/rebuild-projection.js';
import { rollBackProjection } from '../../../src/application/roll-back-projection.js';
import { switchProjection } from '../../../src/application/switch-projection.js';
import { verifyProjection } from '../../../src/application/verify-projection.js';
import type { Position } from '../../../src/event-store/port.js';
import { createRedisViewStore } from '../../../src/projections/redis/redis-view-store.js';
import { createViewReader } from '../../../src/projections/view-reader.js';
import { watchViewStatus } from '../../../src/projections/view-status.js';
import { openTestRedis } from '../../support/redis/open-test-redis.js';
import { testRedis } from '../../support/redis/test-redis.js';
import { operator } from '../../support/test-service.js';
import { tokenRejected } from '../../support/two-factor-history.js';
import { createProjectionFixture, type ProjectionFixture } from '../../unit/application/projection-fixture.js';

const [projection, unseen] = ['counting', () => undefined];
const because = { projection, reason: 'to see whether anybody notices' };
const userIds = Array.from({ length: 24 }, (_, index) => `user-${index}`);

/** What clients of one API process were answered. */
interface Answers {
  count: number;
  /** Neither what there was when it was asked, nor anything that has come since. */
  readonly wrong: string[];
  /** Editions that documents were read from. */
  readonly editions: Set<string>;
}

describe('a rebuild under load', { timeout: 120_000 }, () => {
  const storeId = randomUUID();
  const openStore = async () => createRedisViewStore({ connection: await openTestRedis(testRedis()), storeId });
  const appended = new Map<string, { readonly count: number; readonly position: Position }>();
  let fixture: ProjectionFixture;
  let isOver = false;

  beforeEach(async () => {
    fixture = await createProjectionFixture(await openStore());
    for (let round = 0; round < 50; round += 1) await appendToAll();
    await fixture.start();
  });
  afterEach(() => fixture.close());

  async function appendToAll(): Promise<void> {
    for (const userId of userIds) {
      const position = await fixture.append(userId, tokenRejected());
      appended.set(userId, { count: (appended.get(userId)?.count ?? 0) + 1, position });
    }
  }

  async function write(): Promise<void> {
    while (!isOver) {
      await appendToAll();
      // The load, not a wait: some 1,000 events a second.
      await setTimeout(20);
    }
  }

  /** Clients of an API process of their own, each of whom reads what was written just now. */
  async function readOnAndOn(answers: Answers): Promise<void> {
    const { core } = fixture.stores;
    const store = await openStore();
    const viewStore: typeof store = {
      ...store,
      read: (edition, id) => {
        answers.editions.add(edition);
        return store.read(edition, id);
      },
    };
    const { eventStore } = core;
    const status = watchViewStatus({ eventStore, viewStore, projections: [fixture.counting], clock: Date.now });
    await status.refresh();
    const views = createViewReader({ eventStore, viewStore, status });
    while (!isOver) {
      // A history in memory answers without ever waiting: timers, and whoever is on the network, must have their turn.
      await setImmediate();
      for (const userId of userIds) {
        const least = appended.get(userId)!;
        const view = await views.read(fixture.counting, userId, least.position);
        const most = appended.get(userId)!.count + 1;
        answers.count += 1;
        if (!(view >= least.count && view <= most)) answers.wrong.push(`${view}, not ${least.count} to ${most}`);
      }
    }
    status.close();
    await viewStore.close();
  }

  const answered = (answers: readonly Answers[], edition: string) =>
    expect.poll(() => answers.every(({ editions }) => editions.has(edition)), { timeout: 20_000 }).toBe(true);

  it('gives no wrong answer and leaves none out, while it is built, served, rolled back and served again', async () => {
    const answers: readonly Answers[] = [1, 2].map(() => ({ count: 0, wrong: [], editions: new Set() }));
    const load = Promise.all([write(), ...answers.map(readOnAndOn)]);
    try {
      await answered(answers, 'counting.v1.1');
      const edition = await rebuildProjection(fixture.stores, { projection, eventsPerSecond: 20_000 }, operator);
      await followRebuild(fixture.stores, edition, unseen);
      await switchProjection(fixture.stores, because, operator);
      await answered(answers, 'counting.v1.2');
      for (const one of answers) one.editions.clear();
      await rollBackProjection(fixture.stores, because, operator);
      await answered(answers, 'counting.v1.1');
      for (const one of answers) one.editions.clear();
      await rollBackProjection(fixture.stores, because, operator);
      await answered(answers, 'counting.v1.2');
      const { differences } = await verifyProjection(
        fixture.stores,
        { projection, which: 'SERVING' },
        operator,
        unseen,
      );
      expect(differences).toEqual([]);
    } finally {
      isOver = true;
      await load;
    }
    expect(answers.map(({ wrong }) => wrong)).toEqual([[], []]);
    for (const { count } of answers) expect(count).toBeGreaterThan(200);
    const last = await verifyProjection(fixture.stores, { projection, which: 'SERVING' }, operator, unseen);
    expect(last).toMatchObject({ documents: userIds.length, differences: [] });
  });
});
