import type { CatalogRefusal } from '../projections/catalog.js';
import { NotNow } from './errors.js';

const words: Readonly<Record<CatalogRefusal, string>> = {
  UNKNOWN_PROJECTION: 'There are no views of it yet: a projector makes them when it starts.',
  ALREADY_BUILDING:
    'It is being rebuilt already. Wait for it, then serve what was built with `projections switch`, or give it up with ' +
    '`projections abandon`.',
  NOTHING_BUILT: 'Nothing is being built. Begin with `projections rebuild`.',
  NO_PREVIOUS: 'There is nothing to go back to: no earlier views are kept.',
  ALREADY_SO: 'It is so already: nothing has changed.',
};

/** Why the catalog is not changed, in words that say what to do. */
export function catalogRefusal(reason: CatalogRefusal): NotNow {
  return new NotNow(words[reason]);
}
