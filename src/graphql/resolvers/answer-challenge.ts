import { Ctx, Field, ID, InputType, Mutation, Resolver } from 'type-graphql';
import type { AnswerChallengeInput as UseCaseInput } from '../../application/answer-challenge.js';
import type { ApiContext } from '../context.js';
import { Input, isId, isToken } from '../input-rules.js';
import { AnswerChallengeResult } from '../types/challenge-results.js';

@InputType({ description: 'What `answerChallenge` takes.' })
class AnswerChallengeInput implements UseCaseInput {
  @isId()
  @Field(() => ID, { description: 'The challenge.' })
  readonly challengeId!: string;

  @isToken()
  @Field(() => String, { description: 'The six digits.' })
  readonly token!: string;
}

@Resolver()
export class AnswerChallengeResolver {
  @Mutation(() => AnswerChallengeResult, {
    description: 'The second factor: answers a challenge with a token. Passing begins a session, or steps one up.',
  })
  async answerChallenge(
    @Input(() => AnswerChallengeInput, 'Which challenge, and the token.') input: AnswerChallengeInput,
    @Ctx() { useCases, requestContext }: ApiContext,
  ): Promise<typeof AnswerChallengeResult> {
    return useCases.answerChallenge(input, await requestContext());
  }
}
