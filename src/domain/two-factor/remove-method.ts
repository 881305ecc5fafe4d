import { isEnrolled, others } from './enrolled.js';
import type { DefaultChanged, MethodRemoved } from './events.js';
import type { Limits } from './limits.js';
import type { Method } from './method.js';
import { requireStepUp, type StepUpFacts } from './require-step-up.js';
import { liveSession } from './sessions.js';
import type { TwoFactorState } from './state.js';
import {
  accept,
  closeChallenges,
  endOtherSessions,
  reject,
  sessionEnded,
  type TwoFactorDecision,
} from './two-factor-decision.js';

/** A signed-in person repeated the password and wants to take a method away (E6). */
export interface RemoveMethod extends StepUpFacts {
  readonly type: 'removeMethod';
  readonly sessionId: string;
  readonly method: Method;
  /** Whether the reseller's policy forbids turning two-factor off. */
  readonly twoFactorRequired: boolean;
}

export function removeMethod(state: TwoFactorState, command: RemoveMethod, limits: Limits): TwoFactorDecision {
  const { at, sessionId, method } = command;
  const { enrolled } = state;
  const session = liveSession(state.sessions, sessionId, at, limits);
  if (session === undefined) {
    return reject(sessionEnded);
  }
  if (enrolled.status === 'OFF' || !isEnrolled(enrolled, method)) {
    return reject({ reason: 'METHOD_NOT_ENROLLED' });
  }
  const [next] = others(enrolled.methods, method);
  if (next === undefined && command.twoFactorRequired) {
    return reject({ reason: 'TWO_FACTOR_REQUIRED' });
  }
  const challenge = requireStepUp(state, session, command, limits);
  if (challenge !== undefined) {
    return accept(...challenge);
  }
  const removed: MethodRemoved = { type: 'MethodRemoved', data: { method, reason: 'REQUESTED' } };
  const fallback: readonly DefaultChanged[] =
    next === undefined || enrolled.defaultMethod !== method
      ? []
      : [{ type: 'DefaultChanged', data: { method: next.method, reason: 'FALLBACK' } }];
  return accept(
    removed,
    ...fallback,
    ...endOtherSessions(state.sessions, sessionId, 'METHOD_REMOVED'),
    ...closeChallenges(state.challenges, at, 'METHODS_CHANGED'),
  );
}
