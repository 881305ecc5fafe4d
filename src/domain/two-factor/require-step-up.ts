import type { Instant } from '../instant.js';
import { type IssuedChallenge, issueChallenge } from './issue-challenge.js';
import type { Limits } from './limits.js';
import type { SendingFacts } from './order-token.js';
import { isSteppedUp, type Session } from './sessions.js';
import type { TwoFactorState } from './state.js';

/** What every command of the account settings carries in case a second-factor answer is missing. */
export interface StepUpFacts {
  readonly at: Instant;
  readonly challengeId: string;
  /** Version of the password that was repeated just now. */
  readonly credentialVersion: number;
  readonly sending: SendingFacts;
}

/**
 * The STEP_UP challenge that stands in the way where two-factor is on and this session has no fresh answer (E2).
 * A stolen session and a guessed password are not enough to turn two-factor off (attack 16).
 */
export function requireStepUp(
  state: TwoFactorState,
  session: Session,
  facts: StepUpFacts,
  limits: Limits,
): readonly IssuedChallenge[] | undefined {
  return isSteppedUp(session, facts.at, limits) ? undefined : issueStepUp(state, session, facts, limits);
}

/** A STEP_UP challenge for the default method; `undefined` where two-factor is off. */
export function issueStepUp(
  state: TwoFactorState,
  session: Session,
  facts: StepUpFacts,
  limits: Limits,
): readonly IssuedChallenge[] | undefined {
  if (state.enrolled.status === 'OFF') {
    return undefined;
  }
  const { challengeId, credentialVersion } = facts;
  return issueChallenge(
    state,
    {
      challengeId,
      purpose: 'STEP_UP',
      interface: session.interface,
      method: state.enrolled.defaultMethod,
      credentialVersion,
      sessionId: session.sessionId,
    },
    facts,
    limits,
  );
}
