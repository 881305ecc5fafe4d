import { rebuild } from '../projections/catalog.js';
import { dropLeftOver } from '../projections/drop-left-over.js';
import { type Edition, nameOf } from '../projections/edition.js';
import { requireStaff } from './authorise.js';
import { changeCatalog } from './change-catalog.js';
import { buildingOf, findProjection, type ProjectionStores } from './projection-stores.js';
import type { RequestContext } from './request-context.js';

export interface RebuildInput {
  readonly projection: string;
  /** At most, in each process that moves views; absent: as fast as it can. */
  readonly eventsPerSecond?: number;
}

/**
 * Has the views of a projection made anew beside those that are served. Projectors begin within a second; nothing takes
 * the place of anything until somebody switches.
 *
 * @returns the edition that is being built.
 * @throws {InvalidInput} @throws {Forbidden} @throws {NotNow} it is being rebuilt already. @throws {ViewStoreUnavailable}
 */
export async function rebuildProjection(
  stores: ProjectionStores,
  { projection: name, ...rate }: RebuildInput,
  context: RequestContext,
): Promise<Edition> {
  await requireStaff(stores.core, context, ['OPERATOR']);
  const { version } = findProjection(stores, name);
  const { before, after } = await changeCatalog(
    stores,
    {
      projection: name,
      change: (catalog, startedAt) => rebuild(catalog, name, version, { startedAt, takesOver: false, ...rate }),
      record: (entries) => ({
        type: 'ProjectionRebuildStarted',
        data: { edition: nameOf(buildingOf(entries.after).edition), ...rate },
      }),
    },
    context,
  );
  await dropLeftOver(stores.viewStore, before.previous);
  return buildingOf(after).edition;
}
