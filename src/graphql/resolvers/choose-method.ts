import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { ApiContext } from '../context.js';
import { IdArgument } from '../input-rules.js';
import { ChallengeChangeResult } from '../types/challenge-results.js';
import { Method } from '../types/enums.js';

@Resolver()
export class ChooseMethodResolver {
  @Mutation(() => ChallengeChangeResult, {
    description: 'Answers a challenge with another enrolled method than the one that it asks for.',
  })
  async chooseMethod(
    @IdArgument('challengeId', 'The challenge.') challengeId: string,
    @Arg('method', () => Method, { description: 'The enrolled method to answer with.' }) method: Method,
    @Ctx() { useCases, requestContext }: ApiContext,
  ): Promise<typeof ChallengeChangeResult> {
    return useCases.chooseMethod({ challengeId, method }, await requestContext());
  }
}
