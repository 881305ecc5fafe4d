import type { Instant } from '../instant.js';
import { isEnrolled } from './enrolled.js';
import type { Limits } from './limits.js';
import type { Method } from './method.js';
import { liveSession } from './sessions.js';
import type { TwoFactorState } from './state.js';
import { accept, reject, sessionEnded, type TwoFactorDecision } from './two-factor-decision.js';

/** A signed-in person chooses which enrolled method is prompted first (E5). */
export interface ChangeDefaultMethod {
  readonly type: 'changeDefaultMethod';
  readonly at: Instant;
  readonly sessionId: string;
  readonly method: Method;
  readonly allowedMethods: readonly Method[];
}

export function changeDefaultMethod(
  state: TwoFactorState,
  { at, sessionId, method, allowedMethods }: ChangeDefaultMethod,
  limits: Limits,
): TwoFactorDecision {
  if (liveSession(state.sessions, sessionId, at, limits) === undefined) {
    return reject(sessionEnded);
  }
  const { enrolled } = state;
  if (enrolled.status === 'OFF' || !isEnrolled(enrolled, method)) {
    return reject({ reason: 'METHOD_NOT_ENROLLED' });
  }
  if (!allowedMethods.includes(method)) {
    return reject({ reason: 'METHOD_NOT_ALLOWED' });
  }
  return enrolled.defaultMethod === method
    ? accept()
    : accept({ type: 'DefaultChanged', data: { method, reason: 'CHOSEN' } });
}
