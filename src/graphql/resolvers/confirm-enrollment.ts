import { Ctx, Field, ID, InputType, Mutation, Resolver } from 'type-graphql';
import type { ConfirmEnrollmentInput as UseCaseInput } from '../../application/confirm-enrollment.js';
import type { ApiContext } from '../context.js';
import { Input, isId, isToken } from '../input-rules.js';
import { ConfirmEnrollmentResult } from '../types/account-results.js';

@InputType({ description: 'What `confirmEnrollment` takes.' })
class ConfirmEnrollmentInput implements UseCaseInput {
  @isId()
  @Field(() => ID, { description: 'The enrollment.' })
  readonly enrollmentId!: string;

  @isToken()
  @Field(() => String, { description: 'The six digits.' })
  readonly token!: string;
}

@Resolver()
export class ConfirmEnrollmentResolver {
  @Mutation(() => ConfirmEnrollmentResult, {
    description:
      'Enrolls the method for good, given its first token. It becomes the default. Needs the session that began it.',
  })
  async confirmEnrollment(
    @Input(() => ConfirmEnrollmentInput, 'Which enrollment, and the token.') input: ConfirmEnrollmentInput,
    @Ctx() { useCases, requestContext }: ApiContext,
  ): Promise<typeof ConfirmEnrollmentResult> {
    return useCases.confirmEnrollment(input, await requestContext());
  }
}
