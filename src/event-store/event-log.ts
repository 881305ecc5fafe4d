import type { StreamName } from '../domain/events.js';
import type { EncodedEvent, StoredEvent } from './codec.js';
import type { Appended, ExpectedRevision, Position } from './port.js';

/**
 * A log of encoded events: what the adapters differ in. One on this machine answers at once, one across the network
 * later. Every read and append throws or rejects with `StoreUnavailable` where it cannot be done.
 */
export interface EventLog {
  /** The store's identity. */
  readonly id: string;
  append(stream: StreamName, expected: ExpectedRevision, events: readonly EncodedEvent[]): Promise<AppendOutcome>;
  /** The first `limit` events of a stream from a revision on; fewer only where there are no more. */
  readStream(stream: StreamName, fromRevision: number, limit: number): Answer<readonly StoredEvent[]>;
  /** The first `limit` events after a position. */
  readAll(after: Position | undefined, limit: number): Answer<readonly StoredEvent[]>;
  head(): Answer<Position | undefined>;
  countAfter(position: Position | undefined): Answer<number>;
  /** Calls back after every append, whoever made it, and now and then without one. Returns what stops it. */
  watch(onAppended: () => void): () => void;
  /**
   * Does for a subscription what it needs of this log, and again where the log is away for a while only.
   *
   * @throws whatever stays, or everything once it has ended.
   */
  persistently<Result>(work: () => Answer<Result>, ended: AbortSignal): Answer<Result>;
  /** Finishes the appends under way, then lets go of everything. */
  close(): Promise<void>;
}

export type Answer<Result> = Result | Promise<Result>;

/** What became of an append: it was done (now or before), or it was refused and nothing was written. */
export type AppendOutcome =
  | ({ readonly kind: 'appended' } & Appended)
  | { readonly kind: 'conflict'; readonly actual: ExpectedRevision }
  | { readonly kind: 'idReused' }
  | { readonly kind: 'tooLarge' };
