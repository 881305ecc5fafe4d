import { lockedOut } from './attempts.js';
import { isEnrolled } from './enrolled.js';
import { type ChallengeFacts, findChallenge } from './find-challenge.js';
import type { Limits } from './limits.js';
import type { Method } from './method.js';
import type { TwoFactorState } from './state.js';
import { accept, reject, type TwoFactorDecision } from './two-factor-decision.js';

/** A person wants to answer a challenge with another enrolled method (B3). */
export interface ChooseMethod extends ChallengeFacts {
  readonly type: 'chooseMethod';
  readonly method: Method;
  readonly allowedMethods: readonly Method[];
}

export function chooseMethod(state: TwoFactorState, command: ChooseMethod, limits: Limits): TwoFactorDecision {
  const { at, method, allowedMethods } = command;
  const challenge = findChallenge(state, command, limits);
  if (challenge === undefined) {
    return reject({ reason: 'CHALLENGE_CLOSED' });
  }
  if (!isEnrolled(state.enrolled, method)) {
    return reject({ reason: 'METHOD_NOT_ENROLLED' });
  }
  if (!allowedMethods.includes(method)) {
    return reject({ reason: 'METHOD_NOT_ALLOWED' });
  }
  const locked = lockedOut(state.attempts, at);
  if (locked !== undefined) {
    return reject(locked);
  }
  return challenge.method === method
    ? accept()
    : accept({ type: 'ChallengeMethodChosen', data: { challengeId: challenge.challengeId, method } });
}
