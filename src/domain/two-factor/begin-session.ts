import { type Instant, later } from '../instant.js';
import type { Limits } from './limits.js';
import type { SecondFactor } from './method.js';
import type { SessionsEnded, SignedIn } from './session-events.js';
import { liveSessions, recoveryCodeAmr, type Sessions } from './sessions.js';
import { endSessions } from './two-factor-decision.js';

/** Authentication method references (RFC 8176, section 2); a recovery code has no registered value. */
const amrOf: Readonly<Record<SecondFactor, readonly string[]>> = {
  AUTHENTICATOR_APP: ['pwd', 'otp', 'mfa'],
  SMS: ['pwd', 'sms', 'mfa'],
  RECOVERY_CODE: ['pwd', recoveryCodeAmr, 'mfa'],
};
export const passwordOnly: readonly string[] = ['pwd'];

export function amrWith(factor: SecondFactor): readonly string[] {
  return amrOf[factor];
}

/** The events of a new session. Where a user would have too many, the oldest end. */
export function beginSession(
  sessions: Sessions,
  session: Omit<SignedIn['data'], 'expiresAt'>,
  at: Instant,
  limits: Limits,
): readonly (SessionsEnded | SignedIn)[] {
  const live = liveSessions(sessions, at, limits);
  const tooMany = live.slice(0, Math.max(0, live.length - limits.sessionsPerUser + 1));
  return [
    ...endSessions(
      tooMany.map(({ sessionId }) => sessionId),
      'TOO_MANY',
    ),
    { type: 'SignedIn', data: { ...session, expiresAt: later(at, limits.sessionLifetime) } },
  ];
}
