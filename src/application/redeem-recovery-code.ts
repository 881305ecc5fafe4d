import { userOfChallenge } from '../crypto/random-ids.js';
import { matchRecoveryCode } from '../crypto/recovery-codes.js';
import { decideTwoFactor } from '../domain/two-factor/decide.js';
import { type ChallengeFacts, findChallenge } from '../domain/two-factor/find-challenge.js';
import { recoveryLockedOut } from '../domain/two-factor/recovery-attempts.js';
import type { TwoFactorState } from '../domain/two-factor/state.js';
import type { UserState } from '../domain/user/state.js';
import { passed } from './answer-challenge.js';
import { answering, challengeFacts } from './challenge-facts.js';
import type { Core } from './core.js';
import { policyFor } from './policies.js';
import { rejected } from './rejected.js';
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
  return async ({ challengeId, recoveryCode }, context) => {
    const userId = userOfChallenge(challengeId);
    if (userId === undefined) return rejected({ reason: 'CHALLENGE_CLOSED' });
    const newSessionId = core.ids.sessionId();
    let user: UserState | undefined;

    const handled = await core.twoFactor.handle(userId, answering(context, userId, challengeId), async (state, at) => {
      const own = await challengeFacts(core, { userId, challengeId, at }, context);
      ({ user } = own);
      const { recoveryCodeEffect: effect, twoFactorRequired } = await policyFor(core, own.user, at);
      const matchedCodeId = await matchCode(core, state, own.facts, recoveryCode);
      const facts = { ...own.facts, matchedCodeId, newSessionId, effect, twoFactorRequired };
      return decideTwoFactor(state, { type: 'redeemRecoveryCode', ...facts }, core.limits);
    });
    return passed(core, handled, { userId, user, newSessionId });
  };
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
