import type { Instant } from '../domain/instant.js';
import type { Edition } from './edition.js';

/** Which editions of which projections there are, in one view store. */
export interface Catalog {
  /** 0 for the empty one, one more with each change. */
  readonly revision: number;
  /** By the projection's name. */
  readonly projections: Readonly<Record<string, CatalogEntry>>;
}

export interface CatalogEntry {
  /** What queries are answered from. */
  readonly serving: Edition;
  /** What is being made beside it. */
  readonly building?: Building;
  /** What was served before, kept up so that it can take its place again. */
  readonly previous?: Edition;
  /** Nothing of the projection is moved while it is so. */
  readonly paused: boolean;
}

export interface Building {
  readonly edition: Edition;
  readonly startedAt: Instant;
  /** Events a second at most, in each process; absent: as fast as it can. */
  readonly eventsPerSecond?: number;
  /** It takes the place of the one that is served as soon as it has caught up. */
  readonly takesOver: boolean;
}

export const emptyCatalog: Catalog = { revision: 0, projections: {} };

/** Why a change of the catalog is refused. */
export type CatalogRefusal = 'UNKNOWN_PROJECTION' | 'ALREADY_BUILDING' | 'NOTHING_BUILT' | 'NO_PREVIOUS' | 'ALREADY_SO';

export type CatalogChange =
  | { readonly verdict: 'CHANGED'; readonly catalog: Catalog; readonly entry: CatalogEntry }
  | { readonly verdict: 'REFUSED'; readonly reason: CatalogRefusal };

/** A projection that the catalog does not know gets its first edition. */
export function addProjection(catalog: Catalog, name: string, version: number): CatalogChange {
  if (catalog.projections[name] !== undefined) return refused('ALREADY_SO');
  return changed(catalog, name, { serving: { projection: name, version, number: 1 }, paused: false });
}

export type BuildingOptions = Omit<Building, 'edition'>;

/** Another edition begins. Only one can be made at a time: a second rebuild would take the first one's place. */
export function startBuilding(
  catalog: Catalog,
  name: string,
  version: number,
  building: BuildingOptions,
): CatalogChange {
  return change(catalog, name, (entry) => {
    if (entry.building !== undefined) return 'ALREADY_BUILDING';
    const number = Math.max(entry.serving.number, entry.previous?.number ?? 0) + 1;
    return { ...entry, building: { ...building, edition: { projection: name, version, number } } };
  });
}

/**
 * Another edition begins where nothing is lacking of the one that is served: what was served before is not kept any
 * longer, so that three are never moved at once.
 */
export function rebuild(catalog: Catalog, name: string, version: number, building: BuildingOptions): CatalogChange {
  const begun = startBuilding(catalog, name, version, building);
  if (begun.verdict === 'REFUSED') return begun;
  const { previous: _, ...entry } = begun.entry;
  return changed(catalog, name, entry);
}

/** What was begun is given up. */
export function abandonBuilding(catalog: Catalog, name: string): CatalogChange {
  return change(catalog, name, ({ building, ...entry }) => (building === undefined ? 'NOTHING_BUILT' : entry));
}

/** What was built is served from now on. */
export function switchToBuilt(catalog: Catalog, name: string): CatalogChange {
  return change(catalog, name, ({ building, serving, paused }) =>
    building === undefined ? 'NOTHING_BUILT' : { serving: building.edition, previous: serving, paused },
  );
}

/** What was served before is served again, and the other way round. */
export function rollBack(catalog: Catalog, name: string): CatalogChange {
  return change(catalog, name, ({ previous, serving, ...entry }) =>
    previous === undefined ? 'NO_PREVIOUS' : { ...entry, serving: previous, previous: serving },
  );
}

/** What was served before is not kept any longer. */
export function forgetPrevious(catalog: Catalog, name: string): CatalogChange {
  return change(catalog, name, ({ previous, ...entry }) => (previous === undefined ? 'NO_PREVIOUS' : entry));
}

export function setPaused(catalog: Catalog, name: string, paused: boolean): CatalogChange {
  return change(catalog, name, (entry) => (entry.paused === paused ? 'ALREADY_SO' : { ...entry, paused }));
}

/** Every edition that is kept up. */
export function keptEditions({ serving, building, previous }: CatalogEntry): readonly Edition[] {
  return [serving, building?.edition, previous].filter((edition) => edition !== undefined);
}

function change(
  catalog: Catalog,
  name: string,
  to: (entry: CatalogEntry) => CatalogEntry | CatalogRefusal,
): CatalogChange {
  const entry = catalog.projections[name];
  if (entry === undefined) return refused('UNKNOWN_PROJECTION');
  const next = to(entry);
  return typeof next === 'string' ? refused(next) : changed(catalog, name, next);
}

function changed(catalog: Catalog, name: string, entry: CatalogEntry): CatalogChange {
  const projections = { ...catalog.projections, [name]: entry };
  return { verdict: 'CHANGED', entry, catalog: { revision: catalog.revision + 1, projections } };
}

function refused(reason: CatalogRefusal): CatalogChange {
  return { verdict: 'REFUSED', reason };
}
