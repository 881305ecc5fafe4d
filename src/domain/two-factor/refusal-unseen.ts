import { lockedOut } from './attempts.js';
import type { Challenge } from './challenges.js';
import type { ChallengeFacts } from './find-challenge.js';
import type { Limits } from './limits.js';
import type { Rejection } from './rejection.js';
import type { TwoFactorState } from './state.js';

/** The refusal that is due without looking at the answer: right and wrong get the same (B6; attack 8). */
export function refusalUnseen(
  state: TwoFactorState,
  challenge: Challenge,
  { at }: ChallengeFacts,
  limits: Limits,
): Rejection | undefined {
  const locked = lockedOut(state.attempts, at);
  if (locked !== undefined) {
    return locked;
  }
  if (challenge.wrongAnswers >= limits.answersPerChallenge) {
    return { reason: 'CHALLENGE_CLOSED' };
  }
  // No SMS token is alive that the answer could be.
  return challenge.method === 'SMS' ? { reason: 'TOKEN_EXPIRED' } : undefined;
}
