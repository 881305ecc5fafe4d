import { describe, expect, it } from 'vitest';
import {
  abandonBuilding,
  addProjection,
  type Catalog,
  type CatalogChange,
  type CatalogEntry,
  emptyCatalog,
  forgetPrevious,
  keptEditions,
  rebuild,
  rollBack,
  setPaused,
  startBuilding,
  switchToBuilt,
} from '../../../src/projections/catalog.js';

const startedAt = '2026-11-24T12:00:00.000Z';
const options = { startedAt, takesOver: false };
const edition = (number: number, version = 1) => ({ projection: 'team', version, number });
const building = (number: number, version = 1) => ({ edition: edition(number, version), ...options });

/** A catalog in which one projection stands so. */
const catalogWith = (entry: CatalogEntry): Catalog => ({ revision: 7, projections: { other, team: entry } });
const other: CatalogEntry = { serving: { projection: 'other', version: 3, number: 9 }, paused: false };

const served: CatalogEntry = { serving: edition(1), paused: false };
const beingBuilt: CatalogEntry = { ...served, building: building(2) };
const switched: CatalogEntry = { serving: edition(2), previous: edition(1), paused: false };

function changedEntry(change: CatalogChange): CatalogEntry {
  if (change.verdict === 'REFUSED') throw new Error(change.reason);
  expect(change.catalog).toEqual({ revision: 8, projections: { other, team: change.entry } });
  return change.entry;
}

describe('the catalog', () => {
  it('gets a projection that it does not know, served in its first edition', () => {
    expect(addProjection(emptyCatalog, 'team', 4)).toEqual({
      verdict: 'CHANGED',
      entry: { serving: edition(1, 4), paused: false },
      catalog: { revision: 1, projections: { team: { serving: edition(1, 4), paused: false } } },
    });
    expect(addProjection(catalogWith(served), 'team', 4)).toEqual({ verdict: 'REFUSED', reason: 'ALREADY_SO' });
  });

  it.each<[string, (catalog: Catalog, name: string) => CatalogChange]>([
    ['startBuilding', (catalog, name) => startBuilding(catalog, name, 1, options)],
    ['rebuild', (catalog, name) => rebuild(catalog, name, 1, options)],
    ['abandonBuilding', abandonBuilding],
    ['switchToBuilt', switchToBuilt],
    ['rollBack', rollBack],
    ['forgetPrevious', forgetPrevious],
    ['setPaused', (catalog, name) => setPaused(catalog, name, true)],
  ])('refuses %s of a projection that it does not know', (_, change) => {
    expect(change(catalogWith(served), 'unknown')).toEqual({ verdict: 'REFUSED', reason: 'UNKNOWN_PROJECTION' });
  });
});

describe('a rebuild', () => {
  it('begins beside what is served, of the version that is asked for', () => {
    expect(changedEntry(startBuilding(catalogWith(served), 'team', 2, options))).toEqual({
      ...served,
      building: building(2, 2),
    });
  });

  it('says how fast it may go', () => {
    const entry = changedEntry(rebuild(catalogWith(served), 'team', 1, { ...options, eventsPerSecond: 5_000 }));
    expect(entry.building).toEqual({ ...building(2), eventsPerSecond: 5_000 });
  });

  it('is refused while another one is under way', () => {
    for (const begin of [startBuilding, rebuild]) {
      expect(begin(catalogWith(beingBuilt), 'team', 1, options)).toEqual({
        verdict: 'REFUSED',
        reason: 'ALREADY_BUILDING',
      });
    }
  });

  it('never takes the number of an edition that there is, nor of the one that it lets go', () => {
    const rolledBack: CatalogEntry = { serving: edition(1), previous: edition(2), paused: false };
    expect(changedEntry(startBuilding(catalogWith(rolledBack), 'team', 1, options))).toEqual({
      ...rolledBack,
      building: building(3),
    });
    expect(changedEntry(rebuild(catalogWith(rolledBack), 'team', 1, options))).toEqual({
      serving: edition(1),
      building: building(3),
      paused: false,
    });
  });

  it('can be abandoned, once', () => {
    expect(changedEntry(abandonBuilding(catalogWith(beingBuilt), 'team'))).toEqual(served);
    expect(abandonBuilding(catalogWith(served), 'team')).toEqual({ verdict: 'REFUSED', reason: 'NOTHING_BUILT' });
  });
});

describe('a switch', () => {
  it('serves what was built, and keeps what was served', () => {
    expect(changedEntry(switchToBuilt(catalogWith(beingBuilt), 'team'))).toEqual(switched);
  });

  it('keeps one edition before, not more', () => {
    const third = { ...switched, building: building(3) };
    expect(changedEntry(switchToBuilt(catalogWith(third), 'team'))).toEqual({
      serving: edition(3),
      previous: edition(2),
      paused: false,
    });
  });

  it('leaves what is paused paused', () => {
    expect(changedEntry(switchToBuilt(catalogWith({ ...beingBuilt, paused: true }), 'team')).paused).toBe(true);
  });

  it('is refused where nothing was built', () => {
    expect(switchToBuilt(catalogWith(switched), 'team')).toEqual({ verdict: 'REFUSED', reason: 'NOTHING_BUILT' });
  });

  it('can be rolled back, and the rollback too', () => {
    const back = changedEntry(rollBack(catalogWith(switched), 'team'));
    expect(back).toEqual({ serving: edition(1), previous: edition(2), paused: false });
    expect(changedEntry(rollBack(catalogWith(back), 'team'))).toEqual(switched);
    expect(rollBack(catalogWith(served), 'team')).toEqual({ verdict: 'REFUSED', reason: 'NO_PREVIOUS' });
  });

  it('does not disturb what is being built when it is rolled back', () => {
    const entry = changedEntry(rollBack(catalogWith({ ...switched, building: building(3) }), 'team'));
    expect(entry.building).toEqual(building(3));
  });

  it('is final once what was served before is let go', () => {
    expect(changedEntry(forgetPrevious(catalogWith(switched), 'team'))).toEqual({ serving: edition(2), paused: false });
    expect(forgetPrevious(catalogWith(served), 'team')).toEqual({ verdict: 'REFUSED', reason: 'NO_PREVIOUS' });
  });
});

describe('a pause', () => {
  it('is set and lifted, and refused where it is so already', () => {
    const paused = changedEntry(setPaused(catalogWith(beingBuilt), 'team', true));
    expect(paused).toEqual({ ...beingBuilt, paused: true });
    expect(changedEntry(setPaused(catalogWith(paused), 'team', false))).toEqual(beingBuilt);
    expect(setPaused(catalogWith(paused), 'team', true)).toEqual({ verdict: 'REFUSED', reason: 'ALREADY_SO' });
    expect(setPaused(catalogWith(served), 'team', false)).toEqual({ verdict: 'REFUSED', reason: 'ALREADY_SO' });
  });
});

describe('the editions that are kept up', () => {
  it('are what is served, what is being built and what was served before', () => {
    expect(keptEditions(served)).toEqual([edition(1)]);
    expect(keptEditions({ ...switched, building: building(3) })).toEqual([edition(2), edition(3), edition(1)]);
  });
});
