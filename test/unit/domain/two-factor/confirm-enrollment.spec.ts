import { describe, it } from 'vitest';
import { minute } from '../../../../src/domain/instant.js';
import type { DecidedTwoFactorEvent } from '../../../../src/domain/two-factor/two-factor-decision.js';
import { confirmEnrollment, confirmSms, right } from '../../../support/two-factor-commands.js';
import {
  appEnrollmentStarted,
  around,
  challengeClosed,
  challengeIssued,
  codesRegenerated,
  defaultChanged,
  enrolledApp,
  enrolledSms,
  enrolledTimeStep,
  enrollmentTokenIssued,
  inTime,
  maskedPhoneNumber,
  recoveryCodes,
  sessionsEnded,
  signedIn,
  smsEnrollmentStarted,
  stepUpIssued,
} from '../../../support/two-factor-history.js';
import { given } from '../../../support/two-factor-specification.js';

const pendingApp = given([signedIn(), appEnrollmentStarted()]);
const pendingSms = given([signedIn(), smsEnrollmentStarted(), enrollmentTokenIssued({ tokenId: 'token-1' })]);
const freshCodes = codesRegenerated({ reason: 'ENROLLMENT', ...recoveryCodes('fresh') });
const appEnrolled: readonly DecidedTwoFactorEvent[] = [
  {
    type: 'MethodEnrolled',
    data: { enrollmentId: 'enrollment-1', method: 'AUTHENTICATOR_APP', timeStep: enrolledTimeStep },
  },
  defaultChanged({ method: 'AUTHENTICATOR_APP', reason: 'LAST_ENROLLED' }),
  freshCodes,
];
const smsEnrolled: readonly DecidedTwoFactorEvent[] = [
  {
    type: 'MethodEnrolled',
    data: { enrollmentId: 'enrollment-1', method: 'SMS', tokenId: 'token-1', maskedPhoneNumber },
  },
  defaultChanged({ method: 'SMS', reason: 'LAST_ENROLLED' }),
  freshCodes,
];
const wrongToken = (reason: 'TOKEN_WRONG' | 'CLOCK_SKEW' = 'TOKEN_WRONG'): DecidedTwoFactorEvent => ({
  type: 'EnrollmentTokenRejected',
  data: { enrollmentId: 'enrollment-1', reason },
});
const usedUp: DecidedTwoFactorEvent = {
  type: 'EnrollmentClosed',
  data: { enrollmentId: 'enrollment-1', reason: 'ATTEMPTS_USED_UP' },
};
const closed = { reason: 'ENROLLMENT_CLOSED' } as const;

describe('confirmEnrollment with a right token', () => {
  it('E3: the app, the default and fresh recovery codes stand together, the step is burnt', () => {
    pendingApp.when(confirmEnrollment()).then(appEnrolled);
  });

  it('E3: so do the phone number, the default and the codes', () => {
    pendingSms.when(confirmSms('token-1')).then(smsEnrolled);
  });

  it('C4: an app is never enrolled by a token without a step as if it had one', () => {
    pendingApp
      .when(confirmEnrollment({ token: right({}) }))
      .then([
        { type: 'MethodEnrolled', data: { enrollmentId: 'enrollment-1', method: 'AUTHENTICATOR_APP' } },
        ...appEnrolled.slice(1),
      ]);
  });

  it('E1: the method enrolled last becomes the default, whatever was chosen before', () => {
    const chosen = defaultChanged({ method: 'SMS', reason: 'CHOSEN' });
    given([...enrolledSms(), chosen, signedIn(), appEnrollmentStarted()])
      .when(confirmEnrollment())
      .then(appEnrolled);
  });

  it('E4: an app takes the place of the one before', () => {
    given([...enrolledApp(), signedIn(), appEnrollmentStarted({ secret: 'secret-2' })])
      .when(confirmEnrollment())
      .then(appEnrolled);
  });

  it('E9: every other session ends, and every challenge closes (attack 21)', () => {
    const others = [signedIn({ sessionId: 'session-2' }), signedIn({ sessionId: 'session-3' })];
    given([...enrolledSms(), signedIn(), ...others, challengeIssued(), stepUpIssued({ challengeId: 'challenge-2' })])
      .and([appEnrollmentStarted()])
      .when(confirmEnrollment())
      .then([
        ...appEnrolled,
        sessionsEnded(['session-2', 'session-3'], 'METHOD_ENROLLED'),
        challengeClosed('challenge-1', 'METHODS_CHANGED'),
        challengeClosed('challenge-2', 'METHODS_CHANGED'),
      ]);
  });

  it('challenges that are over are not closed again', () => {
    given([...enrolledSms(), signedIn(), appEnrollmentStarted(), challengeIssued({ expiresAt: inTime(minute) })])
      .when(confirmEnrollment({ at: inTime(minute) }))
      .then(appEnrolled);
  });
});

