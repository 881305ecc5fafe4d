import type { Instant } from '../instant.js';
import type { TwoFactorState } from './state.js';
import { accept, closeChallenges, type TwoFactorDecision } from './two-factor-decision.js';

/** The password was changed: what was opened with the old one is dead (B4; attacks 21 and 22). */
export interface ChangePassword {
  readonly type: 'changePassword';
  readonly at: Instant;
}

/**
 * There is an event even where no session is open: whoever is signing in with the old password at this instant meets
 * it as a conflict and has to look at the password again.
 */
export function changePassword(state: TwoFactorState, { at }: ChangePassword): TwoFactorDecision {
  const sessionIds = state.sessions.map(({ sessionId }) => sessionId);
  return accept(
    { type: 'SessionsEnded', data: { sessionIds, reason: 'PASSWORD_CHANGED' } },
    ...closeChallenges(state.challenges, at, 'PASSWORD_CHANGED'),
  );
}
