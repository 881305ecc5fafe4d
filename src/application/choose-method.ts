import { userOfChallenge } from '../crypto/random-ids.js';
import { decideTwoFactor } from '../domain/two-factor/decide.js';
import type { Method } from '../domain/two-factor/method.js';
import { challengeRequired } from './answer.js';
import { answering, challengeFacts } from './challenge-facts.js';
import type { Core } from './core.js';
import { policyFor } from './policies.js';
import { rejected } from './rejected.js';
import type { RequestContext } from './request-context.js';
import type { ChallengeRequired, Rejected } from './results.js';

export interface ChooseMethodInput {
  readonly challengeId: string;
  readonly method: Method;
}

export type ChooseMethod = (input: ChooseMethodInput, context: RequestContext) => Promise<ChallengeRequired | Rejected>;

/** Answers a challenge with another enrolled method than the one prompted for (B3). */
export function createChooseMethod(core: Core): ChooseMethod {
  return async ({ challengeId, method }, context) => {
    const userId = userOfChallenge(challengeId);
    if (userId === undefined) return rejected({ reason: 'CHALLENGE_CLOSED' });

    const handled = await core.twoFactor.handle(userId, answering(context, userId, challengeId), async (state, at) => {
      const { facts, user } = await challengeFacts(core, { userId, challengeId, at }, context);
      const { allowedMethods } = await policyFor(core, user, at);
      return decideTwoFactor(state, { type: 'chooseMethod', ...facts, method, allowedMethods }, core.limits);
    });
    return handled.decision.verdict === 'rejected'
      ? rejected(handled.decision.rejection)
      : challengeRequired(core, handled, challengeId);
  };
}
