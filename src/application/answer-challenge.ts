import { userOfChallenge } from '../crypto/random-ids.js';
import { later } from '../domain/instant.js';
import { decideTwoFactor } from '../domain/two-factor/decide.js';
import type { UserState } from '../domain/user/state.js';
import { type HandledTwoFactor, positionAfter } from './answer.js';
import { signedIn } from './begun-session.js';
import { answering, challengeFacts } from './challenge-facts.js';
import type { Core } from './core.js';
import { matchAnswer } from './match-token.js';
import { rejected } from './rejected.js';
import type { RequestContext } from './request-context.js';
import type { Rejected, SignedIn, SteppedUp } from './results.js';

export interface AnswerChallengeInput {
  readonly challengeId: string;
  /** Six digits. */
  readonly token: string;
}

export type AnswerChallenge = (
  input: AnswerChallengeInput,
  context: RequestContext,
) => Promise<SignedIn | SteppedUp | Rejected>;

/** The second factor. The attempt is in the history before its outcome is told (B8). */
export function createAnswerChallenge(core: Core): AnswerChallenge {
  return async ({ challengeId, token }, context) => {
    const userId = userOfChallenge(challengeId);
    if (userId === undefined) return rejected({ reason: 'CHALLENGE_CLOSED' });
    const newSessionId = core.ids.sessionId();
    let user: UserState | undefined;

    const handled = await core.twoFactor.handle(userId, answering(context, userId, challengeId), async (state, at) => {
      const own = await challengeFacts(core, { userId, challengeId, at }, context);
      ({ user } = own);
      const matchedTimeStep = await matchAnswer(core, state, own.facts, token);
      const command = { type: 'answerChallenge', ...own.facts, matchedTimeStep, newSessionId } as const;
      return decideTwoFactor(state, command, core.limits);
    });
    return passed(core, handled, { userId, user, newSessionId });
  };
}

interface Answerer {
  readonly userId: string;
  readonly user: UserState | undefined;
  readonly newSessionId: string;
}

/** What a challenge that was answered leads to: a session, or a session that may do more. */
export async function passed(
  core: Core,
  handled: HandledTwoFactor,
  { userId, user, newSessionId }: Answerer,
): Promise<SignedIn | SteppedUp | Rejected> {
  const { decision } = handled;
  if (decision.verdict === 'rejected') return rejected(decision.rejection);
  if (decision.events.some(({ type }) => type === 'SignedIn')) {
    if (user === undefined || user.status === 'ABSENT') throw new Error('Somebody signed in who is not there.');
    return signedIn(core, handled, { userId, user, sessionId: newSessionId });
  }
  const until = later(handled.at, core.limits.stepUpLifetime);
  return { kind: 'SteppedUp', until, position: positionAfter(core, handled) };
}
