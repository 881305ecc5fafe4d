import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EventStore } from '../../../src/event-store/port.js';
import { startBuilding } from '../../../src/projections/catalog.js';
import { nameOf } from '../../../src/projections/edition.js';
import { foldView } from '../../../src/projections/fold-view.js';
import { holdAll, type PartitionLeases } from '../../../src/projections/leases.js';
import { loginChallengeProjection } from '../../../src/projections/login-challenge.projection.js';
import { createMemoryViewStore } from '../../../src/projections/memory/memory-view-store.js';
import { partitionOf, partitions } from '../../../src/projections/partition.js';
import type { Projection } from '../../../src/projections/projection.js';
import { createRedisViewStore } from '../../../src/projections/redis/redis-view-store.js';
import { twoFactorProjection } from '../../../src/projections/two-factor.projection.js';
import { PositionAhead } from '../../../src/projections/view-reader.js';
import { type Document, type ViewStore, ViewStoreUnavailable } from '../../../src/projections/view-store.js';
import { openTestRedis } from '../../support/redis/open-test-redis.js';
import { testRedis } from '../../support/redis/test-redis.js';
import { challengeIssued, defaultChanged, enrolledApp, tokenRejected } from '../../support/two-factor-history.js';
import { createProjectorFixture, type ProjectorFixture } from './projector-fixture.js';

const projections = [loginChallengeProjection, twoFactorProjection];
const firstEdition = ({ name: projection, version }: Projection) => nameOf({ projection, version, number: 1 });
const userId = 'user-1';
const partition = partitionOf(userId);
const challenge = firstEdition(loginChallengeProjection);

/** Counts events, and fails at those it is told to. */
const counting = (failsAt: (type: string) => boolean = () => false): Projection<number, 'twoFactor'> => ({
  name: 'counting',
  version: 1,
  categories: ['twoFactor'],
  initialView: 0,
  evolve: (count, { type }) => {
    if (failsAt(type)) throw new TypeError('hunter2');
    return count + 1;
  },
});

const stores: Readonly<Record<string, () => Promise<ViewStore>>> = {
  memory: async () => createMemoryViewStore(),
  Redis: async () => createRedisViewStore({ connection: await openTestRedis(testRedis()), storeId: randomUUID() }),
};

