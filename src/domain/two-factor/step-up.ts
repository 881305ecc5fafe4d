import type { Limits } from './limits.js';
import { issueStepUp, type StepUpFacts } from './require-step-up.js';
import { liveSession } from './sessions.js';
import type { TwoFactorState } from './state.js';
import { accept, reject, sessionEnded, type TwoFactorDecision } from './two-factor-decision.js';

/** A signed-in person repeated the password and wants to answer the second factor ahead of what needs it. */
export interface StepUp extends StepUpFacts {
  readonly type: 'stepUp';
  readonly sessionId: string;
}

export function stepUp(state: TwoFactorState, command: StepUp, limits: Limits): TwoFactorDecision {
  const session = liveSession(state.sessions, command.sessionId, command.at, limits);
  if (session === undefined) {
    return reject(sessionEnded);
  }
  const challenge = issueStepUp(state, session, command, limits);
  return challenge === undefined ? reject({ reason: 'METHOD_NOT_ENROLLED' }) : accept(...challenge);
}
