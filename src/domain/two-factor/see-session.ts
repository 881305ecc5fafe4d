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
  /** Version of the user's password now. */
  readonly credentialVersion: number;
}

/**
 * A session that was opened with an older password has ended, whether or not anything ended it (attack 21). It is
 * recorded every few minutes at most, so that a busy session does not flood the history.
 */
export function seeSession(state: TwoFactorState, command: SeeSession, limits: Limits): TwoFactorDecision {
  const { at, sessionId, credentialVersion } = command;
  const session = liveSession(state.sessions, sessionId, at, limits);
  if (session?.credentialVersion !== credentialVersion) {
    return reject(sessionEnded);
  }
  return at < later(session.lastSeenAt, limits.sessionSeenInterval)
    ? accept()
    : accept({ type: 'SessionSeen', data: { sessionId } });
}
