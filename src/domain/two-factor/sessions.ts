import type { Occurred } from '../decision.js';
import { type Instant, later } from '../instant.js';
import type { TwoFactorEvent } from './events.js';
import type { Limits } from './limits.js';
import type { Interface } from './method.js';

export interface Session {
  readonly sessionId: string;
  readonly interface: Interface;
  readonly amr: readonly string[];
  readonly signedInAt: Instant;
  readonly lastSeenAt: Instant;
  readonly expiresAt: Instant;
  readonly credentialVersion: number;
  /** The policy requires two-factor and there is none: this session can enroll a method and nothing else (B11). */
  readonly restrictedToEnrollment: boolean;
  /** When this session last answered a second factor. */
  readonly secondFactorAt?: Instant;
  /** It began with a recovery code, and no method was enrolled since: its person has nothing to step up with (E8). */
  readonly recovering: boolean;
}

/** Sessions that were not ended, oldest first. */
export type Sessions = readonly Session[];

export const recoveryCodeAmr = 'recovery_code';

export function evolveSessions(sessions: Sessions, event: Occurred<TwoFactorEvent>): Sessions {
  const { occurredAt } = event;
  if (event.type === 'SignedIn') {
    const { challengeId, ...data } = event.data;
    const secondFactorAt = challengeId === undefined ? {} : { secondFactorAt: occurredAt };
    const recovering = data.amr.includes(recoveryCodeAmr);
    const begun = { ...data, ...secondFactorAt, recovering, signedInAt: occurredAt, lastSeenAt: occurredAt };
    return [...sessions.filter((session) => occurredAt < session.expiresAt), begun];
  }
  if (event.type === 'SessionSeen') {
    return change(sessions, event.data.sessionId, (one) => ({ ...one, lastSeenAt: occurredAt }));
  }
  if (event.type === 'ChallengePassed' && event.data.sessionId !== undefined) {
    return change(sessions, event.data.sessionId, (one) => ({ ...one, secondFactorAt: occurredAt }));
  }
  if (event.type === 'MethodEnrolled') {
    // Whoever had to enroll has done so; the other sessions end with the same write.
    return sessions.map((session) => ({ ...session, recovering: false, restrictedToEnrollment: false }));
  }
  if (event.type === 'SignedOut') {
    return sessions.filter((session) => session.sessionId !== event.data.sessionId);
  }
  if (event.type === 'SessionsEnded') {
    return sessions.filter((session) => !event.data.sessionIds.includes(session.sessionId));
  }
  return sessions;
}

/** The session, if it is alive: not ended, not older than its life, not idle for too long (B10). */
export function liveSession(sessions: Sessions, sessionId: string, at: Instant, limits: Limits): Session | undefined {
  return liveSessions(sessions, at, limits).find((session) => session.sessionId === sessionId);
}

export function liveSessions(sessions: Sessions, at: Instant, limits: Limits): Sessions {
  return sessions.filter((session) => at < session.expiresAt && at < later(session.lastSeenAt, limits.sessionIdleTime));
}

/** Whether this session answered a second factor so recently that the account settings are open to it (E2). */
export function isSteppedUp(session: Session, at: Instant, limits: Limits): boolean {
  return session.secondFactorAt !== undefined && at < later(session.secondFactorAt, limits.stepUpLifetime);
}

/** Ids of all sessions but one. */
export function otherSessionIds(sessions: Sessions, sessionId: string): readonly string[] {
  return sessions.map((session) => session.sessionId).filter((id) => id !== sessionId);
}

function change(sessions: Sessions, sessionId: string, to: (session: Session) => Session): Sessions {
  return sessions.map((session) => (session.sessionId === sessionId ? to(session) : session));
}
