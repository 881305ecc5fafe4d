import type { Occurred } from '../decision.js';
import type { Instant } from '../instant.js';
import type { SealedInEvent } from '../sealed-value.js';
import type { TwoFactorEvent } from './events.js';

/** The one enrollment that waits for its token: a user has at most one (E1). */
export type PendingEnrollment = PendingAppEnrollment | PendingSmsEnrollment;

interface Pending {
  readonly enrollmentId: string;
  readonly sessionId: string;
  readonly expiresAt: Instant;
  readonly wrongTokens: number;
}
export interface PendingAppEnrollment extends Pending {
  readonly method: 'AUTHENTICATOR_APP';
  readonly secret: SealedInEvent;
}
export interface PendingSmsEnrollment extends Pending {
  readonly method: 'SMS';
  readonly phoneNumber: SealedInEvent;
  readonly maskedPhoneNumber: string;
}

export function evolveEnrollment(
  pending: PendingEnrollment | undefined,
  event: Occurred<TwoFactorEvent>,
): PendingEnrollment | undefined {
  if (event.type === 'EnrollmentStarted') {
    const { data, id: eventId } = event;
    const { enrollmentId, sessionId, expiresAt } = data;
    const basics = { enrollmentId, sessionId, expiresAt, wrongTokens: 0 };
    switch (data.method) {
      case 'AUTHENTICATOR_APP':
        return { ...basics, method: data.method, secret: { eventId, value: data.secret } };
      case 'SMS': {
        const { method, maskedPhoneNumber } = data;
        return { ...basics, method, maskedPhoneNumber, phoneNumber: { eventId, value: data.phoneNumber } };
      }
    }
  }
  if (event.type === 'EnrollmentTokenRejected' && pending !== undefined) {
    return { ...pending, wrongTokens: pending.wrongTokens + 1 };
  }
  return event.type === 'EnrollmentClosed' || event.type === 'MethodEnrolled' ? undefined : pending;
}
