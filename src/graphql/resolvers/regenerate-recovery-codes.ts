import { Ctx, Mutation, Resolver } from 'type-graphql';
import type { ApiContext } from '../context.js';
import { PasswordArgument } from '../input-rules.js';
import { RecoveryCodesResult } from '../types/account-results.js';

@Resolver()
export class RegenerateRecoveryCodesResolver {
  @Mutation(() => RecoveryCodesResult, {
    description:
      'Makes a fresh set of recovery codes and voids the old one. Needs a session and a fresh second factor.',
  })
  async regenerateRecoveryCodes(
    @PasswordArgument() password: string,
    @Ctx() { useCases, requestContext }: ApiContext,
  ): Promise<typeof RecoveryCodesResult> {
    return useCases.regenerateRecoveryCodes({ password }, await requestContext());
  }
}
