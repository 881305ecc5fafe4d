import { later } from '../instant.js';
import type { SealedInEvent } from '../sealed-value.js';
import type { EnrollmentClosed } from './events.js';
import type { Limits } from './limits.js';
import type { Method } from './method.js';
import { orderToken } from './order-token.js';
import { requireStepUp, type StepUpFacts } from './require-step-up.js';
import { liveSession } from './sessions.js';
import type { TwoFactorState } from './state.js';
import { accept, reject, sessionEnded, type TwoFactorDecision } from './two-factor-decision.js';

/** A signed-in person repeated the password and wants to enroll a method (E1). */
export interface StartEnrollment extends StepUpFacts {
  readonly type: 'startEnrollment';
  readonly sessionId: string;
  readonly enrollmentId: string;
  readonly allowedMethods: readonly Method[];
  readonly offered: OfferedMethod;
}

/** What is to be enrolled, sealed for the event named with it. */
export type OfferedMethod =
  | { readonly method: 'AUTHENTICATOR_APP'; readonly secret: SealedInEvent }
  | { readonly method: 'SMS'; readonly phoneNumber: SealedInEvent; readonly maskedPhoneNumber: string };

export function startEnrollment(state: TwoFactorState, command: StartEnrollment, limits: Limits): TwoFactorDecision {
  const { at, sessionId, offered } = command;
  const session = liveSession(state.sessions, sessionId, at, limits);
  if (session === undefined) {
    return reject(sessionEnded);
  }
  if (!command.allowedMethods.includes(offered.method)) {
    return reject({ reason: 'METHOD_NOT_ALLOWED' });
  }
  // A lost phone opens this door once: with a new method enrolled, a copy of the session and the password are not
  // enough any more (attack 16).
  const challenge = session.recovering ? undefined : requireStepUp(state, session, command, limits);
  if (challenge !== undefined) {
    return accept(...challenge);
  }
  const started = [...closePending(state), startedEvent(command, limits)];
  if (offered.method === 'AUTHENTICATOR_APP') {
    return accept(...started);
  }
  const { enrollmentId, sending } = command;
  const order = orderToken({ at, tokens: state.smsTokens, sending }, { enrollmentId }, limits);
  // Nothing is begun that could not be finished: an older enrollment stays as it was.
  return order.verdict === 'ORDERED'
    ? accept(...started, { type: 'EnrollmentTokenIssued', data: { enrollmentId, ...order.ordered } })
    : reject({ reason: 'SENDING_LIMIT_REACHED', ...order.reached });
}

/** The older secret is dead from here on, even if its QR code is still on a screen (attack 14). */
function closePending({ enrollment }: TwoFactorState): readonly EnrollmentClosed[] {
  return enrollment === undefined
    ? []
    : [{ type: 'EnrollmentClosed', data: { enrollmentId: enrollment.enrollmentId, reason: 'REPLACED' } }];
}

function startedEvent({ at, sessionId, enrollmentId, offered }: StartEnrollment, limits: Limits) {
  const basics = { enrollmentId, sessionId, expiresAt: later(at, limits.enrollmentLifetime) };
  switch (offered.method) {
    case 'AUTHENTICATOR_APP': {
      const { method, secret } = offered;
      return {
        type: 'EnrollmentStarted',
        id: secret.eventId,
        data: { ...basics, method, secret: secret.value },
      } as const;
    }
    case 'SMS': {
      const { method, phoneNumber, maskedPhoneNumber } = offered;
      const data = { ...basics, method, phoneNumber: phoneNumber.value, maskedPhoneNumber };
      return { type: 'EnrollmentStarted', id: phoneNumber.eventId, data } as const;
    }
  }
}
