import { Field, ID, ObjectType } from 'type-graphql';
import type { SessionInfo as SessionResult, User as UserResult } from '../../application/results.js';
import type { Instant } from '../../domain/instant.js';
import { Interface, Role } from './enums.js';
import { DateTime } from './scalars.js';
import { TwoFactor } from './two-factor.js';

@ObjectType({ description: 'A session that is open, without its token.', simpleResolvers: true })
export class SessionInfo implements SessionResult {
  @Field(() => ID, { description: 'Its id, for `endSession`.' })
  readonly id!: string;

  @Field(() => Interface, { description: 'The interface that was signed in to.' })
  readonly interface!: Interface;

  @Field(() => [String], {
    description: 'How the user signed in: `pwd`, `otp`, `sms`, `mfa` as in RFC 8176, and `recovery_code`.',
  })
  readonly amr!: readonly string[];

  @Field(() => DateTime, { description: 'When the user signed in.' })
  readonly signedInAt!: Instant;

  @Field(() => DateTime, { description: 'When it was last used, to within some minutes.' })
  readonly lastSeenAt!: Instant;

  @Field(() => Boolean, { description: 'Whether it is the session that asks.' })
  readonly current!: boolean;
}

@ObjectType({ description: "One person's login.", simpleResolvers: true })
export class User implements UserResult {
  @Field(() => ID, { description: 'The id of the user.' })
  readonly id!: string;

  @Field(() => String, { description: 'The name to sign in with.' })
  readonly username!: string;

  @Field(() => String, { description: 'The name to show.' })
  readonly displayName!: string;

  @Field(() => Role, { description: 'What the user may do.' })
  readonly role!: Role;

  @Field(() => TwoFactor, { description: 'The second factor.' })
  readonly twoFactor!: TwoFactor;

  @Field(() => [SessionInfo], { description: 'The open sessions, oldest first.' })
  readonly sessions!: readonly SessionInfo[];
}
