import { describe, it } from 'vitest';
import type { DecidedTwoFactorEvent } from '../../../../../src/domain/two-factor/two-factor-decision.js';
import {
  appEnrollmentStarted,
  challengeIssued,
  enrolledApp,
  inTime,
  maskedPhoneNumber,
  sealed,
  smsEnrollmentStarted,
} from '../../../../support/two-factor-history.js';
import { given } from '../../../../support/two-factor-specification.js';

const basics = { enrollmentId: 'enrollment-1', sessionId: 'session-1', expiresAt: inTime(600_000), wrongTokens: 0 };
const app = {
  ...basics,
  method: 'AUTHENTICATOR_APP',
  secret: { eventId: 'sealed-app', value: sealed('secret') },
} as const;
const wrongToken: DecidedTwoFactorEvent = {
  type: 'EnrollmentTokenRejected',
  data: { enrollmentId: 'enrollment-1', reason: 'TOKEN_WRONG' },
};

describe('the enrollment that waits for its token', () => {
  it('E1: there is none at first', () => {
    given().thenState({ enrollment: undefined });
  });

  it('E1: it keeps what was offered, with the event that the sealed value is bound to', () => {
    given([appEnrollmentStarted()]).thenState({ enrollment: app });
    given([smsEnrollmentStarted()]).thenState({
      enrollment: {
        ...basics,
        method: 'SMS',
        phoneNumber: { eventId: 'sealed-sms', value: sealed('number') },
        maskedPhoneNumber,
      },
    });
  });

  it('E1: wrong tokens are counted', () => {
    given([appEnrollmentStarted(), wrongToken, wrongToken]).thenState({ enrollment: { ...app, wrongTokens: 2 } });
    given([wrongToken]).thenState({ enrollment: undefined });
  });

  it('E1: a user has one: the next one takes its place, and counts anew', () => {
    const { data: next } = appEnrollmentStarted({ enrollmentId: 'enrollment-2' });
    given([smsEnrollmentStarted(), wrongToken, appEnrollmentStarted({ enrollmentId: 'enrollment-2' })]).thenState({
      enrollment: { ...app, enrollmentId: next.enrollmentId },
    });
  });

  it.each(['REPLACED', 'ATTEMPTS_USED_UP'] as const)('E1: it is gone once it closed: %s', (reason) => {
    const closed = { type: 'EnrollmentClosed', data: { enrollmentId: 'enrollment-1', reason } } as const;
    given([appEnrollmentStarted(), closed]).thenState({ enrollment: undefined });
  });

  it('E1: it is gone once its method is enrolled', () => {
    given(enrolledApp()).thenState({ enrollment: undefined });
  });

  it('nothing else touches it', () => {
    const challenged = given([appEnrollmentStarted(), challengeIssued()]);
    challenged.thenState({ enrollment: app });
  });
});
