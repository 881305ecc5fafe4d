import { Ctx, Field, ID, InputType, Mutation, Resolver } from 'type-graphql';
import type { RedeemRecoveryCodeInput as UseCaseInput } from '../../application/redeem-recovery-code.js';
import type { ApiContext } from '../context.js';
import { Input, isId, isRecoveryCode } from '../input-rules.js';
import { AnswerChallengeResult } from '../types/challenge-results.js';

@InputType({ description: 'What `redeemRecoveryCode` takes.' })
class RedeemRecoveryCodeInput implements UseCaseInput {
  @isId()
  @Field(() => ID, { description: 'The challenge.' })
  readonly challengeId!: string;

  @isRecoveryCode()
  @Field(() => String, {
    description: 'One of the printed codes. Case and separators do not matter; O is read as 0, I and L as 1.',
  })
  readonly recoveryCode!: string;
}

@Resolver()
export class RedeemRecoveryCodeResolver {
  @Mutation(() => AnswerChallengeResult, {
    description: 'Answers a challenge with a recovery code in place of a token. Each code works once.',
  })
  async redeemRecoveryCode(
    @Input(() => RedeemRecoveryCodeInput, 'Which challenge, and the code.') input: RedeemRecoveryCodeInput,
    @Ctx() { useCases, requestContext }: ApiContext,
  ): Promise<typeof AnswerChallengeResult> {
    return useCases.redeemRecoveryCode(input, await requestContext());
  }
}
