import type { Occurred } from '../decision.js';
import type { Instant } from '../instant.js';
import type { OperationsEvent } from './events.js';
import type { DocumentParked, ProjectionChange } from './projection-events.js';

/** What was set, and what was found, in running the service; folded from one of its streams. */
export interface OperationsState {
  readonly sending: Sending;
  /** What the history says of documents that are parked now. */
  readonly parked: readonly DocumentParked['data'][];
  /** The last change of which views there are, or are served. */
  readonly changed?: RecordedChange;
}

/** Why it was made, and how, may differ from one operator to the next. */
export interface RecordedChange {
  readonly type: ProjectionChange['type'];
  /** Absent: all of them. */
  readonly edition?: string;
  readonly at: Instant;
}

/** Whether SMS tokens are sent at all (D3). */
export type Sending =
  | { readonly status: 'ALLOWED' }
  | { readonly status: 'STOPPED'; readonly since: Instant; readonly reason: string };

export const initialOperationsState: OperationsState = { sending: { status: 'ALLOWED' }, parked: [] };

export function evolveOperations(state: OperationsState, event: Occurred<OperationsEvent>): OperationsState {
  switch (event.type) {
    case 'SendingStopped':
      return { ...state, sending: { status: 'STOPPED', since: event.occurredAt, reason: event.data.reason } };
    case 'SendingResumed':
      return { ...state, sending: { status: 'ALLOWED' } };
    case 'DocumentParked':
      return { ...state, parked: [...without(state.parked, event.data), event.data] };
    case 'ParkedDocumentRetried':
      return event.data.outcome === 'APPLIED' ? { ...state, parked: without(state.parked, event.data) } : state;
    case 'ProjectionRebuildStarted':
    case 'ProjectionRebuildAbandoned':
    case 'ProjectionSwitched':
    case 'ProjectionRolledBack':
    case 'ProjectionPaused':
    case 'ProjectionResumed':
      return { ...state, changed: recordedChange(event, event.occurredAt) };
    case 'ProjectionVerified':
    case 'ProjectionRepaired':
      return state;
  }
}

/** What is kept of a change, to know it again. */
export function recordedChange({ type, data }: ProjectionChange, at: Instant): RecordedChange {
  return { type, ...('edition' in data && { edition: data.edition }), at };
}

type DocumentName = Pick<DocumentParked['data'], 'edition' | 'documentId'>;

export function isSameDocument(one: DocumentName, other: DocumentName): boolean {
  return one.edition === other.edition && one.documentId === other.documentId;
}

function without(parked: OperationsState['parked'], document: DocumentName): OperationsState['parked'] {
  return parked.filter((one) => !isSameDocument(one, document));
}
