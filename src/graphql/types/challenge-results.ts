import { Field, Int, ObjectType } from 'type-graphql';
import type * as application from '../../application/results.js';
import type { Instant } from '../../domain/instant.js';
import { Method } from './enums.js';
import { LoginChallenge } from './login-challenge.js';
import { Rejected } from './rejected.js';
import { resultOf } from './result-of.js';
import { DateTime, Position } from './scalars.js';
import { Session } from './session.js';
import { User } from './user.js';

const position = 'Give it to a query as `after`, to see at least what this has changed.';

@ObjectType({ description: 'The user is signed in.', simpleResolvers: true })
class SignedIn implements application.SignedIn {
  readonly kind!: 'SignedIn';

  @Field(() => Session, { description: 'The new session.' })
  readonly session!: Session;

  @Field(() => User, { description: 'Who signed in.' })
  readonly user!: User;

  @Field(() => Int, {
    nullable: true,
    description: 'How many recovery codes are unused; null where two-factor is off. Below 4, ask for a fresh set.',
  })
  readonly recoveryCodesLeft!: number | null;

  @Field(() => Position, { description: position })
  readonly position!: string;
}

@ObjectType({
  description:
    'The reseller requires two-factor and the user has none: the session can enroll a method and nothing else.',
  simpleResolvers: true,
})
class EnrollmentRequired implements application.EnrollmentRequired {
  readonly kind!: 'EnrollmentRequired';

  @Field(() => Session, { description: 'The new session.' })
  readonly session!: Session;

  @Field(() => [Method], { description: 'The methods that the user may enroll.' })
  readonly allowedMethods!: readonly Method[];

  @Field(() => Position, { description: position })
  readonly position!: string;
}

@ObjectType({ description: 'A second factor is asked for.', simpleResolvers: true })
export class ChallengeRequired implements application.ChallengeRequired {
  readonly kind!: 'ChallengeRequired';

  @Field(() => LoginChallenge, { description: 'The challenge to answer.' })
  readonly challenge!: LoginChallenge;

  @Field(() => Position, { description: position })
  readonly position!: string;
}

@ObjectType({ description: 'The session that asked may change the account settings.', simpleResolvers: true })
class SteppedUp implements application.SteppedUp {
  readonly kind!: 'SteppedUp';

  @Field(() => DateTime, { description: 'Until when.' })
  readonly until!: Instant;

  @Field(() => Position, { description: position })
  readonly position!: string;
}

export const SignInResult = resultOf('SignInResult', 'What `signIn` answers.', [
  SignedIn,
  ChallengeRequired,
  EnrollmentRequired,
  Rejected,
]);

export const AnswerChallengeResult = resultOf('AnswerChallengeResult', 'What answering a challenge leads to.', [
  SignedIn,
  SteppedUp,
  Rejected,
]);

export const ChallengeChangeResult = resultOf('ChallengeChangeResult', 'A challenge to answer, or a refusal.', [
  ChallengeRequired,
  Rejected,
]);
