import type { EventStore } from '../event-store/port.js';
import { groupsOf } from './changes-of-groups.js';
import { compareDocument, type Difference, type DocumentComparison } from './compare-document.js';
import { idOf, partitions } from './partition.js';
import type { Projection } from './projection.js';
import type { FoundGroup } from './view-store.js';

/** One document that is not as the history has it. */
export interface DocumentDifference {
  readonly id: string;
  readonly difference: Difference;
}

export interface ComparedEdition {
  /** How many there are, or should be. */
  readonly documents: number;
  readonly differences: readonly DocumentDifference[];
}

/** `READING`: through the history, for the ids in it, counted in events. `COMPARING`: counted in documents. */
export type OnCompared = (phase: 'READING' | 'COMPARING', done: number, total: number) => void;

const comparedAtOnce = 64;

/**
 * Compares every document of an edition with the history, each at the position where its partition stands while it is
 * looked at: the edition may be served, and move, meanwhile.
 *
 * @throws {ViewStoreUnavailable}
 */
export async function findDifferences(
  comparison: DocumentComparison,
  onCompared: OnCompared,
): Promise<ComparedEdition> {
  const ids = await idsInHistory(comparison, onCompared);
  for await (const id of idsInStore(comparison)) ids.add(id);

  const differences: DocumentDifference[] = [];
  const listed = new Map<string, Set<string>>();
  let documents = 0;
  const compareOne = async (id: string): Promise<void> => {
    const { document, difference } = await compareDocument(comparison, id);
    if (difference !== undefined) differences.push({ id, difference });
    if (document !== undefined || difference !== undefined) documents += 1;
    if (difference !== undefined) return;
    for (const group of groupsOf(comparison.projection, document)) {
      listed.set(group, (listed.get(group) ?? new Set()).add(id));
    }
  };

  const all = [...ids];
  for (let done = 0; done < all.length; done += comparedAtOnce) {
    onCompared('COMPARING', done, all.length);
    await Promise.all(all.slice(done, done + comparedAtOnce).map(compareOne));
  }
  onCompared('COMPARING', all.length, all.length);
  return { documents, differences: [...differences, ...(await findUnlisted(comparison, listed))] };
}

/** Missing documents are found by them. */
async function idsInHistory(
  { eventStore, projection }: { readonly eventStore: EventStore; readonly projection: Projection },
  onCompared: OnCompared,
): Promise<Set<string>> {
  const prefixes = projection.categories.map((category) => `${category}-`);
  const ids = new Set<string>();
  const total = await eventStore.countAfter();
  let read = 0;
  for await (const events of eventStore.readAll()) {
    onCompared('READING', read, Math.max(read, total));
    for (const { stream } of events) {
      if (prefixes.some((prefix) => stream.startsWith(prefix))) ids.add(idOf(stream));
    }
    read += events.length;
  }
  return ids;
}

/** Those that the history has nothing of are found by them. */
async function* idsInStore({ viewStore, edition }: DocumentComparison): AsyncGenerator<string, void> {
  for (const partition of partitions) {
    for await (const ids of viewStore.ids(edition, partition)) yield* ids;
  }
}

/** @param expected the documents that each list must have. */
async function findUnlisted(
  { viewStore, projection, edition }: DocumentComparison,
  expected: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<readonly DocumentDifference[]> {
  const unlisted: DocumentDifference[] = [];
  for (const [group, ids] of expected) {
    const found = await viewStore.readGroup(edition, group);
    const lacking = [...ids].filter((id) => !isIn(found, id));
    for (const id of lacking) {
      // It may have left the list since it was looked at, as a parked one does.
      const { document } = await viewStore.read(edition, id);
      const belongs = typeof document === 'object' && groupsOf(projection, document).includes(group);
      if (belongs) unlisted.push({ id, difference: 'UNLISTED' });
    }
  }
  return unlisted;
}

function isIn(found: readonly FoundGroup[], id: string): boolean {
  return found.some(({ documents }) => documents.has(id));
}
