import { Field, ID, Int, ObjectType } from 'type-graphql';
import type {
  LoginChallenge as ChallengeResult,
  Delivery as DeliveryResult,
  ChallengeMethod as MethodResult,
} from '../../application/results.js';
import type { Instant } from '../../domain/instant.js';
import { ChallengeAction, ChallengePurpose, ChallengeState, DeliveryState, Interface, Method } from './enums.js';
import { DateTime } from './scalars.js';

@ObjectType({ description: 'A method that a challenge can be answered with.', simpleResolvers: true })
export class ChallengeMethod implements MethodResult {
  @Field(() => Method, { description: 'The method.' })
  readonly method!: Method;

  @Field(() => Boolean, { description: 'Whether it is the one that the user is asked for first.' })
  readonly isDefault!: boolean;

  @Field(() => String, { nullable: true, description: 'With `SMS`: the number, but for its last two digits hidden.' })
  readonly maskedPhoneNumber: string | undefined;
}

@ObjectType({ description: 'How the sending of a token is going.', simpleResolvers: true })
export class Delivery implements DeliveryResult {
  @Field(() => DeliveryState, { description: 'How far the message has come.' })
  readonly state!: DeliveryState;

  @Field(() => DateTime, { description: 'Since when.' })
  readonly at!: Instant;

  @Field(() => String, { nullable: true, description: 'With `FAILED`: why, for people, in English.' })
  readonly reason?: string;
}

@ObjectType({
  description: 'One pending prompt for a second factor. Whoever has its id may see and answer it.',
  simpleResolvers: true,
})
export class LoginChallenge implements ChallengeResult {
  @Field(() => ID, { description: 'Its id: a secret until it is answered.' })
  readonly id!: string;

  @Field(() => ChallengePurpose, { description: 'What passing it leads to.' })
  readonly purpose!: ChallengePurpose;

  @Field(() => ChallengeState, { description: 'Where it stands.' })
  readonly state!: ChallengeState;

  @Field(() => Interface, { description: 'The interface that it was asked for by.' })
  readonly interface!: Interface;

  @Field(() => Method, { description: 'The method that the person is asked for now.' })
  readonly method!: Method;

  @Field(() => [ChallengeMethod], { description: 'All methods that may be chosen, the default first.' })
  readonly methods!: readonly ChallengeMethod[];

  @Field(() => DateTime, { description: 'When its time is over.' })
  readonly expiresAt!: Instant;

  @Field(() => Int, { description: 'How many more wrong tokens it takes before it or the account is locked.' })
  readonly attemptsLeft!: number;

  @Field(() => DateTime, {
    nullable: true,
    description: "Until when no token of this user's is looked at. Null: there is no lock, or it has no end by itself.",
  })
  readonly lockedUntil: Instant | undefined;

  @Field(() => DateTime, { nullable: true, description: 'With `SMS`: when the token that was sent expires.' })
  readonly tokenExpiresAt?: Instant;

  @Field(() => DateTime, { nullable: true, description: 'With `SMS`: from when another token can be sent.' })
  readonly resendAvailableAt?: Instant;

  @Field(() => Delivery, { nullable: true, description: 'With `SMS`: how the sending of the token is going.' })
  readonly delivery?: Delivery;

  @Field(() => [ChallengeAction], { description: 'What can be done about it now.' })
  readonly allowedActions!: readonly ChallengeAction[];
}
