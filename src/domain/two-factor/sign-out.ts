import type { Instant } from '../instant.js';
import type { Limits } from './limits.js';
import { liveSession } from './sessions.js';
import type { TwoFactorState } from './state.js';
import { accept, closeChallenges, reject, sessionEnded, type TwoFactorDecision } from './two-factor-decision.js';

/** A person ends the session that asks. */
export interface SignOut {
  readonly type: 'signOut';
  readonly at: Instant;
  readonly sessionId: string;
}

export function signOut(state: TwoFactorState, { at, sessionId }: SignOut, limits: Limits): TwoFactorDecision {
  return liveSession(state.sessions, sessionId, at, limits) === undefined
    ? reject(sessionEnded)
    : accept(
        { type: 'SignedOut', data: { sessionId } },
        ...closeChallenges(state.challenges, at, 'SESSION_ENDED', sessionId),
      );
}
