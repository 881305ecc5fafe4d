import { Ctx, Field, InputType, Mutation, Resolver } from 'type-graphql';
import type { SignInInput as UseCaseInput } from '../../application/sign-in.js';
import type { ApiContext } from '../context.js';
import { Input, isPassword, isUsername } from '../input-rules.js';
import { SignInResult } from '../types/challenge-results.js';
import { Interface } from '../types/enums.js';

@InputType({ description: 'What `signIn` takes.' })
class SignInInput implements UseCaseInput {
  @isUsername()
  @Field(() => String, { description: 'The username; its case does not matter.' })
  readonly username!: string;

  @isPassword()
  @Field(() => String, { description: 'The password.' })
  readonly password!: string;

  @Field(() => Interface, { description: 'The interface to sign in to.' })
  readonly interface!: Interface;
}

@Resolver()
export class SignInResolver {
  @Mutation(() => SignInResult, {
    description: 'The first factor: begins a session, or asks for the second factor where the user has one.',
  })
  async signIn(
    @Input(() => SignInInput, 'Who signs in, and where.') input: SignInInput,
    @Ctx() { useCases, requestContext }: ApiContext,
  ): Promise<typeof SignInResult> {
    return useCases.signIn(input, await requestContext());
  }
}
