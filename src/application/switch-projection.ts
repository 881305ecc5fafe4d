import { type CatalogEntry, switchToBuilt } from '../projections/catalog.js';
import { dropLeftOver } from '../projections/drop-left-over.js';
import { nameOf } from '../projections/edition.js';
import { standingOf } from '../projections/standing.js';
import { requireStaff } from './authorise.js';
import { type ChangedEntry, changeCatalog } from './change-catalog.js';
import { checkReason } from './check-reason.js';
import { NotNow } from './errors.js';
import { buildingOf, entryOf, findProjection, type ProjectionStores } from './projection-stores.js';
import type { RequestContext } from './request-context.js';

/**
 * Serves what was built, from one instant to the next and in every process within a second. What was served until then
 * is kept up, so that it can take its place again.
 *
 * @throws {InvalidInput} @throws {Forbidden} @throws {ViewStoreUnavailable}
 * @throws {NotNow} nothing is being built, or it has not caught up with what is served.
 */
export async function switchProjection(
  stores: ProjectionStores,
  input: { readonly projection: string; readonly reason: string },
  context: RequestContext,
): Promise<ChangedEntry> {
  await requireStaff(stores.core, context, ['OPERATOR']);
  const reason = checkReason(input.reason);
  const { name } = findProjection(stores, input.projection);
  const changed = await changeCatalog(
    stores,
    {
      projection: name,
      change: async (catalog) => {
        await requireReady(stores, entryOf(catalog, { name }));
        return switchToBuilt(catalog, name);
      },
      record: ({ after, before }) => ({
        type: 'ProjectionSwitched',
        data: { edition: nameOf(after.serving), from: nameOf(before.serving), reason },
      }),
    },
    context,
  );
  await dropLeftOver(stores.viewStore, changed.before.previous);
  return changed;
}

/** Nobody may see less after it than before. */
async function requireReady({ core: { eventStore }, viewStore }: ProjectionStores, entry: CatalogEntry): Promise<void> {
  const { edition } = buildingOf(entry);
  const { isReady, position } = await standingOf({ eventStore, viewStore }, edition, entry.serving);
  if (isReady) return;
  const total = await eventStore.countAfter();
  const read = position === undefined ? 0 : total - (await eventStore.countAfter(position));
  const share = Math.floor((100 * read) / Math.max(1, total));
  throw new NotNow(
    `What is being built has read ${read.toLocaleString('en')} of ${total.toLocaleString('en')} events (${share} %) and ` +
      'has not caught up with what is served. Wait for it.',
  );
}
