import { rollBack } from '../projections/catalog.js';
import { nameOf } from '../projections/edition.js';
import { requireStaff } from './authorise.js';
import { catalogRefusal } from './catalog-refusal.js';
import { type ChangedEntry, changeCatalog } from './change-catalog.js';
import { checkReason } from './check-reason.js';
import { entryOf, findProjection, type ProjectionStores, requireVersion } from './projection-stores.js';
import type { RequestContext } from './request-context.js';

/**
 * Serves again what was served before, and keeps up what is served now in its place.
 *
 * @throws {InvalidInput} @throws {Forbidden} @throws {ViewStoreUnavailable}
 * @throws {NotNow} no earlier views are kept, or this program cannot show them.
 */
export async function rollBackProjection(
  stores: ProjectionStores,
  input: { readonly projection: string; readonly reason: string },
  context: RequestContext,
): Promise<ChangedEntry> {
  await requireStaff(stores.core, context, ['OPERATOR']);
  const reason = checkReason(input.reason);
  const projection = findProjection(stores, input.projection);
  return changeCatalog(
    stores,
    {
      projection: projection.name,
      change: (catalog) => {
        const { previous } = entryOf(catalog, projection);
        if (previous === undefined) throw catalogRefusal('NO_PREVIOUS');
        requireVersion(projection, previous);
        return rollBack(catalog, projection.name);
      },
      record: ({ after, before }) => ({
        type: 'ProjectionRolledBack',
        data: { edition: nameOf(after.serving), from: nameOf(before.serving), reason },
      }),
    },
    context,
  );
}
