import type { Instant } from '../instant.js';
import { lockedOut } from './attempts.js';
import type { Challenge } from './challenges.js';
import type { ChallengeFacts } from './find-challenge.js';
import type { Limits } from './limits.js';
import type { Rejection } from './rejection.js';
import { liveToken } from './sms-tokens.js';
import type { TwoFactorState } from './state.js';

/** The refusal that is due without looking at the answer: right and wrong get the same (B6; attack 8). */
export function refusalUnseen(
  state: TwoFactorState,
  challenge: Challenge,
  { at }: ChallengeFacts,
  limits: Limits,
): Rejection | undefined {
  const refusal = refusalOfTokens(state, challenge, at, limits);
  if (refusal !== undefined) {
    return refusal;
  }
  // No SMS token is alive that the answer could be: there is nothing to guess, and nothing to count.
  const { challengeId, method } = challenge;
  return method === 'SMS' && liveToken(state.smsTokens, { challengeId }, at) === undefined
    ? { reason: 'TOKEN_EXPIRED' }
    : undefined;
}

/** The refusal of a challenge that takes no token now, whatever its method: none is worth choosing or sending either. */
export function refusalOfTokens(
  { attempts }: TwoFactorState,
  { wrongAnswers }: Challenge,
  at: Instant,
  limits: Limits,
): Rejection | undefined {
  const locked = lockedOut(attempts, at);
  if (locked !== undefined) {
    return locked;
  }
  return wrongAnswers >= limits.answersPerChallenge ? { reason: 'CHALLENGE_CLOSED' } : undefined;
}
