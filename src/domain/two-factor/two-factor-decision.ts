import type { Decided, Decision } from '../decision.js';
import type { Instant } from '../instant.js';
import { type Challenges, isOpen } from './challenges.js';
import type { ChallengeClosed, TwoFactorEvent } from './events.js';
import type { Rejection, SessionEnded } from './rejection.js';
import type { SessionsEnded } from './session-events.js';
import { otherSessionIds, type Sessions } from './sessions.js';

export type TwoFactorDecision = Decision<TwoFactorEvent, Rejection | SessionEnded>;
export type DecidedTwoFactorEvent = Decided<TwoFactorEvent>;

export function accept(...events: readonly DecidedTwoFactorEvent[]): TwoFactorDecision {
  return { verdict: 'accepted', events };
}

/** @param events what the history keeps of the try; they are appended before the refusal is told (B8). */
export function reject(
  rejection: Rejection | SessionEnded,
  ...events: readonly DecidedTwoFactorEvent[]
): TwoFactorDecision {
  return { verdict: 'rejected', rejection, events };
}

export const sessionEnded: SessionEnded = { reason: 'SESSION_ENDED' };

/** Closes every challenge that is still open, or those of one session. */
export function closeChallenges(
  challenges: Challenges,
  at: Instant,
  reason: ChallengeClosed['data']['reason'],
  ofSession?: string,
): readonly ChallengeClosed[] {
  return challenges
    .filter((one) => isOpen(one, at) && (ofSession === undefined || one.sessionId === ofSession))
    .map(({ challengeId }) => ({ type: 'ChallengeClosed', data: { challengeId, reason } }));
}

/** Ends every session but the one that asked: whoever had stolen one is out (attack 21). */
export function endOtherSessions(
  sessions: Sessions,
  sessionId: string,
  reason: SessionsEnded['data']['reason'],
): readonly SessionsEnded[] {
  return endSessions(otherSessionIds(sessions, sessionId), reason);
}

export function endSessions(
  sessionIds: readonly string[],
  reason: SessionsEnded['data']['reason'],
): readonly SessionsEnded[] {
  return sessionIds.length === 0 ? [] : [{ type: 'SessionsEnded', data: { sessionIds, reason } }];
}
