import type { EventStore } from '../event-store/port.js';
import type { EditionName } from './edition.js';
import { foldDocument } from './fold-view.js';
import { groupsToMend } from './groups-to-mend.js';
import type { Partition } from './partition.js';
import type { Projection } from './projection.js';
import { type Document, type ViewStore, ViewStoreUnavailable } from './view-store.js';

interface Stores {
  readonly eventStore: EventStore;
  readonly viewStore: ViewStore;
}

/** Documents of one edition that are in one partition. */
export interface DocumentsInPartition {
  readonly projection: Projection;
  readonly edition: EditionName;
  readonly partition: Partition;
  readonly ids: readonly string[];
}

/** A projector takes the partition back within a second, and now and then just before the write. */
const tries = 20;

/**
 * Writes documents as the history has them at the position where their partition stands, which does not move. Whoever
 * moves the partition is shut out while it happens, and what they remember of its documents is not used again.
 *
 * @returns what was written. @throws {ViewStoreUnavailable}
 */
export async function mendDocuments(
  stores: Stores,
  { projection, edition, partition, ids }: DocumentsInPartition,
): Promise<ReadonlyMap<string, Document | undefined>> {
  const { eventStore, viewStore } = stores;
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const { fence, positions } = await viewStore.claim(partition, [edition]);
    const position = positions.get(edition);
    // Nothing is there at all: a projector begins with it.
    if (position === undefined) return new Map();
    const before = await viewStore.readMany(edition, partition, ids);
    const documents = new Map<string, Document | undefined>();
    for (const id of ids) documents.set(id, await foldDocument(eventStore, projection, id, position));
    const groups = groupsToMend(projection, before, documents);
    const batch = { edition, expected: position, position, documents, groups, announced: true };
    if ((await viewStore.apply(partition, fence, [batch])) === 'APPLIED') return documents;
  }
  throw new ViewStoreUnavailable('Others took the partition back each time before it could be written to.');
}
