import type { EditionName } from '../projections/edition.js';
import { type Parked, parkedGroup, type ViewStore } from '../projections/view-store.js';

/** A document that stands still before an event that could not be applied. */
export interface ParkedDocument extends Parked {
  readonly id: string;
}

/** All documents of an edition that are parked, in the order of the history. @throws {ViewStoreUnavailable} */
export async function readParked(viewStore: ViewStore, edition: EditionName): Promise<readonly ParkedDocument[]> {
  const found = await viewStore.readGroup(edition, parkedGroup);
  return found
    .flatMap(({ documents }) => [...documents])
    .flatMap(([id, document]) =>
      typeof document === 'object' && document.kind === 'PARKED' ? [{ id, ...document.parked }] : [],
    )
    .toSorted((one, other) => (one.position < other.position ? -1 : 1));
}
