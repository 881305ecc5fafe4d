import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { abandonRebuild } from '../../../src/application/abandon-rebuild.js';
import { followRebuild } from '../../../src/application/follow-rebuild.js';
import { rebuildProjection } from '../../../src/application/rebuild-projection.js';
import { rollBackProjection } from '../../../src/application/roll-back-projection.js';
import { switchProjection } from '../../../src/application/switch-projection.js';
import { partitionOf } from '../../../src/projections/partition.js';
import type { ViewStatus } from '../../../src/projections/view-status.js';
import { operator } from '../../support/test-service.js';
import { challengeIssued, enrolledApp } from '../../support/two-factor-history.js';
import { createCounting, createProjectionFixture, type ProjectionFixture, viewStores } from './projection-fixture.js';

const [projection, userId, first, second] = ['counting', 'user-1', 'counting.v1.1', 'counting.v1.2'];
const edition = (number: number) => ({ projection, version: 1, number });
const because = { projection, reason: 'it was wrong' };
const begin = (fixture: ProjectionFixture, rate = {}) =>
  rebuildProjection(fixture.stores, { projection, ...rate }, operator);
const follow = (fixture: ProjectionFixture, number = 2) =>
  followRebuild(fixture.stores, edition(number), () => undefined);
const servedFrom = async (status: ViewStatus) => {
  await status.refresh();
  return status.servedFrom(createCounting(), partitionOf(userId));
};
const entryOf = async ({ stores }: ProjectionFixture) => (await stores.viewStore.catalog()).projections[projection];

