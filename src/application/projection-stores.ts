import type { Building, Catalog, CatalogEntry } from '../projections/catalog.js';
import type { Projection } from '../projections/projection.js';
import type { ViewStore } from '../projections/view-store.js';
import { catalogRefusal } from './catalog-refusal.js';
import type { Core } from './core.js';
import { InvalidInput, NotNow } from './errors.js';

/** What is done with projections is done with these. */
export interface ProjectionStores {
  readonly core: Pick<Core, 'eventStore' | 'operations' | 'users' | 'clock'>;
  /** Where their views are kept. */
  readonly viewStore: ViewStore;
  /** All that this program knows. */
  readonly projections: readonly Projection[];
}

/** @throws {InvalidInput} this program has none of that name. */
export function findProjection({ projections }: Pick<ProjectionStores, 'projections'>, name: string): Projection {
  const projection = projections.find((one) => one.name === name);
  if (projection !== undefined) return projection;
  const names = projections.map((one) => one.name);
  throw new InvalidInput('projection', `There is no such projection. Give one of ${names.join(', ')}.`);
}

/** @throws {NotNow} nobody has begun to make its views. */
export function entryOf({ projections }: Catalog, { name }: Pick<Projection, 'name'>): CatalogEntry {
  const entry = projections[name];
  if (entry === undefined) throw catalogRefusal('UNKNOWN_PROJECTION');
  return entry;
}

/** @throws {NotNow} nothing is. */
export function buildingOf({ building }: CatalogEntry): Building {
  if (building === undefined) throw catalogRefusal('NOTHING_BUILT');
  return building;
}

/** Views of another version cannot be compared with what this program makes of the history. @throws {NotNow} */
export function requireVersion({ name, version }: Projection, made: { readonly version: number }): void {
  if (made.version === version) return;
  throw new NotNow(
    `Those views of ${name} were made by its version ${made.version}, and this program has version ${version}. Use the ` +
      'program that made them.',
  );
}
