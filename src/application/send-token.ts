import { decideTwoFactor } from '../domain/two-factor/decide.js';
import { changeChallenge } from './change-challenge.js';
import type { Core } from './core.js';
import type { RequestContext } from './request-context.js';
import type { ChallengeRequired, Rejected } from './results.js';

export type SendToken = (
  input: { readonly challengeId: string },
  context: RequestContext,
) => Promise<ChallengeRequired | Rejected>;

/** Sends a fresh SMS token for a challenge, and prompts for it (B3, D2). */
export function createSendToken(core: Core): SendToken {
  return ({ challengeId }, context) =>
    changeChallenge(
      core,
      { challengeId, decide: (state, facts) => decideTwoFactor(state, { type: 'sendToken', ...facts }, core.limits) },
      context,
    );
}
