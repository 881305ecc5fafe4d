import type { Instant } from '../instant.js';
import type { TwoFactorState } from './state.js';
import { accept, closeChallenges, endSessions, type TwoFactorDecision } from './two-factor-decision.js';

/** The password was changed: what was opened with the old one is dead (B4; attacks 21 and 22). */
export interface ChangePassword {
  readonly type: 'changePassword';
  readonly at: Instant;
}

export function changePassword(state: TwoFactorState, { at }: ChangePassword): TwoFactorDecision {
  const sessionIds = state.sessions.map(({ sessionId }) => sessionId);
  return accept(
    ...endSessions(sessionIds, 'PASSWORD_CHANGED'),
    ...closeChallenges(state.challenges, at, 'PASSWORD_CHANGED'),
  );
}
