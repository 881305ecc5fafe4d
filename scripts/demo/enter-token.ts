import { AnswerChallengeDocument, type AnswerChallengeInput } from '../../src/client/generated/graphql.js';
import type { Walk } from './walk.js';

/**
 * Answers a challenge.
 * @param session of a step-up.
 */
export async function enterToken({ client, narrator }: Walk, input: AnswerChallengeInput, session?: string) {
  narrator.does(`enter the token ${input.token}`);
  return (await client.execute(AnswerChallengeDocument, { input }, session)).answerChallenge;
}
