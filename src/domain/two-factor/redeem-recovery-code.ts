import type { Instant } from '../instant.js';
import type { PolicySet } from '../reseller/events.js';
import type { Challenge } from './challenges.js';
import { enrolledMethods } from './enrolled.js';
import type { MethodRemoved, RecoveryCodeUsed } from './events.js';
import { type ChallengeFacts, findChallenge } from './find-challenge.js';
import type { Limits } from './limits.js';
import { beginSessionAfter, challengePassed } from './pass-challenge.js';
import { recoveryAttemptsLeft, recoveryLockedOut, withRejected } from './recovery-attempts.js';
import type { TwoFactorState } from './state.js';
import {
  accept,
  closeChallenges,
  type DecidedTwoFactorEvent,
  endSessions,
  reject,
  type TwoFactorDecision,
} from './two-factor-decision.js';

/** A person entered a recovery code in place of a token. */
export interface RedeemRecoveryCode extends ChallengeFacts {
  readonly type: 'redeemRecoveryCode';
  /** Id of the unused code that was entered; `undefined`: it is none of them. */
  readonly matchedCodeId: string | undefined;
  readonly newSessionId: string;
  /** The reseller's policy (E8). */
  readonly effect: PolicySet['data']['recoveryCodeEffect'];
  readonly twoFactorRequired: boolean;
}

/** Token locks do not stand in the way here: recovery codes have a budget of their own (B7). */
export function redeemRecoveryCode(
  state: TwoFactorState,
  command: RedeemRecoveryCode,
  limits: Limits,
): TwoFactorDecision {
  const { at, matchedCodeId, newSessionId } = command;
  const challenge = findChallenge(state, command, limits);
  if (challenge === undefined) {
    return reject({ reason: 'CHALLENGE_CLOSED' });
  }
  const locked = recoveryLockedOut(state.recoveryAttempts, at, limits);
  if (locked !== undefined) {
    return reject(locked);
  }
  const unused = state.credentials.recoveryCodes?.codes ?? [];
  // A code is matched against the same state, so a used one cannot be in `unused` (attack 2).
  if (matchedCodeId === undefined || !unused.some(({ codeId }) => codeId === matchedCodeId)) {
    return rejectCode(state, challenge, command, limits);
  }
  const { challengeId } = challenge;
  const used: RecoveryCodeUsed = {
    type: 'RecoveryCodeUsed',
    data: { challengeId, codeId: matchedCodeId, codesLeft: unused.length - 1 },
  };
  const turnsOff = command.effect === 'TURNS_TWO_FACTOR_OFF' && challenge.purpose === 'SIGN_IN';
  const passed = {
    challenge,
    factor: 'RECOVERY_CODE',
    at,
    newSessionId,
    restrictedToEnrollment: turnsOff && command.twoFactorRequired,
  } as const;
  return accept(
    used,
    challengePassed(challenge, 'RECOVERY_CODE', {}),
    ...(turnsOff ? turnTwoFactorOff(state, challenge, at) : []),
    ...beginSessionAfter(passed, turnsOff ? [] : state.sessions, limits),
  );
}

function rejectCode(
  state: TwoFactorState,
  { challengeId }: Challenge,
  { at }: RedeemRecoveryCode,
  limits: Limits,
): TwoFactorDecision {
  const attempts = withRejected(state.recoveryAttempts, at);
  const locked = recoveryLockedOut(attempts, at, limits);
  return reject(
    {
      reason: 'RECOVERY_CODE_WRONG',
      attemptsLeft: recoveryAttemptsLeft(attempts, at, limits),
      ...(locked?.retryAt !== undefined && { retryAt: locked.retryAt }),
    },
    { type: 'RecoveryCodeRejected', data: { challengeId } },
  );
}

/** Takes every method away, and what was opened while they were there; the challenge that passed stays passed. */
function turnTwoFactorOff(state: TwoFactorState, passed: Challenge, at: Instant): readonly DecidedTwoFactorEvent[] {
  const removed = enrolledMethods(state.enrolled).map(
    ({ method }): MethodRemoved => ({ type: 'MethodRemoved', data: { method, reason: 'RECOVERY_CODE_USED' } }),
  );
  const sessionIds = state.sessions.map(({ sessionId }) => sessionId);
  const otherChallenges = state.challenges.filter(({ challengeId }) => challengeId !== passed.challengeId);
  return [
    ...removed,
    ...endSessions(sessionIds, 'METHOD_REMOVED'),
    ...closeChallenges(otherChallenges, at, 'METHODS_CHANGED'),
  ];
}
