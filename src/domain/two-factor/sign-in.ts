import type { Instant } from '../instant.js';
import { beginSession, passwordOnly } from './begin-session.js';
import { issueChallenge } from './issue-challenge.js';
import type { Limits } from './limits.js';
import type { Interface } from './method.js';
import type { SendingFacts } from './order-token.js';
import type { TwoFactorState } from './state.js';
import { accept, type TwoFactorDecision } from './two-factor-decision.js';

/** The password was right. */
export interface SignIn {
  readonly type: 'signIn';
  readonly at: Instant;
  readonly interface: Interface;
  readonly credentialVersion: number;
  /** Id of the challenge, should one be needed. */
  readonly challengeId: string;
  /** Id of the session, should it begin at once. */
  readonly sessionId: string;
  /** Whether the reseller's policy requires two-factor now, the grace period being over. */
  readonly twoFactorRequired: boolean;
  readonly sending: SendingFacts;
}

/** B1: with a method enrolled a challenge, through either interface; without one a session. */
export function signIn(state: TwoFactorState, command: SignIn, limits: Limits): TwoFactorDecision {
  const { at, interface: through, credentialVersion, challengeId, sessionId, twoFactorRequired } = command;
  switch (state.enrolled.status) {
    case 'ON': {
      const { defaultMethod: method } = state.enrolled;
      const challenge = { challengeId, purpose: 'SIGN_IN', interface: through, method, credentialVersion } as const;
      return accept(...issueChallenge(state, challenge, command, limits));
    }
    case 'OFF': {
      const session = {
        sessionId,
        interface: through,
        amr: passwordOnly,
        credentialVersion,
        restrictedToEnrollment: twoFactorRequired,
      };
      return accept(...beginSession(state.sessions, session, at, limits));
    }
  }
}
