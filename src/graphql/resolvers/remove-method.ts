import { Ctx, Field, InputType, Mutation, Resolver } from 'type-graphql';
import type { RemoveMethodInput as UseCaseInput } from '../../application/remove-method.js';
import type { ApiContext } from '../context.js';
import { Input, isPassword } from '../input-rules.js';
import { TwoFactorChangeResult } from '../types/account-results.js';
import { Method } from '../types/enums.js';

@InputType({ description: 'What `removeMethod` takes.' })
class RemoveMethodInput implements UseCaseInput {
  @Field(() => Method, { description: 'The enrolled method to remove.' })
  readonly method!: Method;

  @isPassword()
  @Field(() => String, { description: "The caller's password, again: a stolen session is not enough." })
  readonly password!: string;
}

@Resolver()
export class RemoveMethodResolver {
  @Mutation(() => TwoFactorChangeResult, {
    description:
      'Removes a method. Removing the last one turns two-factor off. Needs a session and a fresh second factor; all other ' +
      'sessions of the user end.',
  })
  async removeMethod(
    @Input(() => RemoveMethodInput, 'Which method, and the password.') input: RemoveMethodInput,
    @Ctx() { useCases, requestContext }: ApiContext,
  ): Promise<typeof TwoFactorChangeResult> {
    return useCases.removeMethod(input, await requestContext());
  }
}
