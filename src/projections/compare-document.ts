import { isDeepStrictEqual } from 'node:util';
import type { EventStore } from '../event-store/port.js';
import type { EditionName } from './edition.js';
import { foldDocument } from './fold-view.js';
import type { Projection } from './projection.js';
import type { Document, ViewStore } from './view-store.js';

/**
 * How a stored document differs from the history. `MISSING`: it is not there. `DIFFERENT`: it says something else.
 * `ORPHAN`: the history has nothing of it. `UNREADABLE`: it is damaged, or was not written by this program. `UNLISTED`: it
 * is right, and lacks in a list that it belongs to.
 */
export type Difference = 'MISSING' | 'DIFFERENT' | 'ORPHAN' | 'UNREADABLE' | 'UNLISTED';

export interface ComparedDocument {
  /** As the history has it; `undefined`: it has nothing of this id yet, at the position where the partition stands. */
  readonly document: Document | undefined;
  readonly difference: Exclude<Difference, 'UNLISTED'> | undefined;
}

export interface DocumentComparison {
  readonly eventStore: EventStore;
  readonly viewStore: ViewStore;
  readonly projection: Projection;
  readonly edition: EditionName;
}

/** Looks that must find the same difference: an edition that is moved, or dropped, at this moment may show one. */
const looks = 3;

/** Compares one document with the history up to the position at which it was read. @throws {ViewStoreUnavailable} */
export async function compareDocument(comparison: DocumentComparison, id: string): Promise<ComparedDocument> {
  for (let look = 1; ; look += 1) {
    const compared = await compareOnce(comparison, id);
    if (compared.difference === undefined || look === looks) return compared;
  }
}

async function compareOnce(
  { eventStore, viewStore, projection, edition }: DocumentComparison,
  id: string,
): Promise<ComparedDocument> {
  const { document: stored, position } = await viewStore.read(edition, id);
  const document = position === undefined ? undefined : await foldDocument(eventStore, projection, id, position);
  return { document, difference: differenceOf(stored, document) };
}

function differenceOf(
  stored: Document | 'UNREADABLE' | undefined,
  document: Document | undefined,
): ComparedDocument['difference'] {
  if (stored === 'UNREADABLE') return stored;
  if (stored === undefined) return document === undefined ? undefined : 'MISSING';
  if (document === undefined) return 'ORPHAN';
  return isDeepStrictEqual(asKept(stored), asKept(document)) ? undefined : 'DIFFERENT';
}

/** What is left of a document where it is kept as JSON. */
function asKept(document: Document): unknown {
  return JSON.parse(JSON.stringify(document));
}