describe.each(Object.entries(stores))('the projector, with views in %s', (_name, openStore) => {
  let fixture: ProjectorFixture;
  beforeEach(async () => {
    fixture = createProjectorFixture(await openStore());
  });
  afterEach(() => fixture.close());

  const started = async (of: readonly Projection[] = projections) => {
    const projector = fixture.start(of);
    await projector.caughtUp;
    return projector;
  };
  const stored = async (id: string, edition = challenge) => (await fixture.viewStore.read(edition, id)).document;
  const reached = (position: string, edition = challenge, place = partition) =>
    fixture.viewStore.reached({ edition, partition: place }, position, 10_000);

  it('makes the views of the history that is there at the start', async () => {
    const position = await fixture.append(userId, ...enrolledApp(), challengeIssued(), tokenRejected());
    await started();
    const view = await foldView(fixture.eventStore, loginChallengeProjection, userId);
    expect(await fixture.viewStore.read(challenge, userId)).toEqual({ document: { kind: 'VIEW', view }, position });
  });

  it('has not caught up as long as the history is being read, however often it looks meanwhile', async () => {
    await fixture.append(userId, ...enrolledApp());
    const read = Promise.withResolvers<undefined>();
    const lookedAgain = Promise.withResolvers<undefined>();
    const every = holdAll();
    let looks = 0;
    const leases: PartitionLeases = {
      ...every,
      hold: () => {
        looks += 1;
        // The one before has ended.
        if (looks > 2) lookedAgain.resolve(undefined);
        return every.hold();
      },
    };
    const eventStore: EventStore = {
      ...fixture.eventStore,
      readAll: async function* readAll(after) {
        await read.promise;
        yield* fixture.eventStore.readAll(after);
      },
    };
    let caughtUp = false;
    const projector = fixture.start(projections, { leases, eventStore });
    const arrived = projector.caughtUp.then(() => {
      caughtUp = true;
    });
    await lookedAgain.promise;
    expect(caughtUp).toBe(false);
    read.resolve(undefined);
    await arrived;
    expect(projector.passed()).toBe(enrolledApp().length);
  });

  it('goes on with what is appended afterwards, in all projections', async () => {
    await started();
    const position = await fixture.append(userId, ...enrolledApp(), challengeIssued());
    for (const projection of projections) {
      const edition = firstEdition(projection);
      expect(await reached(position, edition)).toBe(true);
      const view = await foldView<unknown, 'twoFactor'>(fixture.eventStore, projection, userId);
      expect(await stored(userId, edition)).toEqual({ kind: 'VIEW', view });
    }
  });

  it('moves partitions on in which nothing has happened', async () => {
    await started();
    const position = await fixture.append(userId, ...enrolledApp());
    for (const place of partitions) expect(await reached(position, challenge, place)).toBe(true);
  });

  it('goes on where another one has stopped', async () => {
    const first = await started();
    await fixture.append(userId, ...enrolledApp());
    await first.close();
    const position = await fixture.append(userId, challengeIssued(), tokenRejected());
    await started();
    const view = await foldView(fixture.eventStore, loginChallengeProjection, userId);
    expect(await fixture.viewStore.read(challenge, userId)).toEqual({ document: { kind: 'VIEW', view }, position });
  });

  it('claims a partition anew, and goes on, where somebody else has claimed it', async () => {
    await started();
    await reached(await fixture.append(userId, ...enrolledApp()));
    await fixture.viewStore.claim(partition, [challenge]);
    const position = await fixture.append(userId, challengeIssued());
    expect(await reached(position)).toBe(true);
    const view = await foldView(fixture.eventStore, loginChallengeProjection, userId);
    expect(await stored(userId)).toEqual({ kind: 'VIEW', view });
  });

  it('makes views anew that are gone, and leaves the others as they are', async () => {
    await started();
    await fixture.append(userId, ...enrolledApp());
    await reached(await fixture.append('user-2', ...enrolledApp()), challenge, partitionOf('user-2'));
    await fixture.viewStore.drop(challenge);
    const position = await fixture.append(userId, challengeIssued());
    expect(await reached(position)).toBe(true);
    await expect.poll(() => stored('user-2')).toBeDefined();
    const view = await foldView(fixture.eventStore, loginChallengeProjection, userId);
    expect(await stored(userId)).toEqual({ kind: 'VIEW', view });
  });

  it.each<[string, Document | undefined]>([['deleted', undefined]])(
    'folds a single document anew from the history where it was %s',
    async (_, document) => {
      const first = await started();
      const position = await fixture.append(userId, ...enrolledApp(), challengeIssued());
      await reached(position);
      await first.close();
      const { fence } = await fixture.viewStore.claim(partition, [challenge]);
      const damage = { edition: challenge, expected: position, position, groups: [], announced: false };
      await fixture.viewStore.apply(partition, fence, [{ ...damage, documents: new Map([[userId, document]]) }]);
      await started();
      expect(await reached(await fixture.append(userId, tokenRejected()))).toBe(true);
      const view = await foldView(fixture.eventStore, loginChallengeProjection, userId);
      expect(await stored(userId)).toEqual({ kind: 'VIEW', view });
    },
  );

  it('waits for a view store that cannot be reached, and loses nothing', async () => {
    let outages = 3;
    const viewStore = {
      ...fixture.viewStore,
      apply: async (...batch: Parameters<typeof fixture.viewStore.apply>) => {
        outages -= 1;
        if (outages >= 0) throw new ViewStoreUnavailable('gone');
        return fixture.viewStore.apply(...batch);
      },
    };
    const position = await fixture.append(userId, ...enrolledApp(), challengeIssued());
    await fixture.start(projections, { viewStore }).caughtUp;
    expect(await fixture.viewStore.read(challenge, userId)).toMatchObject({ position });
  });

  it('repeats a batch whose answer was lost only once', async () => {
    const lost = { answers: 1 };
    const viewStore = {
      ...fixture.viewStore,
      apply: async (...batch: Parameters<typeof fixture.viewStore.apply>) => {
        const outcome = await fixture.viewStore.apply(...batch);
        if (lost.answers-- > 0) throw new ViewStoreUnavailable('timed out');
        return outcome;
      },
    };
    const counter = counting();
    await fixture.append(userId, ...enrolledApp(), challengeIssued());
    fixture.start([counter], { viewStore });
    const position = await fixture.append(userId, tokenRejected());
    expect(await reached(position, firstEdition(counter))).toBe(true);
    const events = await foldView(fixture.eventStore, counter, userId);
    expect(await stored(userId, firstEdition(counter))).toEqual({ kind: 'VIEW', view: events });
  });

  it('applies nothing again to what caught up beyond those that it joins', async () => {
    const counter = counting();
    const edition = firstEdition(counter);
    const [one, other] = [userId, 'user-2'];
    const gate = Promise.withResolvers<undefined>();
    let isShut = false;
    let areHeldUp = false;
    const viewStore: ViewStore = {
      ...fixture.viewStore,
      apply: async (place, ...batch) => {
        if (isShut && place === partitionOf(one)) {
          areHeldUp = true;
          await gate.promise;
        }
        return fixture.viewStore.apply(place, ...batch);
      },
    };
    const every = holdAll();
    let looksWithout = 0;
    let isLent = false;
    const leases: PartitionLeases = {
      ...every,
      hold: async () => {
        const all = await every.hold();
        if (!isLent) return all;
        looksWithout += 1;
        return new Set([...all].filter((held) => held !== partitionOf(other)));
      },
    };
    await fixture.append(other, challengeIssued());
    await fixture.start([counter], { viewStore, leases }).caughtUp;

    // Its partition goes and comes back, and catches up while those beside it are held up.
    isLent = true;
    await expect.poll(() => looksWithout).toBeGreaterThan(1);
    await fixture.append(other, tokenRejected());
    isShut = true;
    await fixture.append(one, challengeIssued());
    await expect.poll(() => areHeldUp).toBe(true);
    isLent = false;
    const ahead = await fixture.append(other, tokenRejected());
    const isAhead = async () => (await fixture.viewStore.read(edition, other)).position === ahead;
    await expect.poll(isAhead, { timeout: 10_000 }).toBe(true);
    gate.resolve(undefined);

    const last = await fixture.append(one, tokenRejected());
    for (const id of [one, other]) expect(await reached(last, edition, partitionOf(id))).toBe(true);
    expect(await stored(other, edition)).toEqual({ kind: 'VIEW', view: 3 });
    expect(await stored(one, edition)).toEqual({ kind: 'VIEW', view: 2 });
  });

  describe('an event that a projection cannot apply', () => {
    const failing = counting((type) => type === 'ChallengeIssued');
    const edition = firstEdition(failing);

    it('parks its document there, with what follows, and no other document or projection', async () => {
      await started([failing, ...projections]);
      await fixture.append(userId, ...enrolledApp(), challengeIssued(), tokenRejected());
      const position = await fixture.append('user-2', ...enrolledApp());
      expect(await reached(position, edition, partitionOf('user-2'))).toBe(true);
      const found = await stored(userId, edition);
      expect(found).toMatchObject({ kind: 'PARKED', parked: { eventType: 'ChallengeIssued', reason: 'TypeError' } });
      expect(await stored('user-2', edition)).toMatchObject({ kind: 'VIEW' });
      expect(await stored(userId)).toMatchObject({ kind: 'VIEW' });
      expect((await fixture.viewStore.status([edition])).get(edition)?.[partition]?.parked).toBe(1);
      expect(fixture.parked).toEqual([
        { edition, id: userId, parked: expect.objectContaining({ reason: 'TypeError' }) },
      ]);
    });

    it('is told without a word of its own: it may hold a secret (attack 37)', async () => {
      await started([failing]);
      await fixture.append(userId, challengeIssued());
      await expect.poll(() => fixture.parked).toHaveLength(1);
      expect(JSON.stringify([await stored(userId, edition), fixture.parked])).not.toContain('hunter2');
    });

    it('leaves the answer to the history', async () => {
      await started([failing]);
      const position = await fixture.append(userId, challengeIssued(), tokenRejected());
      const mended = counting();
      const { views } = await fixture.reader([mended]);
      expect(await views.read(mended, userId, position)).toBe(2);
    });
  });

  describe('a projection of a newer version', () => {
    const newer: Projection<number, 'twoFactor'> = { ...counting(), version: 2, evolve: (count) => count + 10 };

    it('is built beside the one that is served, takes its place, and is never mixed up with it', async () => {
      await fixture.append(userId, ...enrolledApp(), challengeIssued());
      const older = await started([counting()]);
      await older.close();
      await started([newer]);
      const { views } = await fixture.reader([newer]);
      expect(await views.read(newer, userId, undefined)).toBe(50);
      await expect
        .poll(async () => (await fixture.viewStore.catalog()).projections['counting']?.serving, { timeout: 10_000 })
        .toEqual({ projection: 'counting', version: 2, number: 2 });
      expect(await stored(userId, 'counting.v2.2')).toEqual({ kind: 'VIEW', view: 50 });
      expect(await stored(userId, 'counting.v1.1')).toEqual({ kind: 'VIEW', view: 5 });
    });
  });

  it('builds another edition beside the one that is served, and keeps both up', async () => {
    await fixture.append(userId, ...enrolledApp());
    await started([counting()]);
    const options = { startedAt: '2026-01-01T00:00:00.000Z', takesOver: false };
    const change = startBuilding(await fixture.viewStore.catalog(), 'counting', 1, options);
    if (change.verdict === 'REFUSED') throw new Error(change.reason);
    await fixture.viewStore.replaceCatalog(change.catalog);
    await expect.poll(() => stored(userId, 'counting.v1.2'), { timeout: 10_000 }).toBeDefined();
    const position = await fixture.append(userId, challengeIssued());
    expect(await reached(position, 'counting.v1.2')).toBe(true);
    expect(await reached(position, 'counting.v1.1')).toBe(true);
    expect(await stored(userId, 'counting.v1.2')).toEqual(await stored(userId, 'counting.v1.1'));
  });

  describe('reading', () => {
    it('never shows anything older than the position that a query gives', async () => {
      await started();
      const { views } = await fixture.reader(projections);
      for (let round = 0; round < 20; round += 1) {
        const events = round === 0 ? [...enrolledApp(), challengeIssued()] : [tokenRejected()];
        const position = await fixture.append(userId, ...events);
        const view = await views.read(loginChallengeProjection, userId, position);
        expect(view.challenges[0]?.wrongAnswers).toBe(round);
      }
    });

    it('asks the history as long as views are behind, paused, missing or of another version', async () => {
      await fixture.append(userId, ...enrolledApp(), challengeIssued());
      const { views, status } = await fixture.reader(projections);
      expect(status.report().map(({ state }) => state)).toEqual(['MISSING', 'MISSING']);
      expect((await views.read(loginChallengeProjection, userId, undefined)).challenges).toHaveLength(1);
      await started();
      await status.refresh();
      expect(status.report().map(({ state }) => state)).toEqual(['LIVE', 'LIVE']);
      const other = await fixture.reader([{ ...loginChallengeProjection, version: 9 }]);
      expect(other.status.report().map(({ state }) => state)).toEqual(['OTHER_VERSION']);
    });

    it('does not believe views that are ahead of the history, which was restored from an older copy', async () => {
      await started();
      await reached(await fixture.append(userId, ...enrolledApp(), challengeIssued(), defaultChanged()));
      const older = createProjectorFixture(fixture.viewStore);
      await older.append(userId, ...enrolledApp());
      const { views, status } = await older.reader(projections);
      expect(status.report().map(({ state }) => state)).toEqual(['AHEAD', 'AHEAD']);
      expect((await views.read(loginChallengeProjection, userId, undefined)).challenges).toHaveLength(0);
      status.close();
    });

    it('refuses a position that the history has not reached', async () => {
      const head = await fixture.append(userId, ...enrolledApp());
      const ahead = String(Number(head) + 1).padStart(20, '0');
      const { views } = await fixture.reader(projections);
      await expect(views.read(loginChallengeProjection, userId, ahead)).rejects.toThrow(PositionAhead);
      await started();
      await expect(views.read(loginChallengeProjection, userId, ahead)).rejects.toThrow(PositionAhead);
    });
  });
});
