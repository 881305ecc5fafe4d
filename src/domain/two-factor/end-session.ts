import type { Instant } from '../instant.js';
import type { Limits } from './limits.js';
import { liveSession } from './sessions.js';
import type { TwoFactorState } from './state.js';
import {
  accept,
  closeChallenges,
  endSessions,
  reject,
  sessionEnded,
  type TwoFactorDecision,
} from './two-factor-decision.js';

/** A signed-in person ends one of their own sessions (B10). */
export interface EndSession {
  readonly type: 'endSession';
  readonly at: Instant;
  /** The session that asks. */
  readonly sessionId: string;
  readonly endedSessionId: string;
}

/** Without an event where the user has no such session: somebody else's looks like one that never was. */
export function endSession(
  state: TwoFactorState,
  { at, sessionId, endedSessionId }: EndSession,
  limits: Limits,
): TwoFactorDecision {
  if (liveSession(state.sessions, sessionId, at, limits) === undefined) {
    return reject(sessionEnded);
  }
  return liveSession(state.sessions, endedSessionId, at, limits) === undefined
    ? accept()
    : accept(
        ...endSessions([endedSessionId], 'REQUESTED'),
        ...closeChallenges(state.challenges, at, 'SESSION_ENDED', endedSessionId),
      );
}