describe('confirmEnrollment with a token that is not right', () => {
  it('B8: a wrong token is recorded, and the tries left are told', () => {
    pendingApp
      .when(confirmEnrollment({ token: { is: 'WRONG' } }))
      .thenRejected({ reason: 'TOKEN_WRONG', attemptsLeft: 4 }, [wrongToken()]);
  });

  it.each([95, -600])('C5: one that the clock made wrong is refused with the difference (%d s)', (seconds) => {
    const skew = { reason: 'CLOCK_SKEW', clockDifferenceSeconds: seconds } as const;
    pendingApp
      .when(confirmEnrollment({ token: { is: 'SKEWED', clockDifferenceSeconds: seconds } }))
      .thenRejected({ ...skew, attemptsLeft: 4 }, [
        { type: 'EnrollmentTokenRejected', data: { enrollmentId: 'enrollment-1', ...skew } },
      ]);
  });

  it('E1: the fifth one closes the enrollment; those that the clock made wrong count', () => {
    const four = [wrongToken(), wrongToken('CLOCK_SKEW'), wrongToken(), wrongToken('CLOCK_SKEW')];
    for (const pending of [pendingApp, pendingSms]) {
      pending
        .and(four)
        .when(confirmEnrollment({ token: { is: 'WRONG' } }))
        .thenRejected({ reason: 'TOKEN_WRONG', attemptsLeft: 0 }, [wrongToken(), usedUp]);
    }
    pendingApp
      .and([...four, wrongToken(), usedUp])
      .when(confirmEnrollment())
      .thenRejected(closed);
  });

  it('E1: the fifth token may still be right', () => {
    pendingApp
      .and([wrongToken(), wrongToken(), wrongToken(), wrongToken()])
      .when(confirmEnrollment())
      .then(appEnrolled);
  });

  it('B5: they do not count for the account: who enrolls knows the secret', () => {
    pendingApp.and([wrongToken(), wrongToken()]).thenState({ attempts: { wrongInARow: 0, lock: { status: 'OPEN' } } });
  });
});

describe('confirmEnrollment of an enrollment that is not open to who asks', () => {
  it.each([
    ['unknown', []],
    ['confirmed', enrolledApp()],
    ['used up', [appEnrollmentStarted(), usedUp]],
    ['replaced', [appEnrollmentStarted(), appEnrollmentStarted({ enrollmentId: 'enrollment-2' })]],
    ["another session's", [appEnrollmentStarted({ sessionId: 'session-2' })]],
  ] as const)('E1: %s: closed, nothing else is told (attacks 13 and 14)', (_, history) => {
    given([signedIn(), ...history])
      .when(confirmEnrollment())
      .thenRejected(closed);
  });

  const [before, at, after] = around(10 * minute);
  it('E1: an enrollment is open 10 minutes, to the millisecond (attack 32)', () => {
    pendingApp.when(confirmEnrollment({ at: inTime(before) })).then(appEnrolled);
    pendingApp.when(confirmEnrollment({ at: inTime(at) })).thenRejected(closed);
    pendingApp.when(confirmEnrollment({ at: inTime(after) })).thenRejected(closed);
  });

  it('F3: a method that was forbidden meanwhile is not enrolled', () => {
    pendingSms
      .when(confirmEnrollment({ allowedMethods: ['AUTHENTICATOR_APP'] }))
      .thenRejected({ reason: 'METHOD_NOT_ALLOWED' });
  });

  it('B10: a session that ended is signed in no more', () => {
    pendingApp
      .and([sessionsEnded(['session-1'], 'PASSWORD_CHANGED')])
      .when(confirmEnrollment())
      .thenRejected({ reason: 'SESSION_ENDED' });
  });
});
