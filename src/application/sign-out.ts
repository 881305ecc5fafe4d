import { decideTwoFactor } from '../domain/two-factor/decide.js';
import { requireCaller } from './authorise.js';
import type { Core } from './core.js';
import { rejected } from './rejected.js';
import type { RequestContext } from './request-context.js';

export type SignOut = (context: RequestContext) => Promise<true>;

/** Ends the session that asks (B10). */
export function createSignOut(core: Core): SignOut {
  return async (context) => {
    const { userId, session } = requireCaller(context);
    const { sessionId } = session;
    const { decision } = await core.twoFactor.handle(userId, context, (state, at) =>
      decideTwoFactor(state, { type: 'signOut', at, sessionId }, core.limits),
    );
    if (decision.verdict === 'rejected') rejected(decision.rejection);
    return true;
  };
}
