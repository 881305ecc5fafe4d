import { Ctx, Mutation, Resolver } from 'type-graphql';
import type { ApiContext } from '../context.js';
import { PasswordArgument } from '../input-rules.js';
import { ChallengeChangeResult } from '../types/challenge-results.js';

@Resolver()
export class StepUpResolver {
  @Mutation(() => ChallengeChangeResult, {
    description: 'Asks for a second factor ahead of a change of the account settings. Needs a session.',
  })
  async stepUp(
    @PasswordArgument() password: string,
    @Ctx() { useCases, requestContext }: ApiContext,
  ): Promise<typeof ChallengeChangeResult> {
    return useCases.stepUp({ password }, await requestContext());
  }
}
