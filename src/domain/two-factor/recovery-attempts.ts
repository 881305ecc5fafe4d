import type { Occurred } from '../decision.js';
import { type Instant, later } from '../instant.js';
import type { TwoFactorEvent } from './events.js';
import type { Limits } from './limits.js';
import type { Rejection } from './rejection.js';

/**
 * When wrong recovery codes were entered, oldest first. A budget of its own, so that whoever guesses tokens cannot
 * shut out the owner of a lost phone (B7).
 */
export type RecoveryAttempts = readonly Instant[];

/** More than any configured budget; what is older cannot matter. */
const kept = 20;

export function evolveRecoveryAttempts(attempts: RecoveryAttempts, event: Occurred<TwoFactorEvent>): RecoveryAttempts {
  if (event.type === 'RecoveryCodeRejected') {
    return withRejected(attempts, event.occurredAt);
  }
  return event.type === 'RecoveryCodeUsed' ? [] : attempts;
}

/** The attempts with one more. */
export function withRejected(attempts: RecoveryAttempts, at: Instant): RecoveryAttempts {
  return [...attempts, at].slice(-kept);
}

/** Wrong recovery codes that the window still takes. */
export function recoveryAttemptsLeft(attempts: RecoveryAttempts, at: Instant, limits: Limits): number {
  return Math.max(0, limits.wrongRecoveryCodes - inWindow(attempts, at, limits).length);
}

/** The refusal of every recovery code once the budget is used up; `undefined`: there is some left. */
export function recoveryLockedOut(attempts: RecoveryAttempts, at: Instant, limits: Limits): Rejection | undefined {
  const [blocking] = inWindow(attempts, at, limits).slice(-limits.wrongRecoveryCodes);
  return blocking !== undefined && recoveryAttemptsLeft(attempts, at, limits) === 0
    ? { reason: 'TOO_MANY_ATTEMPTS', retryAt: later(blocking, limits.recoveryCodeWindow) }
    : undefined;
}

function inWindow(attempts: RecoveryAttempts, at: Instant, limits: Limits): RecoveryAttempts {
  const windowStart = later(at, -limits.recoveryCodeWindow);
  return attempts.filter((attempt) => attempt > windowStart);
}
