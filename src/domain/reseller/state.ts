import type { Occurred } from '../decision.js';
import type { Instant } from '../instant.js';
import type { PolicySet, ResellerEvent } from './events.js';

/** A reseller and its policy; folded from the reseller's stream. */
export type ResellerState =
  | { readonly status: 'ABSENT' }
  | { readonly status: 'OPEN'; readonly name: string; readonly policy: Policy };

export type Policy = PolicySet['data'];

/** Nothing is required, everything is allowed. */
export const defaultPolicy: Policy = {
  requiredFrom: null,
  allowedMethods: ['AUTHENTICATOR_APP', 'SMS'],
  recoveryCodeEffect: 'KEEPS_TWO_FACTOR',
};

export const initialResellerState: ResellerState = { status: 'ABSENT' };

export function evolveReseller(state: ResellerState, event: Occurred<ResellerEvent>): ResellerState {
  switch (event.type) {
    case 'ResellerOpened':
      return { status: 'OPEN', name: event.data.name, policy: defaultPolicy };
    case 'PolicySet':
      return state.status === 'ABSENT' ? state : { ...state, policy: event.data };
  }
}

/** Whether two-factor is required now, the grace period being over (B11, E6). */
export function isTwoFactorRequired({ requiredFrom }: Policy, at: Instant): boolean {
  return requiredFrom !== null && at >= requiredFrom;
}
