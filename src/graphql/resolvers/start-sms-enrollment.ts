import { Ctx, Field, InputType, Mutation, Resolver } from 'type-graphql';
import type { ApiContext } from '../context.js';
import { Input, isPassword, isPhoneNumber } from '../input-rules.js';
import { StartSmsEnrollmentResult } from '../types/account-results.js';
import { PhoneNumber } from '../types/scalars.js';

@InputType({ description: 'A mobile number to enroll.' })
class StartSmsEnrollmentInput {
  @Field(() => String, { description: "The caller's password, again: a stolen session is not enough." })
  @isPassword()
  readonly password!: string;

  @Field(() => PhoneNumber, { description: 'The number, with its country code.' })
  @isPhoneNumber()
  readonly phoneNumber!: string;
}

@Resolver()
export class StartSmsEnrollmentResolver {
  @Mutation(() => StartSmsEnrollmentResult, {
    description:
      'Begins to enroll a mobile number, and sends it a token. A number that is in use works until the new one is confirmed.',
  })
  async startSmsEnrollment(
    @Input(() => StartSmsEnrollmentInput, 'The number, and the password.') input: StartSmsEnrollmentInput,
    @Ctx() { useCases, requestContext }: ApiContext,
  ): Promise<typeof StartSmsEnrollmentResult> {
    return useCases.startSmsEnrollment(input, await requestContext());
  }
}
