import { setPaused } from '../projections/catalog.js';
import { requireStaff } from './authorise.js';
import { changeCatalog } from './change-catalog.js';
import { checkReason } from './check-reason.js';
import { findProjection, type ProjectionStores } from './projection-stores.js';
import type { RequestContext } from './request-context.js';

/**
 * Lets the views of a projection go on from where they were paused, within a second.
 *
 * @throws {InvalidInput} @throws {Forbidden} @throws {NotNow} they are not paused. @throws {ViewStoreUnavailable}
 */
export async function resumeProjection(
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
      change: (catalog) => setPaused(catalog, name, false),
      record: () => ({ type: 'ProjectionResumed', data: { reason } }),
    },
    context,
  );
}
