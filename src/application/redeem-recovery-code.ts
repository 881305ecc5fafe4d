import { matchRecoveryCode } from '../crypto/recovery-codes.js';
import { type ChallengeFacts, findChallenge } from '../domain/two-factor/find-challenge.js';
import { recoveryLockedOut } from '../domain/two-factor/recovery-attempts.js';
import type { TwoFactorState } from '../domain/two-factor/state.js';
import type { Core } from './core.js';
import { passChallenge } from './pass-challenge.js';
import { policyFor } from './policies.js';
import type { RequestContext } from './request-context.js';
import type { Rejected, SignedIn, SteppedUp } from './results.js';

export interface RedeemRecoveryCodeInput {
  readonly challengeId: string;
  readonly recoveryCode: string;
}

export type RedeemRecoveryCode = (
  input: RedeemRecoveryCodeInput,
  context: RequestContext,
) => Promise<SignedIn | SteppedUp | Rejected>;

/** A recovery code in place of a token (E8). */
export function createRedeemRecoveryCode(core: Core): RedeemRecoveryCode {
  return ({ challengeId, recoveryCode }, context) =>
    passChallenge(
      core,
      {
        challengeId,
        toCommand: async (state, { user, facts }) => {
          const { recoveryCodeEffect: effect, twoFactorRequired } = await policyFor(core, user, facts.at);
          const matchedCodeId = await matchCode(core, state, facts, recoveryCode);
          return { type: 'redeemRecoveryCode', ...facts, matchedCodeId, effect, twoFactorRequired };
        },
      },
      context,
    );
}

/** Nothing is hashed where the decider will refuse whatever was entered. */
async function matchCode(
  core: Core,
  state: TwoFactorState,
  facts: ChallengeFacts,
  recoveryCode: string,
): Promise<string | undefined> {
  const { recoveryCodes } = state.credentials;
  const refused =
    findChallenge(state, facts, core.limits) === undefined ||
    recoveryLockedOut(state.recoveryAttempts, facts.at, core.limits) !== undefined;
  return refused || recoveryCodes === undefined ? undefined : matchRecoveryCode(recoveryCode, recoveryCodes);
}
