import type { Instant } from '../instant.js';
import type { RecoveryCodeSet } from './credentials.js';
import type { PendingEnrollment } from './enrollment.js';
import type { EnrollmentTokenRejected, MethodEnrolled } from './events.js';
import type { Limits } from './limits.js';
import type { Method } from './method.js';
import type { TokenProof } from './pass-challenge.js';
import type { Rejection } from './rejection.js';
import { liveSession } from './sessions.js';
import { liveToken } from './sms-tokens.js';
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
  | RightToken
  | { readonly is: 'WRONG' }
  /** SMS: it was sent for this enrollment, and a newer one after it. */
  | { readonly is: 'SUPERSEDED' }
  /** It would be right if the phone's clock were. */
  | { readonly is: 'SKEWED'; readonly clockDifferenceSeconds: number };

interface RightToken {
  readonly is: 'RIGHT';
  /** Which token it is. */
  readonly proof: TokenProof;
  /** The fresh set that comes with the method. */
  readonly recoveryCodes: RecoveryCodeSet;
}

export function confirmEnrollment(
  state: TwoFactorState,
  command: ConfirmEnrollment,
  limits: Limits,
): TwoFactorDecision {
  if (liveSession(state.sessions, command.sessionId, command.at, limits) === undefined) {
    return reject(sessionEnded);
  }
  const enrollment = findEnrollment(state, command);
  if (enrollment === undefined) {
    return reject({ reason: 'ENROLLMENT_CLOSED' });
  }
  if (!command.allowedMethods.includes(enrollment.method)) {
    return reject({ reason: 'METHOD_NOT_ALLOWED' });
  }
  const token = checkToken(state, enrollment, command);
  switch (token.is) {
    case 'EXPIRED':
      return reject({ reason: 'TOKEN_EXPIRED' });
    case 'WRONG':
      return rejectToken(enrollment, { reason: 'TOKEN_WRONG' }, limits);
    case 'SUPERSEDED':
      return rejectToken(enrollment, { reason: 'TOKEN_SUPERSEDED' }, limits);
    case 'SKEWED': {
      const { clockDifferenceSeconds } = token;
      return rejectToken(enrollment, { reason: 'CLOCK_SKEW', clockDifferenceSeconds }, limits);
    }
    case 'RIGHT':
      return enroll(state, enrollment, token, command);
  }
}

/** The token as it was found, but for one sent by SMS whose time is over. */
function checkToken(
  { smsTokens }: TwoFactorState,
  { enrollmentId, method }: PendingEnrollment,
  { at, token }: ConfirmEnrollment,
): EnrollmentToken | { readonly is: 'EXPIRED' } {
  if (method === 'AUTHENTICATOR_APP') return token;
  const live = liveToken(smsTokens, { enrollmentId }, at);
  // No token is alive that it could be: there is nothing to guess, and nothing to count.
  if (live === undefined) return { is: 'EXPIRED' };
  // Whatever it was found to be: only the last token proves that the phone is at hand (D2).
  return token.is === 'RIGHT' && token.proof.tokenId !== live.tokenId ? { is: 'SUPERSEDED' } : token;
}

/** These events stand together in the history or not at all (E3). */
function enroll(
  state: TwoFactorState,
  enrollment: PendingEnrollment,
  token: RightToken,
  { at, sessionId }: ConfirmEnrollment,
): TwoFactorDecision {
  const { enrollmentId, method } = enrollment;
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

/** The pending enrollment, if it is this session's and not expired; another person's looks like none. */
export function findEnrollment(state: TwoFactorState, facts: EnrollmentFacts): PendingEnrollment | undefined {
  const { enrollment } = state;
  return enrollment?.enrollmentId === facts.enrollmentId &&
    enrollment.sessionId === facts.sessionId &&
    facts.at < enrollment.expiresAt
    ? enrollment
    : undefined;
}

function enrolledAs(enrollment: PendingEnrollment, { proof }: RightToken) {
  switch (enrollment.method) {
    case 'AUTHENTICATOR_APP':
      return { method: enrollment.method, ...proof };
    case 'SMS':
      return { method: enrollment.method, ...proof, maskedPhoneNumber: enrollment.maskedPhoneNumber };
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
