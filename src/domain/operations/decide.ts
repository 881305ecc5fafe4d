import type { Decision } from '../decision.js';
import type { OperationsEvent } from './events.js';
import type { OperationsState } from './state.js';

/** Everything that operators can do to the service. */
export type OperationsCommand = StopSending | ResumeSending;

export interface StopSending {
  readonly type: 'stopSending';
  readonly reason: string;
}

export interface ResumeSending {
  readonly type: 'resumeSending';
  readonly reason: string;
}

/** Nothing is refused: what is so already is left as it is. */
export type OperationsDecision = Decision<OperationsEvent, never>;

export function decideOperations({ sending }: OperationsState, command: OperationsCommand): OperationsDecision {
  const { reason } = command;
  switch (command.type) {
    case 'stopSending':
      // A second operator in the same emergency changes nothing: the first reason, and since when, stay.
      return {
        verdict: 'accepted',
        events: sending.status === 'STOPPED' ? [] : [{ type: 'SendingStopped', data: { reason } }],
      };
    case 'resumeSending':
      return {
        verdict: 'accepted',
        events: sending.status === 'ALLOWED' ? [] : [{ type: 'SendingResumed', data: { reason } }],
      };
  }
}
