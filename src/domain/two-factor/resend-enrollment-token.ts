import { type EnrollmentFacts, findEnrollment } from './confirm-enrollment.js';
import type { Limits } from './limits.js';
import type { Method } from './method.js';
import { orderToken, type SendingFacts } from './order-token.js';
import { liveSession } from './sessions.js';
import type { TwoFactorState } from './state.js';
import { accept, reject, sessionEnded, type TwoFactorDecision } from './two-factor-decision.js';

/** A signed-in person asks for another token to the number that is being enrolled. */
export interface ResendEnrollmentToken extends EnrollmentFacts {
  readonly type: 'resendEnrollmentToken';
  readonly allowedMethods: readonly Method[];
  readonly sending: SendingFacts;
}

/** The count of wrong tokens stays as it is: another token is no fresh set of guesses (D2; attack 7). */
export function resendEnrollmentToken(
  state: TwoFactorState,
  command: ResendEnrollmentToken,
  limits: Limits,
): TwoFactorDecision {
  const { at, sessionId, sending } = command;
  if (liveSession(state.sessions, sessionId, at, limits) === undefined) {
    return reject(sessionEnded);
  }
  const enrollment = findEnrollment(state, command);
  if (enrollment?.method !== 'SMS') {
    return reject({ reason: 'ENROLLMENT_CLOSED' });
  }
  if (!command.allowedMethods.includes('SMS')) {
    return reject({ reason: 'METHOD_NOT_ALLOWED' });
  }
  const { enrollmentId } = enrollment;
  const order = orderToken({ at, tokens: state.smsTokens, sending }, { enrollmentId }, limits);
  return order.verdict === 'ORDERED'
    ? accept({ type: 'EnrollmentTokenIssued', data: { enrollmentId, ...order.ordered } })
    : reject({ reason: 'SENDING_LIMIT_REACHED', ...order.reached });
}
