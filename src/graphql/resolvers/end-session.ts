import { Ctx, Mutation, Resolver } from 'type-graphql';
import type { ApiContext } from '../context.js';
import { IdArgument } from '../input-rules.js';

@Resolver()
export class EndSessionResolver {
  @Mutation(() => Boolean, {
    description: "Ends one of the caller's sessions; false where the caller has no such session. Needs a session.",
  })
  async endSession(
    @IdArgument('sessionId', "The session, one of the caller's own.") sessionId: string,
    @Ctx() { useCases, requestContext }: ApiContext,
  ): Promise<boolean> {
    return useCases.endSession({ sessionId }, await requestContext());
  }
}
