import type { Rejection, SessionEnded } from '../domain/two-factor/rejection.js';
import type { StepUpFacts } from '../domain/two-factor/require-step-up.js';
import type { TwoFactorState } from '../domain/two-factor/state.js';
import type { TwoFactorDecision } from '../domain/two-factor/two-factor-decision.js';
import type { PresentUser } from '../domain/user/state.js';
import { asksForChallenge, challengeRequired, type HandledTwoFactor } from './answer.js';
import { checkOwnPassword } from './check-password.js';
import type { Core } from './core.js';
import { createSendingDecisions } from './decide-sending.js';
import type { PhoneNumber } from './phone-numbers.js';
import { type PolicyFacts, policyFor } from './policies.js';
import { rejected } from './rejected.js';
import type { Caller, RequestContext } from './request-context.js';
import type { ChallengeRequired, Rejected } from './results.js';

/** What a decision about the account settings is made from. */
export interface SettingsFacts extends StepUpFacts, PolicyFacts {
  readonly sessionId: string;
  readonly user: PresentUser;
}

/** A change of the account settings: the caller, with the password repeated. */
export interface SettingsChange {
  readonly caller: Caller;
  readonly password: string;
  /** The number that is to be enrolled. */
  readonly offered?: PhoneNumber;
  readonly decide: (state: TwoFactorState, facts: SettingsFacts) => TwoFactorDecision | Promise<TwoFactorDecision>;
}

export type Settled = { readonly kind: 'done'; readonly handled: HandledTwoFactor } | ChallengeRequired | Rejected;

/**
 * Everything of the account settings goes through here: the password first, under the throttle of sign-in, then the
 * decision, which asks for a fresh second factor where two-factor is on (E2; attacks 16 and 17).
 */
export async function changeSettings(core: Core, change: SettingsChange, context: RequestContext): Promise<Settled> {
  const { caller, password, offered, decide } = change;
  const { userId, session } = caller;
  const checked = await checkOwnPassword(core, { userId, password }, context);
  if (checked.verdict === 'REFUSED') return rejected(checked.rejection);
  const { credentialVersion, user } = checked;
  const challengeId = core.ids.challengeId(userId);
  const sends = createSendingDecisions(core, userId);

  const handled = await core.twoFactor.handle<Rejection | SessionEnded>(userId, context, async (state, at) => {
    const policy = await policyFor(core, user, at);
    const { sessionId } = session;
    const facts = { at, challengeId, credentialVersion, sessionId, user, ...policy };
    return sends.decide({ state, user, offered }, (sending) => decide(state, { ...facts, sending }));
  });
  if (handled.decision.verdict === 'rejected') return rejected(handled.decision.rejection);
  return asksForChallenge(handled) ? challengeRequired(core, handled, challengeId) : { kind: 'done', handled };
}
