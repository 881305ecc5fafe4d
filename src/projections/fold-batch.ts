import type { EventStore, RecordedEvent } from '../event-store/port.js';
import { changesOfGroups } from './changes-of-groups.js';
import { evolveDocument, foldDocument } from './fold-view.js';
import type { Lane } from './lane.js';
import { idOf } from './partition.js';
import type { Projection } from './projection.js';
import type { Document, GroupChange, Parked, ViewStore } from './view-store.js';

/** What a batch of events makes of one lane's documents. */
export interface FoldedBatch {
  readonly documents: ReadonlyMap<string, Document>;
  readonly groups: readonly GroupChange[];
  /** Those that stopped in this batch. */
  readonly parked: ReadonlyMap<string, Parked>;
}

interface Stores {
  readonly eventStore: EventStore;
  readonly viewStore: ViewStore;
}

const nothing: FoldedBatch = { documents: new Map(), groups: [], parked: new Map() };

/** Changes nothing yet. @throws {ViewStoreUnavailable} */
export async function foldBatch(stores: Stores, lane: Lane, events: readonly RecordedEvent[]): Promise<FoldedBatch> {
  const { projection, position } = lane;
  const prefixes = projection.categories.map((category) => `${category}-`);
  const own = events.filter(
    (event) =>
      (position === undefined || event.position > position) &&
      prefixes.some((prefix) => event.stream.startsWith(prefix)),
  );
  if (own.length === 0) return nothing;
  const before = await documentsBefore(stores, lane, own);
  const documents = new Map<string, Document>();
  for (const event of own) {
    const id = idOf(event.stream);
    const current = documents.get(id) ?? before.get(id);
    const next = evolveDocument(projection, current, event);
    if (next !== current) documents.set(id, next);
  }
  const parked = [...documents].flatMap(([id, document]) =>
    document.kind === 'PARKED' && before.get(id)?.kind !== 'PARKED' ? [[id, document.parked] as const] : [],
  );
  return { documents, groups: changesOfGroups(projection, before, documents), parked: new Map(parked) };
}

/** The documents that the events change, as they are before them. */
async function documentsBefore(
  { eventStore, viewStore }: Stores,
  lane: Lane,
  events: readonly RecordedEvent[],
): Promise<ReadonlyMap<string, Document>> {
  const { projection, edition, holding, position } = lane;
  const firstOf = new Map<string, RecordedEvent>();
  for (const event of events) {
    const id = idOf(event.stream);
    if (!firstOf.has(id)) firstOf.set(id, event);
  }
  const known = new Map<string, Document>();
  for (const id of firstOf.keys()) {
    const document = lane.documents.get(id);
    if (document !== undefined) known.set(id, document);
  }
  if (position === undefined) return known;
  const unknown = [...firstOf.keys()].filter((id) => !known.has(id));
  const stored = await viewStore.readMany(edition, holding.partition, unknown);
  for (const id of unknown) {
    const found = stored.get(id);
    if (typeof found === 'object') known.set(id, found);
    // Before any event but an id's very first there must be a document: somebody deleted or damaged it, and to begin it
    // anew would leave out what came before.
    else if (found === 'UNREADABLE' || !isVeryFirst(projection, firstOf.get(id))) {
      const folded = await foldDocument(eventStore, projection, id, position);
      if (folded !== undefined) known.set(id, folded);
    }
  }
  return known;
}

function isVeryFirst({ categories }: Projection, event: RecordedEvent | undefined): boolean {
  return event?.revision === 0 && event.stream.startsWith(`${categories[0]}-`);
}
