import { userOfChallenge } from '../crypto/random-ids.js';
import { later } from '../domain/instant.js';
import { decideTwoFactor, type TwoFactorCommand } from '../domain/two-factor/decide.js';
import type { ChallengeFacts } from '../domain/two-factor/find-challenge.js';
import type { TwoFactorState } from '../domain/two-factor/state.js';
import { initialUserState, type UserState } from '../domain/user/state.js';
import { positionAfter } from './answer.js';
import { signedIn } from './begun-session.js';
import { answering, challengeFacts } from './challenge-facts.js';
import type { Core } from './core.js';
import { rejected } from './rejected.js';
import type { RequestContext } from './request-context.js';
import type { Rejected, SignedIn, SteppedUp } from './results.js';

/** Whoever answers, and what the answer would lead to. */
export interface Answerer {
  readonly user: UserState;
  readonly facts: ChallengeFacts & { readonly newSessionId: string };
}

/** An answer to a challenge, of whatever kind. */
export interface ChallengeAnswer {
  readonly challengeId: string;
  /** Finds the answer's facts in the state, and puts them into a command. */
  readonly toCommand: (state: TwoFactorState, answerer: Answerer) => Promise<TwoFactorCommand>;
}

/**
 * The second factor. The attempt is in the history before its outcome is told (B8); a right answer leads to a session,
 * or to one that may do more.
 */
export async function passChallenge(
  core: Core,
  { challengeId, toCommand }: ChallengeAnswer,
  context: RequestContext,
): Promise<SignedIn | SteppedUp | Rejected> {
  const userId = userOfChallenge(challengeId);
  if (userId === undefined) return rejected({ reason: 'CHALLENGE_CLOSED' });
  const newSessionId = core.ids.sessionId();
  let user: UserState = initialUserState;

  const handled = await core.twoFactor.handle(userId, answering(context, userId, challengeId), async (state, at) => {
    const own = await challengeFacts(core, { userId, challengeId, at }, context);
    ({ user } = own);
    const command = await toCommand(state, { user, facts: { ...own.facts, newSessionId } });
    return decideTwoFactor(state, command, core.limits);
  });

  const { decision, at } = handled;
  if (decision.verdict === 'rejected') return rejected(decision.rejection);
  if (decision.events.some(({ type }) => type === 'SignedIn')) {
    if (user.status === 'ABSENT') throw new Error('Somebody signed in who is not there.');
    return signedIn(core, handled, { userId, user, sessionId: newSessionId });
  }
  return { kind: 'SteppedUp', until: later(at, core.limits.stepUpLifetime), position: positionAfter(core, handled) };
}
