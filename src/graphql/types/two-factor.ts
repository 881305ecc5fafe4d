import { Field, Int, ObjectType } from 'type-graphql';
import type { EnrolledMethod as MethodResult, TwoFactor as TwoFactorResult } from '../../application/results.js';
import type { Instant } from '../../domain/instant.js';
import { DefaultReason, Method } from './enums.js';
import { DateTime } from './scalars.js';

@ObjectType({ description: 'A method that the user has enrolled.', simpleResolvers: true })
export class EnrolledMethod implements MethodResult {
  @Field(() => Method, { description: 'The method.' })
  readonly method!: Method;

  @Field(() => Boolean, { description: 'Whether it is the one that the user is asked for first.' })
  readonly isDefault!: boolean;

  @Field(() => DateTime, { description: 'When it was enrolled.' })
  readonly enrolledAt!: Instant;

  @Field(() => DateTime, { nullable: true, description: 'When it was last answered with; null where it never was.' })
  readonly lastUsedAt?: Instant;

  @Field(() => String, { nullable: true, description: 'With `SMS`: the number, but for its last two digits hidden.' })
  readonly maskedPhoneNumber?: string;
}

@ObjectType({ description: "A user's second factor.", simpleResolvers: true })
export class TwoFactor implements TwoFactorResult {
  @Field(() => Boolean, { description: 'Whether signing in asks for a second factor.' })
  readonly enabled!: boolean;

  @Field(() => [EnrolledMethod], { description: 'The enrolled methods.' })
  readonly methods!: readonly EnrolledMethod[];

  @Field(() => Method, { nullable: true, description: 'The method asked for first; null while two-factor is off.' })
  readonly defaultMethod?: Method;

  @Field(() => DefaultReason, { nullable: true, description: 'Why that one; null while two-factor is off.' })
  readonly defaultReason?: DefaultReason;

  @Field(() => Int, { description: 'How many recovery codes are unused. Below 4, ask the user for a fresh set.' })
  readonly recoveryCodesLeft!: number;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the recovery codes were made; null where there are none.',
  })
  readonly recoveryCodesIssuedAt?: Instant;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Until when no token is looked at. Null: there is no lock, or it has no end by itself.',
  })
  readonly lockedUntil?: Instant;
}
