import type { StreamName } from '../domain/events.js';
import type { EncodedEvent, StoredEvent } from './codec.js';
import type { Appended, ExpectedRevision, Position } from './port.js';

/**
 * A log of encoded events that is read at once, without waiting: what the adapters that keep the history on this
 * machine have in common. Every read and append throws or rejects with `StoreUnavailable` where it cannot be done.
 */
export interface EventLog {
  /** The store's identity. */
  readonly id: string;
  append(stream: StreamName, expected: ExpectedRevision, events: readonly EncodedEvent[]): Promise<AppendOutcome>;
  /** The first `limit` events of a stream from a revision on. */
  readStream(stream: StreamName, fromRevision: number, limit: number): readonly StoredEvent[];
  /** The first `limit` events after a position. */
  readAll(after: Position | undefined, limit: number): readonly StoredEvent[];
  head(): Position | undefined;
  /** Calls back after every append, whoever made it, and now and then without one. Returns what stops it. */
  watch(onAppended: () => void): () => void;
  /** Finishes the appends under way, then lets go of everything. */
  close(): Promise<void>;
}

/** What became of an append: it was done (now or before), or it was refused and nothing was written. */
export type AppendOutcome =
  | ({ readonly kind: 'appended' } & Appended)
  | { readonly kind: 'conflict'; readonly actual: ExpectedRevision }
  | { readonly kind: 'idReused' };
