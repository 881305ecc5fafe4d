import type { Position } from '../../event-store/port.js';
import { type Catalog, emptyCatalog } from '../catalog.js';
import { type EditionName, projectionOf } from '../edition.js';
import { type Partition, partitionOf, partitions } from '../partition.js';
import {
  type Document,
  type EditionBatch,
  type EditionPlace,
  type Found,
  type FoundGroup,
  parkedGroup,
  type ViewStore,
} from '../view-store.js';
import { createWaiters } from '../waiters.js';
import { createWatches } from '../watches.js';

/** An edition's documents in one partition. */
interface Shelf {
  position: Position | undefined;
  readonly documents: Map<string, Document>;
  readonly groups: Map<string, Set<string>>;
}

const idsAtATime = 500;

/** Views in this process: they are gone with it and are made again from the history at the next start. */
export function createMemoryViewStore(): ViewStore {
  const shelves = new Map<string, Shelf>();
  const fences = new Map<Partition, number>();
  const waiters = createWaiters();
  const watches = createWatches();
  let catalog: Catalog = emptyCatalog;

  const shelfOf = (edition: EditionName, partition: Partition): Shelf => {
    const name = `${edition}/${partition}`;
    const shelf = shelves.get(name) ?? { position: undefined, documents: new Map(), groups: new Map() };
    shelves.set(name, shelf);
    return shelf;
  };

  function put(shelf: Shelf, { documents, groups, position }: EditionBatch): void {
    for (const [id, document] of documents) {
      if (document === undefined) shelf.documents.delete(id);
      else shelf.documents.set(id, document);
    }
    for (const { group, added, removed } of groups) {
      const members = shelf.groups.get(group) ?? new Set();
      shelf.groups.set(group, members);
      for (const id of added) members.add(id);
      for (const id of removed) members.delete(id);
    }
    shelf.position = position;
  }

  function tell({ edition, documents, position, announced }: EditionBatch, partition: Partition): void {
    if (!announced) return;
    waiters.moved({ edition, partition }, position);
    watches.changed(projectionOf(edition), documents.keys());
  }

  return {
    read: async <View>(edition: EditionName, id: string): Promise<Found<View>> => {
      const { documents, position } = shelfOf(edition, partitionOf(id));
      return { document: documents.get(id) as Document<View> | undefined, position };
    },

    readMany: async (edition, partition, ids) => {
      const { documents } = shelfOf(edition, partition);
      const found = ids.map((id) => [id, documents.get(id)] as const);
      return new Map(found.filter((pair): pair is [string, Document] => pair[1] !== undefined));
    },

    readGroup: async <View>(edition: EditionName, group: string): Promise<readonly FoundGroup<View>[]> =>
      partitions.map((partition) => {
        const { documents, groups, position } = shelfOf(edition, partition);
        const members = [...(groups.get(group) ?? [])];
        const kept = members.map((id) => [id, documents.get(id)] as const).filter(([, document]) => document);
        return {
          documents: new Map(kept as [string, Document<View>][]),
          position,
          complete: kept.length === members.length,
        };
      }),

    async *ids(edition, partition) {
      const ids = [...shelfOf(edition, partition).documents.keys()];
      for (let start = 0; start < ids.length; start += idsAtATime) yield ids.slice(start, start + idsAtATime);
    },

    claim: async (partition, editions) => {
      const fence = (fences.get(partition) ?? 0) + 1;
      fences.set(partition, fence);
      const positions = editions.map((edition) => [edition, shelfOf(edition, partition).position] as const);
      return { fence: String(fence), positions: new Map(positions) };
    },

    apply: async (partition, fence, batches) => {
      if (String(fences.get(partition)) !== fence) return 'FENCED';
      if (batches.some(({ edition, expected }) => shelfOf(edition, partition).position !== expected)) return 'MOVED';
      for (const batch of batches) put(shelfOf(batch.edition, partition), batch);
      for (const batch of batches) tell(batch, partition);
      return 'APPLIED';
    },

    status: async (editions) =>
      new Map(
        editions.map((edition) => [
          edition,
          partitions.map((partition) => {
            const { position, groups } = shelfOf(edition, partition);
            return { position, parked: groups.get(parkedGroup)?.size ?? 0 };
          }),
        ]),
      ),

    reached: async (place: EditionPlace, position, withinMilliseconds) => {
      const current = shelfOf(place.edition, place.partition).position;
      if (current !== undefined && current >= position) return true;
      return waiters.wait(place, position, withinMilliseconds);
    },

    watch: watches.add,

    watches: watches.count,

    catalog: async () => catalog,

    replaceCatalog: async (next) => {
      if (next.revision !== catalog.revision + 1) return false;
      catalog = next;
      return true;
    },

    drop: async (edition) => {
      for (const partition of partitions) shelves.delete(`${edition}/${partition}`);
    },

    close: async () => {
      waiters.clear();
      watches.clear();
    },
  };
}
