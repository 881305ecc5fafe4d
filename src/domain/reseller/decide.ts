import type { Decision } from '../decision.js';
import type { ResellerEvent } from './events.js';
import type { Policy, ResellerState } from './state.js';

/** Everything that can be asked of a reseller. */
export type ResellerCommand = OpenReseller | SetPolicy;

export interface OpenReseller {
  readonly type: 'openReseller';
  readonly name: string;
}

export interface SetPolicy {
  readonly type: 'setPolicy';
  readonly policy: Policy;
}

export type ResellerRejection = { readonly reason: 'RESELLER_EXISTS' } | { readonly reason: 'RESELLER_ABSENT' };
export type ResellerDecision = Decision<ResellerEvent, ResellerRejection>;

export function decideReseller(state: ResellerState, command: ResellerCommand): ResellerDecision {
  switch (command.type) {
    case 'openReseller':
      return state.status === 'OPEN'
        ? { verdict: 'rejected', rejection: { reason: 'RESELLER_EXISTS' }, events: [] }
        : { verdict: 'accepted', events: [{ type: 'ResellerOpened', data: { name: command.name } }] };
    case 'setPolicy':
      return state.status === 'ABSENT'
        ? { verdict: 'rejected', rejection: { reason: 'RESELLER_ABSENT' }, events: [] }
        : { verdict: 'accepted', events: [{ type: 'PolicySet', data: command.policy }] };
  }
}
