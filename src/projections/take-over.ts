import type { Position } from '../event-store/port.js';
import { type Catalog, switchToBuilt } from './catalog.js';
import { type Edition, nameOf } from './edition.js';
import type { ViewStore } from './view-store.js';

/**
 * Serves what was built because the program has changed, as soon as it has seen what there was at some time before.
 *
 * @param due the end of the history then; `undefined`: it is too early to say.
 * @returns the editions that are served from now on. @throws {ViewStoreUnavailable}
 */
export async function takeOver(
  viewStore: ViewStore,
  catalog: Catalog,
  due: Position | undefined,
): Promise<readonly Edition[]> {
  const ready: Edition[] = [];
  let current = catalog;
  for (const [name, { building, previous }] of Object.entries(catalog.projections)) {
    if (building?.takesOver !== true || !(await hasSeen(viewStore, building.edition, due))) continue;
    const change = switchToBuilt(current, name);
    if (change.verdict !== 'CHANGED' || !(await viewStore.replaceCatalog(change.catalog))) break;
    current = change.catalog;
    ready.push(building.edition);
    if (previous !== undefined) await viewStore.drop(nameOf(previous));
  }
  return ready;
}

/** Whether an edition has read the history up to a position, in every partition. @throws {ViewStoreUnavailable} */
async function hasSeen(viewStore: ViewStore, edition: Edition, due: Position | undefined): Promise<boolean> {
  if (due === undefined) return false;
  const name = nameOf(edition);
  const places = (await viewStore.status([name])).get(name) ?? [];
  return places.every(({ position }) => position !== undefined && position >= due);
}
