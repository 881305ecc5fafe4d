import type { Instant } from '../instant.js';
import { type Challenge, isOpen } from './challenges.js';
import type { Limits } from './limits.js';
import { liveSession } from './sessions.js';
import type { TwoFactorState } from './state.js';

/** Who answers: what must fit for a challenge to be this person's own. */
export interface ChallengeFacts {
  readonly at: Instant;
  readonly challengeId: string;
  /** Version of the user's password now. */
  readonly credentialVersion: number;
  /** The session that asks; SIGN_IN challenges need none. */
  readonly sessionId?: string;
}

/**
 * The challenge, if it is open to whoever asks. Unknown, passed, expired, replaced, another session's, opened with an
 * older password (attack 22): all look alike (attack 13).
 */
export function findChallenge(state: TwoFactorState, facts: ChallengeFacts, limits: Limits): Challenge | undefined {
  return state.challenges.find(
    (challenge) =>
      challenge.challengeId === facts.challengeId &&
      isOpen(challenge, facts.at) &&
      challenge.credentialVersion === facts.credentialVersion &&
      isOwnSession(state, challenge, facts, limits),
  );
}

function isOwnSession(
  state: TwoFactorState,
  challenge: Challenge,
  { at, sessionId }: ChallengeFacts,
  limits: Limits,
): boolean {
  switch (challenge.purpose) {
    case 'SIGN_IN':
      return true;
    case 'STEP_UP':
      return (
        sessionId !== undefined &&
        challenge.sessionId === sessionId &&
        liveSession(state.sessions, sessionId, at, limits) !== undefined
      );
  }
}
