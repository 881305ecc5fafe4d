import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { ApiContext } from '../context.js';
import { TwoFactorChangeResult } from '../types/account-results.js';
import { Method } from '../types/enums.js';

@Resolver()
export class ChangeDefaultMethodResolver {
  @Mutation(() => TwoFactorChangeResult, {
    description: 'Chooses which enrolled method is asked for first. Needs a session.',
  })
  async changeDefaultMethod(
    @Arg('method', () => Method, { description: 'The enrolled method to ask for first.' }) method: Method,
    @Ctx() { useCases, requestContext }: ApiContext,
  ): Promise<typeof TwoFactorChangeResult> {
    return useCases.changeDefaultMethod({ method }, await requestContext());
  }
}
