import { decideTwoFactor } from '../domain/two-factor/decide.js';
import type { Interface } from '../domain/two-factor/method.js';
import { asksForChallenge, challengeRequired } from './answer.js';
import { signedIn } from './begun-session.js';
import { checkSignIn } from './check-password.js';
import type { Core } from './core.js';
import { createSendingDecisions } from './decide-sending.js';
import { policyFor } from './policies.js';
import { rejected } from './rejected.js';
import { actingAs, type RequestContext } from './request-context.js';
import type { ChallengeRequired, EnrollmentRequired, Rejected, SignedIn } from './results.js';

export interface SignInInput {
  readonly username: string;
  readonly password: string;
  readonly interface: Interface;
}

export type SignIn = (
  input: SignInInput,
  context: RequestContext,
) => Promise<SignedIn | ChallengeRequired | EnrollmentRequired | Rejected>;

/** B1: the first factor, and what follows from it. */
export function createSignIn(core: Core): SignIn {
  return async (input, context) => {
    const through = { ...context, interface: input.interface };
    const checked = await checkSignIn(core, input, through);
    if (checked.verdict === 'REFUSED') return rejected(checked.rejection);
    const { userId, user, credentialVersion } = checked;
    const ids = { challengeId: core.ids.challengeId(userId), sessionId: core.ids.sessionId() };
    const sends = createSendingDecisions(core, userId);

    const handled = await core.twoFactor.handle(userId, actingAs(through, userId), async (state, at) => {
      const { twoFactorRequired } = await policyFor(core, user, at);
      const facts = { at, interface: input.interface, credentialVersion, ...ids, twoFactorRequired };
      return sends.decide({ state, user }, (sending) =>
        decideTwoFactor(state, { type: 'signIn', ...facts, sending }, core.limits),
      );
    });

    if (handled.decision.verdict === 'rejected') return rejected(handled.decision.rejection);
    if (asksForChallenge(handled)) return challengeRequired(core, handled, ids.challengeId);
    const of = { userId, user, sessionId: ids.sessionId };
    const answer = await signedIn(core, handled, of);
    if (!answer.session.restrictedToEnrollment) return answer;
    const { allowedMethods } = await policyFor(core, user, handled.at);
    return { kind: 'EnrollmentRequired', session: answer.session, allowedMethods, position: answer.position };
  };
}
