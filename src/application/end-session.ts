import { decideTwoFactor } from '../domain/two-factor/decide.js';
import { requireFullCaller } from './authorise.js';
import type { Core } from './core.js';
import { rejected } from './rejected.js';
import type { RequestContext } from './request-context.js';

export type EndSession = (input: { readonly sessionId: string }, context: RequestContext) => Promise<boolean>;

/** Ends one of the caller's own sessions; `false`: the caller has no such session (attack 13). */
export function createEndSession(core: Core): EndSession {
  return async (input, context) => {
    const { userId, session } = requireFullCaller(context);
    const ids = { sessionId: session.sessionId, endedSessionId: input.sessionId };
    const { decision } = await core.twoFactor.handle(userId, context, (state, at) =>
      decideTwoFactor(state, { type: 'endSession', at, ...ids }, core.limits),
    );
    if (decision.verdict === 'rejected') rejected(decision.rejection);
    return decision.events.length > 0;
  };
}
