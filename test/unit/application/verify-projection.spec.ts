import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rebuildProjection } from '../../../src/application/rebuild-projection.js';
import { repairProjection } from '../../../src/application/repair-projection.js';
import { verifyProjection } from '../../../src/application/verify-projection.js';
import type { Difference } from '../../../src/projections/compare-document.js';
import { partitionOf, partitions } from '../../../src/projections/partition.js';
import { operator } from '../../support/test-service.js';
import { challengeIssued, enrolledApp, tokenRejected } from '../../support/two-factor-history.js';
import { createProjectionFixture, type ProjectionFixture, viewStores } from './projection-fixture.js';

const [projection, edition] = ['counting', 'counting.v1.1'];
const userIds = ['user-1', 'user-2', 'user-3', 'user-4'] as const;
const reason = 'found by verify';
const unseen = () => undefined;

describe.each(Object.entries(viewStores))('views in %s', (_, openStore) => {
  let fixture: ProjectionFixture;
  beforeEach(async () => {
    fixture = await createProjectionFixture(await openStore());
    for (const userId of userIds) await fixture.append(userId, ...enrolledApp(), challengeIssued());
    await fixture.start();
  });
  afterEach(() => fixture.close());

  const verify = (which: 'SERVING' | 'BUILDING' = 'SERVING') =>
    verifyProjection(fixture.stores, { projection, which }, operator, unseen);
  const repair = () => repairProjection(fixture.stores, { projection, reason }, operator, unseen);
  const differencesOf = async (): Promise<Readonly<Record<string, Difference>>> =>
    Object.fromEntries((await verify()).differences.map(({ id, difference }) => [id, difference]));

  /** All that can be wrong with a document, but for one that cannot be read. */
  async function damageAll(): Promise<void> {
    await fixture.damage(edition, 'user-1', undefined);
    await fixture.damage(edition, 'user-2', { kind: 'VIEW', view: 1_000 });
    await fixture.damage(edition, 'nobody', { kind: 'VIEW', view: 1 });
    await unlist('user-3');
  }

  async function unlist(id: string): Promise<void> {
    const { viewStore } = fixture.stores;
    const { fence, positions } = await viewStore.claim(partitionOf(id), [edition]);
    const position = positions.get(edition)!;
    const groups = [{ group: 'everybody', added: [], removed: [id] }];
    const batch = { edition, expected: position, position, documents: new Map(), groups, announced: false };
    await viewStore.apply(partitionOf(id), fence, [batch]);
  }

  const listed = async () =>
    (await fixture.stores.viewStore.readGroup(edition, 'everybody'))
      .flatMap(({ documents }) => [...documents.keys()])
      .toSorted();

  it('are as the history has them, and it is recorded that somebody has looked', async () => {
    expect(await verify()).toEqual({
      edition: { projection, version: 1, number: 1 },
      documents: 4,
      differences: [],
    });
    expect(await fixture.recorded()).toEqual([
      { type: 'ProjectionVerified', data: { edition, documents: 4, differences: 0 } },
    ]);
  });

  it('are found to differ, each by what is wrong with it', async () => {
    await damageAll();
    expect(await differencesOf()).toEqual({
      'user-1': 'MISSING',
      'user-2': 'DIFFERENT',
      'user-3': 'UNLISTED',
      nobody: 'ORPHAN',
    });
    expect((await fixture.recorded()).at(-1)).toEqual({
      type: 'ProjectionVerified',
      data: { edition, documents: 5, differences: 4 },
    });
  });

  it('are mended where they differ, beside a projector that goes on afterwards', async () => {
    await damageAll();
    const { documents, mended } = await repair();
    expect({ documents, mended: mended.length }).toEqual({ documents: 5, mended: 4 });
    expect(await differencesOf()).toEqual({});
    expect(await listed()).toEqual([...userIds]);
    expect(await fixture.stored(edition, 'nobody')).toBeUndefined();

    const position = await fixture.append('user-2', tokenRejected());
    await fixture.reached(edition, 'user-2', position);
    expect(await fixture.stored(edition, 'user-2')).toEqual({ kind: 'VIEW', view: 6 });
    expect(await differencesOf()).toEqual({});
  });

  it('are mended once it is recorded how many, and why; nothing is recorded where nothing differs', async () => {
    await repair();
    expect(await fixture.recorded()).toEqual([]);
    await damageAll();
    await repair();
    expect(await fixture.recorded()).toEqual([{ type: 'ProjectionRepaired', data: { edition, documents: 4, reason } }]);
  });

  it('are compared while they move: what is not there yet is no difference', async () => {
    const comparing = [];
    for (let round = 0; round < 5; round += 1) {
      comparing.push(verify());
      for (const userId of userIds) await fixture.append(userId, tokenRejected());
    }
    expect((await Promise.all(comparing)).flatMap(({ differences }) => differences)).toEqual([]);
  });

  it('are compared as well while they are being built', async () => {
    await rebuildProjection(fixture.stores, { projection }, operator);
    await expect.poll(() => fixture.stored('counting.v1.2', 'user-1'), { timeout: 10_000 }).toBeDefined();
    await fixture.damage('counting.v1.2', 'user-1', { kind: 'VIEW', view: 9 });
    expect(await verify('BUILDING')).toMatchObject({
      edition: { number: 2 },
      differences: [{ id: 'user-1', difference: 'DIFFERENT' }],
    });
    expect((await verify()).differences).toEqual([]);
  });

  it('tell how far the comparison has come, to its end', async () => {
    await damageAll();
    const told: string[] = [];
    const tell = (phase: string, done: number, total: number) => void told.push(`${phase} ${done}/${total}`);
    await repairProjection(fixture.stores, { projection, reason }, operator, tell);
    expect(told).toEqual(expect.arrayContaining(['READING 0/20', 'COMPARING 5/5', 'MENDING 4/4']));
  });

  it('are right and parked where an event cannot be applied; a program that can finds the difference', async () => {
    fixture.counting.failsAt = 'TokenRejected';
    const position = await fixture.append('user-1', tokenRejected());
    await fixture.reached(edition, 'user-1', position);
    expect(await differencesOf()).toEqual({});
    fixture.counting.failsAt = undefined;
    expect(await differencesOf()).toEqual({ 'user-1': 'DIFFERENT' });
    await repair();
    const status = (await fixture.stores.viewStore.status([edition])).get(edition);
    expect(status?.map(({ parked }) => parked)).toEqual(partitions.map(() => 0));
    expect(await differencesOf()).toEqual({});
  });
});

describe('what is refused of a comparison', () => {
  it('views that there are not, and views of another version', async () => {
    const fixture = await createProjectionFixture(await viewStores['memory']!());
    const verify = (which: 'SERVING' | 'BUILDING') =>
      verifyProjection(fixture.stores, { projection, which }, operator, unseen);
    await expect(verify('SERVING')).rejects.toThrow(/^There are no views of it yet/);
    const projector = await fixture.start();
    await expect(verify('BUILDING')).rejects.toThrow(/^Nothing is being built/);
    await projector.close();
    const { viewStore } = fixture.stores;
    const entry = { serving: { projection, version: 2, number: 2 }, paused: false };
    await viewStore.replaceCatalog({
      revision: (await viewStore.catalog()).revision + 1,
      projections: { counting: entry },
    });
    await expect(verify('SERVING')).rejects.toThrow(/made by its version 2, and this program has version 1/);
    expect(await fixture.recorded()).toEqual([]);
    await fixture.close();
  });
});
