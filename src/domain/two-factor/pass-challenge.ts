import type { Instant } from '../instant.js';
import { amrWith, beginSession } from './begin-session.js';
import type { Challenge } from './challenges.js';
import type { ChallengePassed } from './events.js';
import type { Limits } from './limits.js';
import type { SecondFactor } from './method.js';
import type { Sessions } from './sessions.js';
import type { DecidedTwoFactorEvent } from './two-factor-decision.js';

/** Which token it was: the authenticator app's time step, which is burnt (C4), or the SMS token. */
export type TokenProof = Pick<ChallengePassed['data'], 'timeStep' | 'tokenId'>;

/** The event of a right answer. */
export function challengePassed(challenge: Challenge, factor: SecondFactor, proof: TokenProof): ChallengePassed {
  const { challengeId, purpose, sessionId } = challenge;
  const steppedUp = sessionId === undefined ? {} : { sessionId };
  return { type: 'ChallengePassed', data: { challengeId, purpose, factor, ...proof, ...steppedUp } };
}

/** How a challenge was passed. */
export interface Passed {
  readonly challenge: Challenge;
  readonly factor: SecondFactor;
  readonly at: Instant;
  /** Id of the session, should one begin. */
  readonly newSessionId: string;
  readonly restrictedToEnrollment: boolean;
}

/** A passed SIGN_IN challenge begins a session; a STEP_UP challenge has one already. */
export function beginSessionAfter(
  { challenge, factor, at, newSessionId, restrictedToEnrollment }: Passed,
  sessions: Sessions,
  limits: Limits,
): readonly DecidedTwoFactorEvent[] {
  switch (challenge.purpose) {
    case 'STEP_UP':
      return [];
    case 'SIGN_IN': {
      const { challengeId, credentialVersion } = challenge;
      const session = {
        sessionId: newSessionId,
        interface: challenge.interface,
        amr: amrWith(factor),
        credentialVersion,
        restrictedToEnrollment,
        challengeId,
      };
      return beginSession(sessions, session, at, limits);
    }
  }
}
