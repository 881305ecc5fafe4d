import { decideTwoFactor } from '../domain/two-factor/decide.js';
import type { Method } from '../domain/two-factor/method.js';
import { changeChallenge } from './change-challenge.js';
import type { Core } from './core.js';
import type { RequestContext } from './request-context.js';
import type { ChallengeRequired, Rejected } from './results.js';

export interface ChooseMethodInput {
  readonly challengeId: string;
  readonly method: Method;
}

export type ChooseMethod = (input: ChooseMethodInput, context: RequestContext) => Promise<ChallengeRequired | Rejected>;

/** Answers a challenge with another enrolled method than the one prompted for (B3). */
export function createChooseMethod(core: Core): ChooseMethod {
  return ({ challengeId, method }, context) =>
    changeChallenge(
      core,
      {
        challengeId,
        decide: (state, facts) => decideTwoFactor(state, { type: 'chooseMethod', ...facts, method }, core.limits),
      },
      context,
    );
}
