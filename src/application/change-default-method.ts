import { decideTwoFactor } from '../domain/two-factor/decide.js';
import type { Method } from '../domain/two-factor/method.js';
import { positionAfter } from './answer.js';
import { requireFullCaller } from './authorise.js';
import type { Core } from './core.js';
import { describeTwoFactor } from './describe-account.js';
import { policyFor } from './policies.js';
import { rejected } from './rejected.js';
import type { RequestContext } from './request-context.js';
import type { Rejected, TwoFactorChanged } from './results.js';

export type ChangeDefaultMethod = (
  input: { readonly method: Method },
  context: RequestContext,
) => Promise<TwoFactorChanged | Rejected>;

/** Chooses which enrolled method is prompted first (E5). */
export function createChangeDefaultMethod(core: Core): ChangeDefaultMethod {
  return async ({ method }, context) => {
    const { userId, session } = requireFullCaller(context);
    const { sessionId } = session;

    const handled = await core.twoFactor.handle(userId, context, async (state, at) => {
      const { allowedMethods } = await policyFor(core, (await core.users.load(userId)).state, at);
      const command = { type: 'changeDefaultMethod', at, sessionId, method, allowedMethods } as const;
      return decideTwoFactor(state, command, core.limits);
    });
    if (handled.decision.verdict === 'rejected') return rejected(handled.decision.rejection);
    const twoFactor = describeTwoFactor(handled.state, handled.at);
    return { kind: 'TwoFactorChanged', twoFactor, position: positionAfter(core, handled) };
  };
}
