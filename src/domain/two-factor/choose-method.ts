import { isEnrolled } from './enrolled.js';
import { type ChallengeFacts, findChallenge } from './find-challenge.js';
import type { Limits } from './limits.js';
import type { Method } from './method.js';
import { orderOrWithhold, type SendingFacts } from './order-token.js';
import { refusalOfTokens } from './refusal-unseen.js';
import { liveToken } from './sms-tokens.js';
import type { TwoFactorState } from './state.js';
import { accept, reject, type TwoFactorDecision } from './two-factor-decision.js';

/** A person wants to answer a challenge with another enrolled method (B3). */
export interface ChooseMethod extends ChallengeFacts {
  readonly type: 'chooseMethod';
  readonly method: Method;
  readonly allowedMethods: readonly Method[];
  readonly sending: SendingFacts;
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
  const refusal = refusalOfTokens(state, challenge, at, limits);
  if (refusal !== undefined) {
    return reject(refusal);
  }
  if (challenge.method === method) {
    return accept();
  }
  const { challengeId } = challenge;
  // A token that was sent before is still good: there and back again is no way to have more of them sent.
  const order =
    method === 'AUTHENTICATOR_APP' || liveToken(state.smsTokens, { challengeId }, at) !== undefined
      ? []
      : [orderOrWithhold(challengeId, { at, tokens: state.smsTokens, sending: command.sending }, limits)];
  return accept({ type: 'ChallengeMethodChosen', data: { challengeId, method } }, ...order);
}
