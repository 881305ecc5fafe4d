import type { RecoveryCodeSet } from './credentials.js';
import type { Limits } from './limits.js';
import { requireStepUp, type StepUpFacts } from './require-step-up.js';
import { liveSession } from './sessions.js';
import type { TwoFactorState } from './state.js';
import { accept, reject, sessionEnded, type TwoFactorDecision } from './two-factor-decision.js';

/** A signed-in person repeated the password and wants a fresh set of recovery codes (E7). */
export interface RegenerateRecoveryCodes extends StepUpFacts {
  readonly type: 'regenerateRecoveryCodes';
  readonly sessionId: string;
  readonly recoveryCodes: RecoveryCodeSet;
}

export function regenerateRecoveryCodes(
  state: TwoFactorState,
  command: RegenerateRecoveryCodes,
  limits: Limits,
): TwoFactorDecision {
  const session = liveSession(state.sessions, command.sessionId, command.at, limits);
  if (session === undefined) {
    return reject(sessionEnded);
  }
  if (state.enrolled.status === 'OFF') {
    return reject({ reason: 'METHOD_NOT_ENROLLED' });
  }
  const challenge = requireStepUp(state, session, command, limits);
  return challenge === undefined
    ? accept({ type: 'CodesRegenerated', data: { reason: 'REQUESTED', ...command.recoveryCodes } })
    : accept(...challenge);
}
