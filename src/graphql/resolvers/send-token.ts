import { Ctx, Mutation, Resolver } from 'type-graphql';
import type { ApiContext } from '../context.js';
import { IdArgument } from '../input-rules.js';
import { ChallengeChangeResult } from '../types/challenge-results.js';

@Resolver()
export class SendTokenResolver {
  @Mutation(() => ChallengeChangeResult, {
    description:
      'Sends a fresh SMS token for a challenge, and makes SMS what it asks for. The token before works no more. ' +
      'From when on it can be asked for again, `resendAvailableAt` of the challenge says.',
  })
  async sendToken(
    @IdArgument('challengeId', 'The challenge.') challengeId: string,
    @Ctx() { useCases, requestContext }: ApiContext,
  ): Promise<typeof ChallengeChangeResult> {
    return useCases.sendToken({ challengeId }, await requestContext());
  }
}
