import { Ctx, Mutation, Resolver } from 'type-graphql';
import type { ApiContext } from '../context.js';

@Resolver()
export class SignOutResolver {
  @Mutation(() => Boolean, { description: 'Ends the session that asks. Needs a session.' })
  async signOut(@Ctx() { useCases, requestContext }: ApiContext): Promise<boolean> {
    return useCases.signOut(await requestContext());
  }
}
