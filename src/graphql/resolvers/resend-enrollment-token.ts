import { Ctx, Mutation, Resolver } from 'type-graphql';
import type { ApiContext } from '../context.js';
import { IdArgument } from '../input-rules.js';
import { StartSmsEnrollmentResult } from '../types/account-results.js';

@Resolver()
export class ResendEnrollmentTokenResolver {
  @Mutation(() => StartSmsEnrollmentResult, {
    description: 'Sends another token to the number that is being enrolled. The one before works no more.',
  })
  async resendEnrollmentToken(
    @IdArgument('enrollmentId', 'The enrollment.') enrollmentId: string,
    @Ctx() { useCases, requestContext }: ApiContext,
  ): Promise<typeof StartSmsEnrollmentResult> {
    return useCases.resendEnrollmentToken({ enrollmentId }, await requestContext());
  }
}
