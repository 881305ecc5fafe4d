import { setPaused } from '../projections/catalog.js';
import { requireStaff } from './authorise.js';
import { changeCatalog } from './change-catalog.js';
import { checkReason } from './check-reason.js';
import { findProjection, type ProjectionStores } from './projection-stores.js';
import type { RequestContext } from './request-context.js';

/**
 * Stops the views of a projection where they are, within a second. Queries are answered from the history meanwhile:
 * slower, and never wrong.
 *
 * @throws {InvalidInput} @throws {Forbidden} @throws {NotNow} they are paused already. @throws {ViewStoreUnavailable}
 */
export async function pauseProjection(
  stores: ProjectionStores,
  input: { readonly projection: string; readonly reason: string },
  context: RequestContext,
): Promise<void> {
  await requireStaff(stores.core, context, ['OPERATOR']);
  const reason = checkReason(input.reason);
  const { name } = findProjection(stores, input.projection);
  await changeCatalog(
    stores,
    {
      projection: name,
      change: (catalog) => setPaused(catalog, name, true),
      record: () => ({ type: 'ProjectionPaused', data: { reason } }),
    },
    context,
  );
}
