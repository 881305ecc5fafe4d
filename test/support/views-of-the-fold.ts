import { vi } from 'vitest';
import type { EventStore } from '../../src/event-store/port.js';
import { nameOf } from '../../src/projections/edition.js';
import { foldDocument } from '../../src/projections/fold-view.js';
import { partitions } from '../../src/projections/partition.js';
import { projections } from '../../src/projections/projections.js';
import type { ViewStore } from '../../src/projections/view-store.js';

export interface Compared {
  /** How many there are, in all projections. */
  readonly documents: number;
  /** Those that are not what the history says, by projection and id. */
  readonly differing: readonly string[];
}

/** Holds every document of the first editions against the history, once they have come to its end. */
export async function compareViewsWithTheFold(eventStore: EventStore, viewStore: ViewStore): Promise<Compared> {
  const head = (await eventStore.head()) ?? '';
  const differing: string[] = [];
  let documents = 0;
  for (const projection of projections) {
    const edition = nameOf({ projection: projection.name, version: projection.version, number: 1 });
    const isUpToDate = async () => {
      const places = (await viewStore.status([edition])).get(edition) ?? [];
      return places.every(({ position }) => position !== undefined && position >= head);
    };
    await vi.waitUntil(isUpToDate, { timeout: 30_000, interval: 50 });
    for (const partition of partitions) {
      for await (const ids of viewStore.ids(edition, partition)) {
        for (const id of ids) {
          const folded = await foldDocument(eventStore, projection, id, head);
          const stored = (await viewStore.read(edition, id)).document;
          documents += 1;
          if (JSON.stringify(stored) !== JSON.stringify(folded)) differing.push(`${edition} of ${id}`);
        }
      }
    }
  }
  return { documents, differing };
}
