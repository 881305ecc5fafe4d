import { instantOf } from '../domain/instant.js';
import { addProjection, type Catalog, type CatalogChange, startBuilding } from './catalog.js';
import type { Projection } from './projection.js';
import type { ViewStore } from './view-store.js';

/**
 * The catalog, after every projection of this program has an edition that is served, or is being built where the one
 * that is served was made by an older program. An older program leaves what a newer one has made alone.
 *
 * @throws {ViewStoreUnavailable}
 */
export async function keepCatalog(
  viewStore: ViewStore,
  projections: readonly Projection[],
  now: number,
): Promise<Catalog> {
  let catalog = await viewStore.catalog();
  for (const projection of projections) {
    const change = needed(catalog, projection, now);
    if (change?.verdict !== 'CHANGED') continue;
    // Somebody else was first: what they wrote is seen at the next look.
    if (!(await viewStore.replaceCatalog(change.catalog))) return viewStore.catalog();
    catalog = change.catalog;
  }
  return catalog;
}

function needed(catalog: Catalog, { name, version }: Projection, now: number): CatalogChange | undefined {
  const entry = catalog.projections[name];
  if (entry === undefined) return addProjection(catalog, name, version);
  if (entry.serving.version >= version || entry.building !== undefined) return undefined;
  return startBuilding(catalog, name, version, { startedAt: instantOf(now), takesOver: true });
}
