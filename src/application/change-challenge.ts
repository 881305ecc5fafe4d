import { userOfChallenge } from '../crypto/random-ids.js';
import type { ChallengeFacts } from '../domain/two-factor/find-challenge.js';
import type { Method } from '../domain/two-factor/method.js';
import type { SendingFacts } from '../domain/two-factor/order-token.js';
import type { TwoFactorState } from '../domain/two-factor/state.js';
import type { TwoFactorDecision } from '../domain/two-factor/two-factor-decision.js';
import { challengeRequired } from './answer.js';
import { answering, challengeFacts } from './challenge-facts.js';
import type { Core } from './core.js';
import { createSendingDecisions } from './decide-sending.js';
import { policyFor } from './policies.js';
import { rejected } from './rejected.js';
import type { RequestContext } from './request-context.js';
import type { ChallengeRequired, Rejected } from './results.js';

/** What a change of an open challenge is decided from. */
export interface ChangeFacts extends ChallengeFacts {
  readonly allowedMethods: readonly Method[];
  readonly sending: SendingFacts;
}

export interface ChallengeChange {
  readonly challengeId: string;
  readonly decide: (state: TwoFactorState, facts: ChangeFacts) => TwoFactorDecision;
}

/** Changes what an open challenge asks for, which may send a token (B3). */
export async function changeChallenge(
  core: Core,
  { challengeId, decide }: ChallengeChange,
  context: RequestContext,
): Promise<ChallengeRequired | Rejected> {
  const userId = userOfChallenge(challengeId);
  if (userId === undefined) return rejected({ reason: 'CHALLENGE_CLOSED' });
  const sends = createSendingDecisions(core, userId);

  const handled = await core.twoFactor.handle(userId, answering(context, userId, challengeId), async (state, at) => {
    const { facts, user } = await challengeFacts(core, { userId, challengeId, at }, context);
    const { allowedMethods } = await policyFor(core, user, at);
    return sends.decide({ state, user }, (sending) => decide(state, { ...facts, allowedMethods, sending }));
  });
  return handled.decision.verdict === 'rejected'
    ? rejected(handled.decision.rejection)
    : challengeRequired(core, handled, challengeId);
}
