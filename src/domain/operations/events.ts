import type { ProjectionEvent } from './projection-events.js';

/** Everything that can stand in the streams of what was done to run the service. */
export type OperationsEvent = SendingStopped | SendingResumed | ProjectionEvent;

/** The kill switch was pulled: no SMS token is sent from now on (D3). */
export interface SendingStopped {
  readonly type: 'SendingStopped';
  readonly data: { readonly reason: string };
}

export interface SendingResumed {
  readonly type: 'SendingResumed';
  readonly data: { readonly reason: string };
}