describe.each(Object.entries(viewStores))('a rebuild, with views in %s', (_, openStore) => {
  let fixture: ProjectionFixture;
  beforeEach(async () => {
    fixture = await createProjectionFixture(await openStore());
    await fixture.append(userId, ...enrolledApp(), challengeIssued());
    await fixture.start();
  });
  afterEach(() => fixture.close());

  it('makes the views anew beside those that are served, and tells how far it is', async () => {
    expect(await begin(fixture)).toEqual(edition(2));
    const told: (readonly [number, number])[] = [];
    await followRebuild(fixture.stores, edition(2), (...amount) => told.push(amount));
    // Five of the person, and one that says that the rebuild was started.
    expect(told.at(-1)).toEqual([6, 6]);
    expect(await fixture.stored(second, userId)).toEqual(await fixture.stored(first, userId));
    expect((await entryOf(fixture))?.serving).toEqual(edition(1));
  });

  it('is served at once by a switch, kept up beside it before, and after it what was served', async () => {
    await begin(fixture);
    await follow(fixture);
    expect(await switchProjection(fixture.stores, because, operator)).toMatchObject({
      before: { serving: edition(1) },
      after: { serving: edition(2), previous: edition(1) },
    });
    const position = await fixture.append(userId, challengeIssued());
    await fixture.reached(second, userId, position);
    await fixture.reached(first, userId, position);
    const { views, status } = await fixture.reader([fixture.counting]);
    await expect.poll(() => servedFrom(status)).toBe(second);
    expect(await views.read(fixture.counting, userId, position)).toBe(6);
  });

  it('can be rolled back, without anything that happened since being lost', async () => {
    await begin(fixture);
    await follow(fixture);
    await switchProjection(fixture.stores, because, operator);
    const position = await fixture.append(userId, challengeIssued());
    await rollBackProjection(fixture.stores, because, operator);
    await fixture.reached(first, userId, position);
    const { views, status } = await fixture.reader([fixture.counting]);
    await expect.poll(() => servedFrom(status)).toBe(first);
    expect(await views.read(fixture.counting, userId, position)).toBe(6);
  });

  it('is in the history, step by step, each before it is taken', async () => {
    await begin(fixture, { eventsPerSecond: 5_000 });
    await follow(fixture);
    await switchProjection(fixture.stores, because, operator);
    await rollBackProjection(fixture.stores, because, operator);
    const { reason } = because;
    expect(await fixture.recorded()).toEqual([
      { type: 'ProjectionRebuildStarted', data: { edition: second, eventsPerSecond: 5_000 } },
      { type: 'ProjectionSwitched', data: { edition: second, from: first, reason } },
      { type: 'ProjectionRolledBack', data: { edition: first, from: second, reason } },
    ]);
  });

  it('is refused while another one is under way, in words that say what to do', async () => {
    await begin(fixture);
    await expect(begin(fixture)).rejects.toThrow(/^It is being rebuilt already. Wait for it, .+`projections abandon`/);
    expect(await fixture.recorded()).toHaveLength(1);
  });

  it('is begun by one of several who ask at the same instant, and recorded once', async () => {
    const outcomes = await Promise.allSettled([begin(fixture), begin(fixture), begin(fixture)]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(await fixture.recorded()).toHaveLength(1);
  });

  it('lets go of what was served before, and never uses its name again', async () => {
    await begin(fixture);
    await follow(fixture);
    await switchProjection(fixture.stores, because, operator);
    await rollBackProjection(fixture.stores, because, operator);
    expect(await begin(fixture)).toEqual(edition(3));
    expect((await entryOf(fixture))?.previous).toBeUndefined();
    expect(await fixture.stored(second, userId)).toBeUndefined();
    expect(await fixture.stored(first, userId)).toBeDefined();
  });

  it('can be abandoned: it is gone, and what is served goes on', async () => {
    await begin(fixture);
    await follow(fixture);
    expect(await abandonRebuild(fixture.stores, because, operator)).toEqual(edition(2));
    expect(await entryOf(fixture)).toEqual({ serving: edition(1), paused: false });
    expect(await fixture.stored(second, userId)).toBeUndefined();
    await expect(follow(fixture)).rejects.toThrow('was given up');
    const position = await fixture.append(userId, challengeIssued());
    await fixture.reached(first, userId, position);
    expect((await fixture.recorded()).at(-1)).toEqual({
      type: 'ProjectionRebuildAbandoned',
      data: { edition: second, reason: because.reason },
    });
  });
});

describe('what is refused of a rebuild', () => {
  let fixture: ProjectionFixture;
  beforeEach(async () => {
    fixture = await createProjectionFixture(await viewStores['memory']!());
  });
  afterEach(() => fixture.close());

  const nothingIsDone = async () => expect(await fixture.recorded()).toEqual([]);

  it('all of it while there are no views', async () => {
    for (const attempt of [
      () => begin(fixture),
      () => switchProjection(fixture.stores, because, operator),
      () => rollBackProjection(fixture.stores, because, operator),
      () => abandonRebuild(fixture.stores, because, operator),
    ]) {
      await expect(attempt()).rejects.toThrow(/^There are no views of it yet/);
    }
    await nothingIsDone();
  });

  it('a switch to what has not caught up, with how far it is', async () => {
    await fixture.append(userId, ...enrolledApp());
    const projector = await fixture.start();
    // Nobody moves anything any more.
    await projector.close();
    await begin(fixture);
    await expect(switchProjection(fixture.stores, because, operator)).rejects.toThrow(
      /^What is being built has read 0 of 5 events \(0 %\)/,
    );
    expect((await entryOf(fixture))?.serving).toEqual(edition(1));
    expect(await fixture.recorded()).toHaveLength(1);
  });

  it('a switch, a rollback and an abandonment where there is nothing of the kind', async () => {
    await fixture.start();
    await expect(switchProjection(fixture.stores, because, operator)).rejects.toThrow(/^Nothing is being built/);
    await expect(abandonRebuild(fixture.stores, because, operator)).rejects.toThrow(/^Nothing is being built/);
    await expect(rollBackProjection(fixture.stores, because, operator)).rejects.toThrow(/no earlier views are kept/);
    await nothingIsDone();
  });

  it('a rollback to views that this version of the program cannot show', async () => {
    await fixture.start();
    const { viewStore } = fixture.stores;
    const { revision } = await viewStore.catalog();
    const older = { projection, version: 0, number: 1 };
    const entry = { serving: edition(2), previous: older, paused: false };
    await viewStore.replaceCatalog({ revision: revision + 1, projections: { counting: entry } });
    await expect(rollBackProjection(fixture.stores, because, operator)).rejects.toThrow(/made by its version 0/);
    await nothingIsDone();
  });

  it('a projection that there is not, and a change without a reason', async () => {
    await fixture.start();
    const unknown = { ...because, projection: 'unknown' };
    await expect(rebuildProjection(fixture.stores, unknown, operator)).rejects.toMatchObject({
      field: 'projection',
      message: expect.stringContaining('counting'),
    });
    for (const change of [switchProjection, rollBackProjection, abandonRebuild]) {
      const silent = { projection, reason: ' ' };
      await expect(change(fixture.stores, silent, operator)).rejects.toMatchObject({ field: 'reason' });
    }
    await nothingIsDone();
  });
});
