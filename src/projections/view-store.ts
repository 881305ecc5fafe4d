import type { Instant } from '../domain/instant.js';
import type { Position } from '../event-store/port.js';
import type { Catalog } from './catalog.js';
import type { EditionName } from './edition.js';
import type { Partition } from './partition.js';

/** What is kept for one id. */
export type Document<View = unknown> =
  | { readonly kind: 'VIEW'; readonly view: View }
  /** An event could not be applied: the view stands still before it, and is not to be shown. */
  | { readonly kind: 'PARKED'; readonly parked: Parked };

/** Where, and at what, a document stopped. */
export interface Parked {
  /** Of the event that could not be applied. */
  readonly position: Position;
  readonly eventType: string;
  /** When the event occurred: the view has stood still since. */
  readonly since: Instant;
  /** In the words of the program, without any value of the event. */
  readonly reason: string;
}

/** A document as it is found, with the position up to which its edition has read the history in its partition. */
export interface Found<View = unknown> {
  /** `undefined`: there is none. `UNREADABLE`: what is kept there was not written by this program, or is damaged. */
  readonly document: Document<View> | 'UNREADABLE' | undefined;
  /** Every event up to it is in the documents. `undefined`: nothing has been read yet. */
  readonly position: Position | undefined;
}

/** All documents of one group in one partition. */
export interface FoundGroup<View = unknown> {
  readonly documents: ReadonlyMap<string, Document<View> | 'UNREADABLE'>;
  readonly position: Position | undefined;
  /** `false`: there must be more of them. Something was deleted. */
  readonly complete: boolean;
}

/** The right to write to a partition, until somebody else claims it. */
export interface Claim {
  /** Told with every batch: a batch with another one than the last that was given is refused. */
  readonly fence: string;
  /** Where each edition that was asked for stands in the partition. */
  readonly positions: ReadonlyMap<EditionName, Position | undefined>;
}

/** What one batch of events makes of one edition's documents in one partition. */
export interface EditionBatch {
  readonly edition: EditionName;
  /** Where the edition must stand for the batch to apply; `undefined`: at the very beginning. */
  readonly expected: Position | undefined;
  /** Where it stands afterwards. */
  readonly position: Position;
  /** By id; `undefined`: the document is removed. */
  readonly documents: ReadonlyMap<string, Document | undefined>;
  readonly groups: readonly GroupChange[];
  /** Whether those who watch and wait are told. */
  readonly announced: boolean;
}

export interface GroupChange {
  readonly group: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** The group of documents that are parked; no projection may use the name. */
export const parkedGroup = '@parked';

/**
 * `FENCED`: somebody else has claimed the partition. `MOVED`: an edition does not stand where the batch expects it: the
 * batch was applied before, or the store has lost documents. Nothing has changed then; claim the partition anew.
 */
export type ApplyOutcome = 'APPLIED' | 'FENCED' | 'MOVED';

/** What a partition of an edition looks like from outside. */
export interface PartitionStatus {
  readonly position: Position | undefined;
  readonly parked: number;
}

/**
 * Where views live. A view answers questions; it never decides anything, and it can be thrown away and made again from
 * the history. Every method throws ViewStoreUnavailable where the store cannot be reached, and what was asked may or may
 * not have been done then: all of it, never a part.
 */
export interface ViewStore {
  read<View>(edition: EditionName, id: string): Promise<Found<View>>;

  /** Several documents of one partition, by id; those that are not there are left out. */
  readMany(
    edition: EditionName,
    partition: Partition,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, Document | 'UNREADABLE'>>;

  /** The documents of a group, partition by partition. */
  readGroup<View>(edition: EditionName, group: string): Promise<readonly FoundGroup<View>[]>;

  /** Ids of all documents of an edition in a partition, in no order, a few hundred at a time; one may come twice. */
  ids(edition: EditionName, partition: Partition): AsyncIterable<readonly string[]>;

  /** Takes over a partition: whoever had it can write to it no longer. */
  claim(partition: Partition, editions: readonly EditionName[]): Promise<Claim>;

  /** Applies the batches of several editions to one partition and moves their positions: all of it or nothing. */
  apply(partition: Partition, fence: string, batches: readonly EditionBatch[]): Promise<ApplyOutcome>;

  /** How each partition of each edition stands. */
  status(editions: readonly EditionName[]): Promise<ReadonlyMap<EditionName, readonly PartitionStatus[]>>;

  /** Resolves with `true` as soon as the edition stands there or past it; with `false` after the time. */
  reached(place: EditionPlace, position: Position, withinMilliseconds: number): Promise<boolean>;

  /**
   * Has `onChanged` called whenever an announced batch has changed a document of the projection, once its new state can
   * be read. A call only says that it is time to look: it can come late, or once for several changes, and it is lost
   * where the store cannot be reached. Whoever must not miss a change looks from time to time as well.
   *
   * @param onChanged must not throw.
   * @returns what ends it; calling that again does nothing.
   */
  watch(projection: string, id: string, onChanged: () => void): () => void;

  /** How many watches there are now, for metrics. */
  watches(): number;

  /** Which editions there are; the empty catalog where none was written yet. */
  catalog(): Promise<Catalog>;

  /**
   * Replaces the catalog, if it is still of the revision before.
   * @returns `false`: somebody else was first, and nothing has changed.
   */
  replaceCatalog(catalog: Catalog): Promise<boolean>;

  /** Forgets an edition: documents, groups and positions. */
  drop(edition: EditionName): Promise<void>;

  close(): Promise<void>;
}

export interface EditionPlace {
  readonly edition: EditionName;
  readonly partition: Partition;
}

/** The store cannot be reached, or would not do what it was asked. The message names no key and no document. */
export class ViewStoreUnavailable extends Error {
  override readonly name = 'ViewStoreUnavailable';
}
