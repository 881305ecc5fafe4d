import { Ctx, Query, Resolver } from 'type-graphql';
import type { ApiContext } from '../context.js';
import { IdArgument } from '../input-rules.js';
import { type After, AfterArgument, given } from '../types/after.js';
import { LoginChallenge } from '../types/login-challenge.js';

@Resolver()
export class LoginChallengeResolver {
  @Query(() => LoginChallenge, {
    nullable: true,
    description: 'What a sign-in page shows of a challenge. Null: there is no such challenge, or it is long over.',
  })
  async loginChallenge(
    @IdArgument('id', 'The challenge.') id: string,
    @AfterArgument() after: After,
    @Ctx() { useCases }: ApiContext,
  ): Promise<LoginChallenge | undefined> {
    return useCases.loginChallenge({ id, ...given(after) });
  }
}
