import type { Occurred } from '../decision.js';
import { type Instant, later } from '../instant.js';
import type { SecondFactorLocked, TwoFactorEvent } from './events.js';
import type { Limits } from './limits.js';
import type { Rejection } from './rejection.js';

/**
 * Wrong answers in a row, counted for the account: over challenges, methods, resends and interfaces (B5). A count
 * kept per challenge would give a guesser five fresh tries with every sign-in.
 */
export interface Attempts {
  readonly wrongInARow: number;
  readonly lock: Lock;
}

export type Lock =
  | { readonly status: 'OPEN' }
  | { readonly status: 'LOCKED'; readonly until: Instant }
  /** Until an admin or support unlocks it. */
  | { readonly status: 'LOCKED_FOR_GOOD' };

export const noAttempts: Attempts = { wrongInARow: 0, lock: { status: 'OPEN' } };

export function evolveAttempts(attempts: Attempts, event: Occurred<TwoFactorEvent>): Attempts {
  if (event.type === 'TokenRejected') {
    return { ...attempts, wrongInARow: event.data.wrongInARow };
  }
  if (event.type === 'SecondFactorLocked') {
    const { until } = event.data;
    return { ...attempts, lock: until === null ? { status: 'LOCKED_FOR_GOOD' } : { status: 'LOCKED', until } };
  }
  if (event.type === 'ChallengePassed') {
    // A lock that waits for an admin outlives a recovery code: whoever guessed a hundred tokens has the password.
    return attempts.lock.status === 'LOCKED_FOR_GOOD' ? { ...attempts, wrongInARow: 0 } : noAttempts;
  }
  return event.type === 'SecondFactorUnlocked' ? noAttempts : attempts;
}

/** The refusal of every answer while the second factor is locked, right or wrong (B6); `undefined`: not locked. */
export function lockedOut(attempts: Attempts, at: Instant): Rejection | undefined {
  const { lock } = attempts;
  switch (lock.status) {
    case 'OPEN':
      return undefined;
    case 'LOCKED':
      return at < lock.until ? { reason: 'TOO_MANY_ATTEMPTS', retryAt: lock.until } : undefined;
    case 'LOCKED_FOR_GOOD':
      return { reason: 'TOO_MANY_ATTEMPTS' };
  }
}

/** The lock that a wrong answer brings, if it brings one: 1 minute at the 5th, doubled by each further one (B5). */
export function lockAfter(wrongInARow: number, at: Instant, limits: Limits): SecondFactorLocked | undefined {
  if (wrongInARow < limits.wrongBeforeLock) {
    return undefined;
  }
  const doubled = limits.firstLock * 2 ** (wrongInARow - limits.wrongBeforeLock);
  const until = wrongInARow >= limits.wrongBeforeLastingLock ? null : later(at, Math.min(doubled, limits.longestLock));
  return { type: 'SecondFactorLocked', data: { wrongInARow, until } };
}

/** Wrong answers that the account still takes before the next lock: always one more once a lock is over. */
export function wrongAnswersBeforeLock(attempts: Attempts, limits: Limits): number {
  return Math.max(1, limits.wrongBeforeLock - attempts.wrongInARow);
}
