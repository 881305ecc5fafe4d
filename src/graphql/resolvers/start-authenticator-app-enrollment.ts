import { Ctx, Mutation, Resolver } from 'type-graphql';
import type { ApiContext } from '../context.js';
import { PasswordArgument } from '../input-rules.js';
import { StartAuthenticatorAppEnrollmentResult } from '../types/account-results.js';

@Resolver()
export class StartAuthenticatorAppEnrollmentResolver {
  @Mutation(() => StartAuthenticatorAppEnrollmentResult, {
    description:
      'Begins to enroll an authenticator app. Starting again makes a new key and voids the one before. Needs a session, ' +
      'and, with two-factor on, a fresh second factor.',
  })
  async startAuthenticatorAppEnrollment(
    @PasswordArgument() password: string,
    @Ctx() { useCases, requestContext }: ApiContext,
  ): Promise<typeof StartAuthenticatorAppEnrollmentResult> {
    return useCases.startAuthenticatorAppEnrollment({ password }, await requestContext());
  }
}
