import 'reflect-metadata';
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchemaSync, type PubSub } from 'type-graphql';
import { AnswerChallengeResolver } from './resolvers/answer-challenge.js';
import { ChangeDefaultMethodResolver } from './resolvers/change-default-method.js';
import { ChooseMethodResolver } from './resolvers/choose-method.js';
import { ConfirmEnrollmentResolver } from './resolvers/confirm-enrollment.js';
import { EndSessionResolver } from './resolvers/end-session.js';
import { LoginChallengeResolver } from './resolvers/login-challenge.js';
import { LoginChallengeChangedResolver } from './resolvers/login-challenge-changed.js';
import { MeResolver } from './resolvers/me.js';
import { ProjectionsResolver } from './resolvers/projections.js';
import { RedeemRecoveryCodeResolver } from './resolvers/redeem-recovery-code.js';
import { RegenerateRecoveryCodesResolver } from './resolvers/regenerate-recovery-codes.js';
import { RemoveMethodResolver } from './resolvers/remove-method.js';
import { ResendEnrollmentTokenResolver } from './resolvers/resend-enrollment-token.js';
import { SendTokenResolver } from './resolvers/send-token.js';
import { SignInResolver } from './resolvers/sign-in.js';
import { SignOutResolver } from './resolvers/sign-out.js';
import { StartAuthenticatorAppEnrollmentResolver } from './resolvers/start-authenticator-app-enrollment.js';
import { StartSmsEnrollmentResolver } from './resolvers/start-sms-enrollment.js';
import { StepUpResolver } from './resolvers/step-up.js';

const conventions = `Two-factor sign-in for reseller accounts.

- A mutation that can be refused returns a union with Rejected: refusals are data, with a closed list of reasons. GraphQL errors are for malformed requests (\`extensions.code\` BAD_USER_INPUT, with \`extensions.field\` naming the
  field), a missing sign-in (UNAUTHENTICATED), a missing permission (FORBIDDEN) and outages (UNAVAILABLE, with
  \`extensions.correlationId\`).
- Every success carries \`position\`. A query that is given it as \`after\` never answers from older state.
- Ids are opaque. Times are UTC.
- Signed-in requests carry \`Authorization: Bearer <session.token>\`. Requests are POST with application/json, and hold one
  mutation at most.`;

/** The library asks for it wherever there is a subscription; those here have sources of their own. */
const noTopics: PubSub = {
  publish: () => undefined,
  subscribe: (topic) => {
    throw new Error(`Nothing is published under ${topic}.`);
  },
};

/** The schema as clients see it. Use cases come with each request's context, so it can be built without any. */
export function buildApiSchema(): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: [
      SignInResolver,
      AnswerChallengeResolver,
      RedeemRecoveryCodeResolver,
      SendTokenResolver,
      ChooseMethodResolver,
      SignOutResolver,
      EndSessionResolver,
      StepUpResolver,
      StartAuthenticatorAppEnrollmentResolver,
      StartSmsEnrollmentResolver,
      ResendEnrollmentTokenResolver,
      ConfirmEnrollmentResolver,
      ChangeDefaultMethodResolver,
      RemoveMethodResolver,
      RegenerateRecoveryCodesResolver,
      LoginChallengeResolver,
      MeResolver,
      ProjectionsResolver,
      LoginChallengeChangedResolver,
    ],
    // Arguments that have rules say so themselves (input-rules.ts); the library's own way repeats values in its errors.
    validate: false,
    pubSub: noTopics,
  });
  schema.description = conventions;
  describe(schema.getQueryType(), 'What can be read. Reading changes nothing.');
  describe(schema.getMutationType(), 'What can be done. A request holds one mutation at most.');
  describe(
    schema.getSubscriptionType(),
    'What can be watched. Subscriptions are sent to `/graphql/stream`, and hold one field.',
  );
  return schema;
}

/** The library has no place for the descriptions of the root types. */
function describe(type: { description?: string | null | undefined } | null | undefined, description: string): void {
  if (type) type.description = description;
}

/** The schema as text, the same for the same schema whatever the order of the code. */
export function printApiSchema(): string {
  return `${printSchema(lexicographicSortSchema(buildApiSchema()))}\n`;
}
