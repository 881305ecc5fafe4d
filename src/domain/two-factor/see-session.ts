import { type Instant, later } from '../instant.js';
import type { Limits } from './limits.js';
import { liveSession } from './sessions.js';
import type { TwoFactorState } from './state.js';
import { accept, reject, sessionEnded, type TwoFactorDecision } from './two-factor-decision.js';

/** A request came with this session. */
export interface SeeSession {
  readonly type: 'seeSession';
  readonly at: Instant;
  readonly sessionId: string;
}

/** Recorded every few minutes at most, so that a busy session does not flood the history. */
export function seeSession(state: TwoFactorState, { at, sessionId }: SeeSession, limits: Limits): TwoFactorDecision {
  const session = liveSession(state.sessions, sessionId, at, limits);
  if (session === undefined) {
    return reject(sessionEnded);
  }
  return at < later(session.lastSeenAt, limits.sessionSeenInterval)
    ? accept()
    : accept({ type: 'SessionSeen', data: { sessionId } });
}
