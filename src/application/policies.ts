import type { Instant } from '../domain/instant.js';
import { defaultPolicy, isTwoFactorRequired, type Policy } from '../domain/reseller/state.js';
import type { Method } from '../domain/two-factor/method.js';
import type { UserState } from '../domain/user/state.js';
import type { Core } from './core.js';

/** What the reseller's policy, and this deployment, mean for one user. */
export interface PolicyFacts {
  readonly twoFactorRequired: boolean;
  readonly allowedMethods: readonly Method[];
  readonly recoveryCodeEffect: Policy['recoveryCodeEffect'];
}

export async function policyFor(core: Core, user: UserState, at: Instant): Promise<PolicyFacts> {
  const policy = await policyOf(core, user);
  return {
    twoFactorRequired: isTwoFactorRequired(policy, at),
    allowedMethods: core.servedMethods.filter((method) => policy.allowedMethods.includes(method)),
    recoveryCodeEffect: policy.recoveryCodeEffect,
  };
}

async function policyOf(core: Core, user: UserState): Promise<Policy> {
  // Staff belong to no reseller.
  if (user.status === 'ABSENT' || user.resellerId === null) return defaultPolicy;
  const { state } = await core.resellers.load(user.resellerId);
  return state.status === 'OPEN' ? state.policy : defaultPolicy;
}
