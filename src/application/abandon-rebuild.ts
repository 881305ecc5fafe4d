import { abandonBuilding } from '../projections/catalog.js';
import { dropLeftOver } from '../projections/drop-left-over.js';
import { type Edition, nameOf } from '../projections/edition.js';
import { requireStaff } from './authorise.js';
import { changeCatalog } from './change-catalog.js';
import { checkReason } from './check-reason.js';
import { buildingOf, findProjection, type ProjectionStores } from './projection-stores.js';
import type { RequestContext } from './request-context.js';

/**
 * Gives up what is being built, and forgets it. What is served goes on as it is.
 *
 * @returns the edition that there was.
 * @throws {InvalidInput} @throws {Forbidden} @throws {NotNow} nothing is being built. @throws {ViewStoreUnavailable}
 */
export async function abandonRebuild(
  stores: ProjectionStores,
  input: { readonly projection: string; readonly reason: string },
  context: RequestContext,
): Promise<Edition> {
  await requireStaff(stores.core, context, ['OPERATOR']);
  const reason = checkReason(input.reason);
  const { name } = findProjection(stores, input.projection);
  const { before } = await changeCatalog(
    stores,
    {
      projection: name,
      change: (catalog) => abandonBuilding(catalog, name),
      record: (entries) => ({
        type: 'ProjectionRebuildAbandoned',
        data: { edition: nameOf(buildingOf(entries.before).edition), reason },
      }),
    },
    context,
  );
  const { edition } = buildingOf(before);
  await dropLeftOver(stores.viewStore, edition);
  return edition;
}
