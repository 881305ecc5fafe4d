import { decideTwoFactor } from '../domain/two-factor/decide.js';
import type { Method } from '../domain/two-factor/method.js';
import { changeSettings } from './account-settings.js';
import { positionAfter } from './answer.js';
import { requireFullCaller } from './authorise.js';
import type { Core } from './core.js';
import { describeTwoFactor } from './describe-account.js';
import type { RequestContext } from './request-context.js';
import type { ChallengeRequired, Rejected, TwoFactorChanged } from './results.js';

export interface RemoveMethodInput {
  readonly method: Method;
  readonly password: string;
}

export type RemoveMethod = (
  input: RemoveMethodInput,
  context: RequestContext,
) => Promise<TwoFactorChanged | ChallengeRequired | Rejected>;

/** Takes a method away; the last one turns two-factor off (E6). */
export function createRemoveMethod(core: Core): RemoveMethod {
  return async ({ method, password }, context) => {
    const caller = requireFullCaller(context);
    const settled = await changeSettings(
      core,
      {
        caller,
        password,
        decide: (state, facts) => decideTwoFactor(state, { type: 'removeMethod', ...facts, method }, core.limits),
      },
      context,
    );
    if (settled.kind !== 'done') return settled;
    const twoFactor = describeTwoFactor(settled.handled.state, settled.handled.at);
    return { kind: 'TwoFactorChanged', twoFactor, position: positionAfter(core, settled.handled) };
  };
}
