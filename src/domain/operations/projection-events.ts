/**
 * Everything that can stand in an `operations-projection-<name>` stream: what was done to a projection's views. It is
 * written down before it is done, so that nothing is done in silence.
 */
export type ProjectionEvent =
  | ProjectionChange
  | ProjectionVerified
  | ProjectionRepaired
  | DocumentParked
  | ParkedDocumentRetried;

/** What changes which views there are, or which are served. */
export type ProjectionChange =
  | ProjectionRebuildStarted
  | ProjectionRebuildAbandoned
  | ProjectionSwitched
  | ProjectionRolledBack
  | ProjectionPaused
  | ProjectionResumed;

/** Editions are named like `login-challenge.v1.3`: the projection, its version, and which making of its views it is. */
interface OfEdition {
  readonly edition: string;
}

/** Another edition of the views is made from the history, beside the one that is served. */
export interface ProjectionRebuildStarted {
  readonly type: 'ProjectionRebuildStarted';
  readonly data: OfEdition & {
    /** At most so many in each process; absent: as many as it can. */
    readonly eventsPerSecond?: number;
  };
}

/** The edition is thrown away before it was ever served. */
export interface ProjectionRebuildAbandoned {
  readonly type: 'ProjectionRebuildAbandoned';
  readonly data: OfEdition & { readonly reason: string };
}

/** Queries are answered from this edition, and no longer from that one, which is kept up for a while. */
export interface ProjectionSwitched {
  readonly type: 'ProjectionSwitched';
  readonly data: OfEdition & { readonly from: string; readonly reason: string };
}

/** Queries are answered again from the edition before. */
export interface ProjectionRolledBack {
  readonly type: 'ProjectionRolledBack';
  readonly data: OfEdition & { readonly from: string; readonly reason: string };
}

/** The views stand still, and queries are answered from the history. */
export interface ProjectionPaused {
  readonly type: 'ProjectionPaused';
  readonly data: { readonly reason: string };
}

export interface ProjectionResumed {
  readonly type: 'ProjectionResumed';
  readonly data: { readonly reason: string };
}

/** Every document was compared with what the history makes of it. */
export interface ProjectionVerified {
  readonly type: 'ProjectionVerified';
  readonly data: OfEdition & { readonly documents: number; readonly differences: number };
}

/** So many documents were written anew, as the history has them. */
export interface ProjectionRepaired {
  readonly type: 'ProjectionRepaired';
  readonly data: OfEdition & { readonly documents: number; readonly reason: string };
}

/** An event could not be applied: the document stands still before it, and queries for it are answered from the history. */
export interface DocumentParked {
  readonly type: 'DocumentParked';
  readonly data: OfEdition & {
    readonly documentId: string;
    /** Of the event. */
    readonly position: string;
    readonly eventType: string;
    /** Name of the error, in the words of the program. */
    readonly error: string;
  };
}

/** A parked document was folded from the history once more. */
export interface ParkedDocumentRetried {
  readonly type: 'ParkedDocumentRetried';
  readonly data: OfEdition & { readonly documentId: string; readonly outcome: RetryOutcome };
}

/** `APPLIED`: every event could be applied now. `STILL_PARKED`: one could not. */
export type RetryOutcome = 'APPLIED' | 'STILL_PARKED';
