import { Field, Int, ObjectType } from 'type-graphql';
import type { Rejected as RejectedResult } from '../../application/results.js';
import type { Instant } from '../../domain/instant.js';
import { SendingLimit } from './enums.js';
import { RejectionReason } from './rejection-reason.js';
import { DateTime } from './scalars.js';

@ObjectType({ description: 'A refusal, as data: what was asked for was not done.', simpleResolvers: true })
export class Rejected implements RejectedResult {
  readonly kind!: 'Rejected';

  @Field(() => RejectionReason, { description: 'Why.' })
  readonly reason!: RejectionReason;

  @Field(() => String, { description: 'The same for people, in English. Frontends translate by `reason`.' })
  readonly message!: string;

  @Field(() => Int, { nullable: true, description: 'How many tries are left before no more are taken.' })
  readonly attemptsLeft?: number;

  @Field(() => DateTime, { nullable: true, description: 'When it is worth trying again.' })
  readonly retryAt?: Instant;

  @Field(() => Int, {
    nullable: true,
    description: "With `CLOCK_SKEW`: how far the phone's clock is ahead of the server's; negative where it is behind.",
  })
  readonly clockDifferenceSeconds?: number;

  @Field(() => SendingLimit, { nullable: true, description: 'With `SENDING_LIMIT_REACHED`: which limit.' })
  readonly limit?: SendingLimit;
}
