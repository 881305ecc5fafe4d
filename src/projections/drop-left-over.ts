import { setTimeout } from 'node:timers/promises';
import { type Edition, nameOf } from './edition.js';
import type { ViewStore } from './view-store.js';

/** Milliseconds. Within this time every process looks at the catalog again, and lets go of what is not in it. */
const looksTake = 2_500;

/** Forgets an edition that the catalog does not have any more. @throws {ViewStoreUnavailable} */
export async function dropLeftOver(viewStore: ViewStore, edition: Edition | undefined): Promise<void> {
  if (edition === undefined) return;
  // Dropped under the hands of whoever moves or shows it, it would be begun anew and never be dropped again.
  await setTimeout(looksTake);
  await viewStore.drop(nameOf(edition));
}
