import { setTimeout } from 'node:timers/promises';
import { type Edition, nameOf } from '../projections/edition.js';
import { standingOf } from '../projections/standing.js';
import { NotNow } from './errors.js';
import { entryOf, type ProjectionStores } from './projection-stores.js';

/** How far a rebuild has come, in events. */
export type OnBuilt = (done: number, total: number) => void;

const lookEvery = 200;

/**
 * Looks on while an edition is built, until it can be served, or is served already because the program has changed.
 *
 * @throws {NotNow} it was given up. @throws {ViewStoreUnavailable}
 */
export async function followRebuild(stores: ProjectionStores, edition: Edition, onBuilt: OnBuilt): Promise<void> {
  const { core, viewStore } = stores;
  const { eventStore } = core;
  for (;;) {
    const { serving, building } = entryOf(await viewStore.catalog(), { name: edition.projection });
    if (nameOf(serving) === nameOf(edition)) return;
    if (building?.edition.number !== edition.number) {
      throw new NotNow(`The rebuild of ${edition.projection} was given up: ${nameOf(edition)} is not built any more.`);
    }
    const { isReady, position } = await standingOf({ eventStore, viewStore }, edition, serving);
    const total = await eventStore.countAfter();
    onBuilt(position === undefined ? 0 : total - (await eventStore.countAfter(position)), total);
    if (isReady) return;
    await setTimeout(lookEvery);
  }
}
