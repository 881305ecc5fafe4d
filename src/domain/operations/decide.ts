import type { Decision } from '../decision.js';
import { type Instant, later, second } from '../instant.js';
import type { OperationsEvent } from './events.js';
import type { DocumentParked, ProjectionChange, ProjectionEvent } from './projection-events.js';
import { isSameDocument, type OperationsState, type RecordedChange, recordedChange } from './state.js';

/** Everything that is done to run the service. */
export type OperationsCommand = SendingCommand | RecordChange | RecordStep | RecordParked;

/** A turn at the kill switch. */
export type SendingCommand = StopSending | ResumeSending;

export interface StopSending {
  readonly type: 'stopSending';
  readonly reason: string;
}

export interface ResumeSending {
  readonly type: 'resumeSending';
  readonly reason: string;
}

/** Whether it can be made was decided by the view store's catalog: this puts down that it is made. */
export interface RecordChange {
  readonly type: 'recordChange';
  readonly change: ProjectionChange;
  readonly at: Instant;
}

/** What leaves open which views there are, and which are served. */
export interface RecordStep {
  readonly type: 'recordStep';
  readonly step: Exclude<ProjectionEvent, ProjectionChange | DocumentParked>;
}

export interface RecordParked {
  readonly type: 'recordParked';
  readonly document: DocumentParked['data'];
}

/** Nothing is refused: what is so already is left as it is. */
export type OperationsDecision = Decision<OperationsEvent, never>;

export function decideOperations(state: OperationsState, command: OperationsCommand): OperationsDecision {
  return { verdict: 'accepted', events: eventsOf(state, command) };
}

/** Within this time the same change is another operator's, which may have been written down and not made yet. */
const sameInstant = 10 * second;

function eventsOf(
  { sending, parked, changed }: OperationsState,
  command: OperationsCommand,
): readonly OperationsEvent[] {
  switch (command.type) {
    case 'stopSending':
      // A second operator in the same emergency changes nothing: the first reason, and since when, stay.
      return sending.status === 'STOPPED' ? [] : [{ type: 'SendingStopped', data: { reason: command.reason } }];
    case 'resumeSending':
      return sending.status === 'ALLOWED' ? [] : [{ type: 'SendingResumed', data: { reason: command.reason } }];
    case 'recordChange': {
      const { change, at } = command;
      return isSameChange(changed, recordedChange(change, at)) ? [] : [change];
    }
    case 'recordStep':
      return [command.step];
    case 'recordParked': {
      const { document } = command;
      // Views in memory are made anew at each start, and come upon the same event each time.
      const isKnown = parked.some((one) => isSameDocument(one, document) && one.position === document.position);
      return isKnown ? [] : [{ type: 'DocumentParked', data: document }];
    }
  }
}

/** Only one of two who ask for the same in the same instant will make it, and one record is what there must be of it. */
function isSameChange(last: RecordedChange | undefined, change: RecordedChange): boolean {
  return (
    last !== undefined &&
    last.type === change.type &&
    last.edition === change.edition &&
    change.at < later(last.at, sameInstant)
  );
}
