import { Resolver, Root, Subscription } from 'type-graphql';
import { InvalidInput } from '../../application/errors.js';
import type { ApiContext } from '../context.js';
import { IdArgument } from '../input-rules.js';
import { LoginChallenge } from '../types/login-challenge.js';

interface Subscribing {
  readonly args: { readonly id: string };
  readonly context: ApiContext;
}

const description = `A challenge as it stands now, and again whenever it has changed: the delivery of an SMS token among it.
It completes after \`PASSED\`, \`CLOSED\` or \`EXPIRED\`. It ends with the error UNAUTHENTICATED when the session is over that the
request came with, or that a \`STEP_UP\` challenge belongs to. Completed in another state: the service is closing; subscribe
again. POST it to \`/graphql/stream\`, accepting text/event-stream (GraphQL over Server-Sent Events, distinct connections mode).`;

@Resolver()
export class LoginChallengeChangedResolver {
  @Subscription(() => LoginChallenge, {
    description,
    subscribe: async ({ args: { id }, context: { useCases, requestContext } }: Subscribing) =>
      useCases.watchLoginChallenge({ id }, await requestContext()),
  })
  loginChallengeChanged(
    @Root() challenge: LoginChallenge | undefined,
    @IdArgument('id', 'The challenge.') _id: string,
  ): LoginChallenge {
    // At /graphql an operation is carried out once, without anything that would have changed.
    if (challenge === undefined) throw new InvalidInput('query', 'Send subscriptions to /graphql/stream.');
    return challenge;
  }
}
