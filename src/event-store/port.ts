import type { Occurred } from '../domain/decision.js';
import type { Category, DomainEvent, EventsByCategory, StreamName } from '../domain/events.js';
import type { Instant } from '../domain/instant.js';
import type { SealedValue } from '../domain/sealed-value.js';
import type { Interface } from '../domain/two-factor/method.js';

/** Who did it. `system`: the service itself; `operator`: a person at the command line of this machine. */
export interface Actor {
  readonly kind: 'user' | 'anonymous' | 'operator' | 'system';
  /** The user's id; absent for the other kinds. */
  readonly id?: string;
}

export interface EventMetadata {
  readonly schemaVersion: number;
  readonly occurredAt: Instant;
  readonly actor: Actor;
  /** One request's id, on every event and log line that it caused. */
  readonly correlationId: string;
  /** Id of what directly caused it: the request, or the event that a reactor acted on. */
  readonly causationId: string;
  readonly interface?: Interface;
  /** Client address and user agent, sealed under the subject's key. */
  readonly client?: SealedValue;
}

/** An event ready to be appended. */
export type NewEvent<E extends DomainEvent = DomainEvent> = E & {
  /** UUIDv7. */
  readonly id: string;
  readonly metadata: EventMetadata;
};

/** An event as the store has it. Its `occurredAt` is that of the metadata, at hand for folds. */
export type RecordedEvent<E extends DomainEvent = DomainEvent> = Occurred<E> & {
  readonly metadata: EventMetadata;
  readonly stream: StreamName;
  /** Place in its stream: 0-based and without gaps. */
  readonly revision: number;
  /** Place in the whole history. */
  readonly position: Position;
};

/**
 * A place in the whole history: a fixed-width string of digits, so that comparing two positions as strings orders
 * them. Positions of two stores have nothing to do with each other.
 */
export type Position = string;

/** What the writer saw last of the stream. There is no "any": whoever appends has read. */
export type ExpectedRevision = number | 'noStream';

export interface Appended {
  /** Revision of the last event appended. */
  readonly revision: number;
  /** Position of the last event appended. */
  readonly position: Position;
}

export interface Subscription {
  /** Resolves once the handler has been given every event that was in the store when the subscription began. */
  readonly caughtUp: Promise<void>;
  /** Stops it; resolves when the handler is not running any more. */
  close(): Promise<void>;
}

export interface SubscriptionHandler {
  /** Given all events after the position, in order, each once. The next batch waits for the promise. */
  readonly onEvents: (events: readonly RecordedEvent[]) => void | Promise<void>;
  /**
   * Told once when `onEvents` threw or the store failed; the subscription is over then. A store across the network that
   * is away for a while has not failed: the subscription goes on by itself, from where it stands, when it is back.
   */
  readonly onFailure: (error: unknown) => void;
}

/**
 * The history, and the only truth. Everything acknowledged is on disk; positions are given in the order in which
 * events become visible, so that a reader that follows them never misses one.
 */
export interface EventStore {
  /** This store's own identity, made when it was created; tells its positions from another store's. */
  readonly id: string;

  /**
   * Appends all events, or none, after the revision the caller saw. Appending again what is already there (the same
   * event ids, at the same place) is acknowledged as the first time, so a caller may repeat an unanswered append.
   *
   * An id is used once. A store refuses one that it finds at the place of the append, with other ids than the first time;
   * it need not know of one that is elsewhere.
   *
   * @throws {RevisionConflict} somebody else appended in between; read what is new and decide again.
   * @throws {InvalidEvent} an event does not fit the schema of its type, an id was used before, or there is more than
   *   the store takes at once; nothing was written.
   * @throws {StoreUnavailable} the store cannot be reached; nothing is known to be written.
   */
  append<C extends Category>(
    stream: StreamName<C>,
    expected: ExpectedRevision,
    events: readonly NewEvent<EventsByCategory[C]>[],
  ): Promise<Appended>;

  /** A stream's events from a revision on (all of them by default), in batches; none where there is no such stream. */
  readStream<C extends Category>(
    stream: StreamName<C>,
    fromRevision?: number,
  ): AsyncIterable<readonly RecordedEvent<EventsByCategory[C]>[]>;

  /** The whole history after a position (from the beginning by default), in batches, up to what is there now. */
  readAll(after?: Position): AsyncIterable<readonly RecordedEvent[]>;

  /** Follows the history after a position: first what is there, then live, whichever process appends it. */
  subscribe(after: Position | undefined, handler: SubscriptionHandler): Subscription;

  /** Position of the newest event; `undefined` while there is none. */
  head(): Promise<Position | undefined>;

  /**
   * How many events there are after a position (in all, by default). A store that keeps no number of them reads the whole
   * history for the first answer of a process.
   */
  countAfter(position?: Position): Promise<number>;

  /** Finishes the appends under way, then lets go of everything. */
  close(): Promise<void>;
}

/** Somebody else appended to the stream first. */
export class RevisionConflict extends Error {
  override readonly name = 'RevisionConflict';
  constructor(
    readonly stream: StreamName,
    readonly expected: ExpectedRevision,
    readonly actual: ExpectedRevision,
  ) {
    super(`Stream ${stream} is at ${actual}, not at ${expected}.`);
  }
}

/** An event that does not fit the schema of its type: a bug in the writer. The message names fields, never values. */
export class InvalidEvent extends Error {
  override readonly name = 'InvalidEvent';
}

/** The store cannot be reached or cannot write. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}
