import { isEnrolled } from './enrolled.js';
import type { ChallengeMethodChosen } from './events.js';
import { type ChallengeFacts, findChallenge } from './find-challenge.js';
import type { Limits } from './limits.js';
import type { Method } from './method.js';
import { orderToken, type SendingFacts } from './order-token.js';
import { refusalOfTokens } from './refusal-unseen.js';
import type { TwoFactorState } from './state.js';
import { accept, reject, type TwoFactorDecision } from './two-factor-decision.js';

/** A person asks for an SMS token, the first one or another (B3). The token before is void from then on (D2). */
export interface SendToken extends ChallengeFacts {
  readonly type: 'sendToken';
  readonly allowedMethods: readonly Method[];
  readonly sending: SendingFacts;
}

export function sendToken(state: TwoFactorState, command: SendToken, limits: Limits): TwoFactorDecision {
  const { at, sending } = command;
  const challenge = findChallenge(state, command, limits);
  if (challenge === undefined) {
    return reject({ reason: 'CHALLENGE_CLOSED' });
  }
  if (!isEnrolled(state.enrolled, 'SMS')) {
    return reject({ reason: 'METHOD_NOT_ENROLLED' });
  }
  if (!command.allowedMethods.includes('SMS')) {
    return reject({ reason: 'METHOD_NOT_ALLOWED' });
  }
  const refusal = refusalOfTokens(state, challenge, at, limits);
  if (refusal !== undefined) {
    return reject(refusal);
  }
  const { challengeId } = challenge;
  const order = orderToken({ at, tokens: state.smsTokens, sending }, { challengeId }, limits);
  if (order.verdict === 'REFUSED') {
    return reject({ reason: 'SENDING_LIMIT_REACHED', ...order.reached });
  }
  const chosen: readonly ChallengeMethodChosen[] =
    challenge.method === 'SMS' ? [] : [{ type: 'ChallengeMethodChosen', data: { challengeId, method: 'SMS' } }];
  return accept(...chosen, { type: 'TokenIssued', data: { challengeId, ...order.ordered } });
}
