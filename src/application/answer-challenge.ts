import type { Core } from './core.js';
import { matchAnswer } from './match-token.js';
import { passChallenge } from './pass-challenge.js';
import type { RequestContext } from './request-context.js';
import type { Rejected, SignedIn, SteppedUp } from './results.js';

export interface AnswerChallengeInput {
  readonly challengeId: string;
  /** Six digits. */
  readonly token: string;
}

export type AnswerChallenge = (
  input: AnswerChallengeInput,
  context: RequestContext,
) => Promise<SignedIn | SteppedUp | Rejected>;

/** A token in answer to a challenge. */
export function createAnswerChallenge(core: Core): AnswerChallenge {
  return ({ challengeId, token }, context) =>
    passChallenge(
      core,
      {
        challengeId,
        toCommand: async (state, { facts }) => {
          const matched = await matchAnswer(core, state, facts, token);
          return { type: 'answerChallenge', ...facts, ...matched };
        },
      },
      context,
    );
}
