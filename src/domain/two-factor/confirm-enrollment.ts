import type { Instant } from '../instant.js';
import type { RecoveryCodeSet } from './credentials.js';
import type { PendingEnrollment } from './enrollment.js';
import type { EnrollmentTokenRejected, MethodEnrolled } from './events.js';
import type { Limits } from './limits.js';
import type { Method } from './method.js';
import type { Rejection } from './rejection.js';
import { liveSession } from './sessions.js';
import type { TwoFactorState } from './state.js';
import {
  accept,
  closeChallenges,
  endOtherSessions,
  reject,
  sessionEnded,
  type TwoFactorDecision,
} from './two-factor-decision.js';

/** A person entered the token of a pending enrollment. */
export interface ConfirmEnrollment extends EnrollmentFacts {
  readonly type: 'confirmEnrollment';
  readonly allowedMethods: readonly Method[];
  readonly token: EnrollmentToken;
}

export interface EnrollmentFacts {
  readonly at: Instant;
  readonly sessionId: string;
  readonly enrollmentId: string;
}

/** What the token was found to be. */
export type EnrollmentToken =
  /** `timeStep`: the authenticator app's step that it belongs to; `recoveryCodes`: the fresh set that comes with it. */
  | { readonly is: 'RIGHT'; readonly timeStep?: number; readonly recoveryCodes: RecoveryCodeSet }
  | { readonly is: 'WRONG' }
  /** It would be right if the phone's clock were. */
  | { readonly is: 'SKEWED'; readonly clockDifferenceSeconds: number };

export function confirmEnrollment(
  state: TwoFactorState,
  command: ConfirmEnrollment,
  limits: Limits,
): TwoFactorDecision {
  const { at, sessionId, token } = command;
  if (liveSession(state.sessions, sessionId, at, limits) === undefined) {
    return reject(sessionEnded);
  }
  const enrollment = findEnrollment(state, command);
  if (enrollment === undefined) {
    return reject({ reason: 'ENROLLMENT_CLOSED' });
  }
  const { enrollmentId, method } = enrollment;
  if (!command.allowedMethods.includes(method)) {
    return reject({ reason: 'METHOD_NOT_ALLOWED' });
  }
  switch (token.is) {
    case 'WRONG':
      return rejectToken(enrollment, { reason: 'TOKEN_WRONG' }, limits);
    case 'SKEWED': {
      const { clockDifferenceSeconds } = token;
      return rejectToken(enrollment, { reason: 'CLOCK_SKEW', clockDifferenceSeconds }, limits);
    }
    case 'RIGHT': {
      // These stand together in the history or not at all (E3).
      const enrolled: MethodEnrolled = {
        type: 'MethodEnrolled',
        data: { enrollmentId, ...enrolledAs(enrollment, token) },
      };
      return accept(
        enrolled,
        { type: 'DefaultChanged', data: { method, reason: 'LAST_ENROLLED' } },
        { type: 'CodesRegenerated', data: { reason: 'ENROLLMENT', ...token.recoveryCodes } },
        ...endOtherSessions(state.sessions, sessionId, 'METHOD_ENROLLED'),
        ...closeChallenges(state.challenges, at, 'METHODS_CHANGED'),
      );
    }
  }
}

/** The pending enrollment, if it is this session's and not expired; another person's looks like none. */
export function findEnrollment(state: TwoFactorState, facts: EnrollmentFacts): PendingEnrollment | undefined {
  const { enrollment } = state;
  return enrollment?.enrollmentId === facts.enrollmentId &&
    enrollment.sessionId === facts.sessionId &&
    facts.at < enrollment.expiresAt
    ? enrollment
    : undefined;
}

function enrolledAs(enrollment: PendingEnrollment, { timeStep }: Extract<EnrollmentToken, { is: 'RIGHT' }>) {
  switch (enrollment.method) {
    case 'AUTHENTICATOR_APP':
      return { method: enrollment.method, ...(timeStep !== undefined && { timeStep }) };
    case 'SMS':
      return { method: enrollment.method, maskedPhoneNumber: enrollment.maskedPhoneNumber };
  }
}

function rejectToken(
  { enrollmentId, wrongTokens }: PendingEnrollment,
  why: Omit<EnrollmentTokenRejected['data'], 'enrollmentId'>,
  limits: Limits,
): TwoFactorDecision {
  const attemptsLeft = limits.wrongTokensPerEnrollment - wrongTokens - 1;
  const rejection: Rejection = { ...why, attemptsLeft };
  const rejected = { type: 'EnrollmentTokenRejected', data: { enrollmentId, ...why } } as const;
  return attemptsLeft > 0
    ? reject(rejection, rejected)
    : reject(rejection, rejected, { type: 'EnrollmentClosed', data: { enrollmentId, reason: 'ATTEMPTS_USED_UP' } });
}
