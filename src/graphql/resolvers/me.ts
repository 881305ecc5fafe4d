import { Ctx, Query, Resolver } from 'type-graphql';
import type { ApiContext } from '../context.js';
import { type After, AfterArgument, given } from '../types/after.js';
import { User } from '../types/user.js';

@Resolver()
export class MeResolver {
  @Query(() => User, { description: "The caller's own account. Needs a session." })
  async me(@AfterArgument() after: After, @Ctx() { useCases, requestContext }: ApiContext): Promise<User> {
    return useCases.me(given(after), await requestContext());
  }
}
