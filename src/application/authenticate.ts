import { decideTwoFactor } from '../domain/two-factor/decide.js';
import { liveSession } from '../domain/two-factor/sessions.js';
import type { Core } from './core.js';
import { actingAs, type Caller, type RequestContext } from './request-context.js';

/** Who a session token belongs to; `undefined`: it is not one of ours, or its session is over. */
export type Authenticate = (token: string, context: RequestContext) => Promise<Caller | undefined>;

/**
 * A signature says that we issued the token; whether the session still lives, only the user's stream says. So a session
 * that was ended is over at its next request (B10; attack 21).
 */
export function createAuthenticate(core: Core): Authenticate {
  return async (token, context) => {
    const claims = await core.sessionTokens.verify(token, core.clock());
    if (claims === undefined) return undefined;
    const { userId, sessionId } = claims;
    const { state: user } = await core.users.load(userId);
    if (user.status !== 'ACTIVE' || user.credential === undefined) return undefined;
    const { version: credentialVersion } = user.credential;

    const { decision, state, at } = await core.twoFactor.handle(userId, actingAs(context, userId), (before, now) =>
      decideTwoFactor(before, { type: 'seeSession', at: now, sessionId, credentialVersion }, core.limits),
    );
    if (decision.verdict === 'rejected') return undefined;
    const session = liveSession(state.sessions, sessionId, at, core.limits);
    return session === undefined ? undefined : { userId, session };
  };
}
