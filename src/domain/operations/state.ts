import type { Occurred } from '../decision.js';
import type { Instant } from '../instant.js';
import type { OperationsEvent } from './events.js';

/** What operators have set; folded from their stream. */
export interface OperationsState {
  readonly sending: Sending;
}

/** Whether SMS tokens are sent at all (D3). */
export type Sending =
  | { readonly status: 'ALLOWED' }
  | { readonly status: 'STOPPED'; readonly since: Instant; readonly reason: string };

export const initialOperationsState: OperationsState = { sending: { status: 'ALLOWED' } };

export function evolveOperations(state: OperationsState, event: Occurred<OperationsEvent>): OperationsState {
  switch (event.type) {
    case 'SendingStopped':
      return { ...state, sending: { status: 'STOPPED', since: event.occurredAt, reason: event.data.reason } };
    case 'SendingResumed':
      return { ...state, sending: { status: 'ALLOWED' } };
  }
}
