import { nameOf } from '../projections/edition.js';
import { requireStaff } from './authorise.js';
import { type ParkedDocument, readParked } from './parked-documents.js';
import { findProjection, type ProjectionStores } from './projection-stores.js';
import type { RequestContext } from './request-context.js';

/** The documents of one projection that are parked in what is served. */
export interface ParkedInProjection {
  readonly projection: string;
  readonly documents: readonly ParkedDocument[];
}

/**
 * Every parked document, of all projections or of one.
 *
 * @throws {InvalidInput} @throws {NotSignedIn} @throws {Forbidden} @throws {ViewStoreUnavailable}
 */
export async function listParked(
  stores: ProjectionStores,
  { projection }: { readonly projection?: string },
  context: RequestContext,
): Promise<readonly ParkedInProjection[]> {
  await requireStaff(stores.core, context, ['OPERATOR', 'AUDITOR']);
  const asked = projection === undefined ? stores.projections : [findProjection(stores, projection)];
  const catalog = await stores.viewStore.catalog();
  return Promise.all(
    asked.map(async ({ name }) => {
      const serving = catalog.projections[name]?.serving;
      const documents = serving === undefined ? [] : await readParked(stores.viewStore, nameOf(serving));
      return { projection: name, documents };
    }),
  );
}
