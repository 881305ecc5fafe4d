import { Field, ID, ObjectType } from 'type-graphql';
import type { IssuedSession } from '../../application/results.js';
import type { Instant } from '../../domain/instant.js';
import { Interface } from './enums.js';
import { DateTime } from './scalars.js';

@ObjectType({ description: 'A session, as it is given to whoever has just signed in.', simpleResolvers: true })
export class Session implements IssuedSession {
  @Field(() => ID, { description: 'Its id, for `endSession`.' })
  readonly id!: string;

  @Field(() => String, {
    description:
      'Send it as `Authorization: Bearer <token>`. It is shown once. It is a JWT signed with EdDSA; its keys are at ' +
      '`/.well-known/jwks.json`.',
  })
  readonly token!: string;

  @Field(() => DateTime, {
    description: 'When it ends at the latest. It ends sooner where it is not used for an hour.',
  })
  readonly expiresAt!: Instant;

  @Field(() => Interface, { description: 'The interface that was signed in to.' })
  readonly interface!: Interface;

  @Field(() => [String], {
    description: 'How the user signed in: `pwd`, `otp`, `sms`, `mfa` as in RFC 8176, and `recovery_code`.',
  })
  readonly amr!: readonly string[];

  @Field(() => Boolean, {
    description: 'Whether all it can do is enroll a method, because the reseller requires two-factor.',
  })
  readonly restrictedToEnrollment!: boolean;
}
