import { describe, it } from 'vitest';
import { day, hour, minute, second } from '../../../../src/domain/instant.js';
import type { DecidedTwoFactorEvent } from '../../../../src/domain/two-factor/two-factor-decision.js';
import { offeredApp, offeredSms, startEnrollment } from '../../../support/two-factor-commands.js';
import {
  ago,
  appEnrollmentStarted,
  around,
  challengeClosed,
  challengeIssued,
  challengePassed,
  defaultChanged,
  enrolledApp,
  enrolledSms,
  enrollmentTokenIssued,
  inTime,
  methodRemoved,
  now,
  signedIn,
  signedInWithApp,
  signedInWithRecoveryCode,
  signedInWithSms,
  smsEnrollmentStarted,
  stepUpIssued,
  tokenIssued,
} from '../../../support/two-factor-history.js';
import { given } from '../../../support/two-factor-specification.js';

const newEnrollment = { eventId: 'sealed-2', enrollmentId: 'enrollment-2', expiresAt: inTime(10 * minute) };
const started = appEnrollmentStarted({ ...newEnrollment, secret: 'secret-2' });
const replaced: DecidedTwoFactorEvent = {
  type: 'EnrollmentClosed',
  data: { enrollmentId: 'enrollment-1', reason: 'REPLACED' },
};
const asked = stepUpIssued({ challengeId: 'step-up' });

describe('startEnrollment without a method', () => {
  it('E1: an app is offered for 10 minutes, its secret bound to the event', () => {
    given([signedIn()]).when(startEnrollment()).then([started]);
  });

  it('E1: so is a phone number', () => {
    given([signedIn()])
      .when(startEnrollment({ offered: offeredSms }))
      .then([
        smsEnrollmentStarted({ ...newEnrollment, secret: 'number-2' }),
        enrollmentTokenIssued({ enrollmentId: 'enrollment-2' }),
      ]);
  });

  it('B11: a session that can only enroll can enroll', () => {
    given([signedIn({ restrictedToEnrollment: true })])
      .when(startEnrollment())
      .then([started]);
  });

  it.each([appEnrollmentStarted(), smsEnrollmentStarted()])(
    'E1: starting again voids the enrollment that was open (attack 14)',
    (older) => {
      given([signedIn(), older]).when(startEnrollment()).then([replaced, started]);
    },
  );

  it('E2: the password is enough again after the last method was removed', () => {
    given([...enrolledApp(), methodRemoved('AUTHENTICATOR_APP'), signedIn()])
      .when(startEnrollment())
      .then([started]);
  });
});

describe('startEnrollment with a method', () => {
  it.each([
    ['AUTHENTICATOR_APP', enrolledApp()],
    ['SMS', enrolledSms()],
  ] as const)('E2: a second-factor answer is asked for first, by %s (attacks 16 and 20)', (method, enrolled) => {
    for (const offered of [offeredApp, offeredSms]) {
      given([...enrolled, signedIn()])
        .when(startEnrollment({ offered }))
        .then([
          stepUpIssued({ ...asked.data, method }),
          ...(method === 'SMS' ? [tokenIssued({ challengeId: 'step-up' })] : []),
        ]);
    }
  });

  it('E2: the enrollment that is open stays open meanwhile', () => {
    given([...enrolledApp(), signedIn(), appEnrollmentStarted()])
      .when(startEnrollment())
      .then([asked]);
  });

  const [before, at, after] = around(10 * minute);
  it('E2: an answer at sign-in counts for 10 minutes, to the millisecond (attack 32)', () => {
    given([...enrolledApp(), signedInWithApp()], ago(before))
      .when(startEnrollment())
      .then([started]);
    given([...enrolledApp(), signedInWithApp()], ago(at))
      .when(startEnrollment())
      .then([asked]);
    given([...enrolledApp(), signedInWithApp()], ago(after))
      .when(startEnrollment())
      .then([asked]);
  });

  it('E2: an answer to a step-up counts for 10 minutes, to the millisecond (attack 32)', () => {
    const passed = challengePassed({ purpose: 'STEP_UP', sessionId: 'session-1' });
    const history = given([...enrolledApp(), signedIn(), stepUpIssued()], ago(20 * minute));
    history.and([passed], ago(before)).when(startEnrollment()).then([started]);
    history.and([passed], ago(at)).when(startEnrollment()).then([asked]);
    history.and([passed], ago(after)).when(startEnrollment()).then([asked]);
  });

  it("E2: another session's answer does not count", () => {
    given([...enrolledApp(), signedIn(), signedInWithApp({ sessionId: 'session-2' })])
      .when(startEnrollment())
      .then([asked]);
  });

  it('B4: the step-up counts among the challenges that are open', () => {
    const open = ['oldest', 'older', 'newest'].map((challengeId) => challengeIssued({ challengeId }));
    given([...enrolledApp(), signedIn(), ...open])
      .when(startEnrollment())
      .then([challengeClosed('oldest', 'TOO_MANY_OPEN'), asked]);
  });
});

describe('startEnrollment after a recovery code', () => {
  const recovered = given(enrolledApp(), ago(day)).and([signedInWithRecoveryCode()], ago(30 * minute));

  it('E8: the password alone is enough: the phone is lost', () => {
    recovered.when(startEnrollment()).then([started]);
  });

  it('E8: for one new method: with it a copy of the session and the password are not enough any more', () => {
    const enrolled = recovered.and(enrolledSms());
    enrolled
      .when(startEnrollment())
      .then([stepUpIssued({ ...asked.data, method: 'SMS' }), tokenIssued({ challengeId: 'step-up' })]);
    const removedAgain = [methodRemoved('SMS'), defaultChanged({ reason: 'FALLBACK' })];
    enrolled.and(removedAgain).when(startEnrollment()).then([asked]);
  });

  it('E8: where it was a step-up, the session did not begin with it', () => {
    const steppedUp = challengePassed({ purpose: 'STEP_UP', sessionId: 'session-1', factor: 'RECOVERY_CODE' });
    given([...enrolledApp(), signedInWithApp(), stepUpIssued(), steppedUp], ago(10 * minute))
      .when(startEnrollment())
      .then([asked]);
  });
});

describe('startEnrollment of a phone number', () => {
  const sms = smsEnrollmentStarted({ ...newEnrollment, secret: 'number-2' });
  const firstToken = enrollmentTokenIssued({ enrollmentId: 'enrollment-2' });
  const reachedLimit = { limit: 'NUMBER', retryAt: inTime(minute) } as const;
  const start = startEnrollment({ offered: offeredSms });

  it('D3: the token goes to the country of the new number', () => {
    given([signedIn()])
      .when({ ...start, sending: { tokenId: 'new-token', enrolledCountry: 'US', offeredCountry: 'GB' } })
      .then([sms, enrollmentTokenIssued({ ...firstToken.data, country: 'GB' })]);
  });

  it('E1: starting again voids the older number and sends another token (attack 14)', () => {
    given([signedIn(), smsEnrollmentStarted(), enrollmentTokenIssued({ tokenId: 'token-1' })])
      .when(start)
      .then([replaced, sms, firstToken]);
  });

  it('E4: the number that is enrolled stays in use until the new one is confirmed (attack 19)', () => {
    const history = given([...enrolledSms(), signedInWithSms()]);
    const { credentials, enrolled } = history.state;
    history.when(start).then([sms, firstToken]);
    history.and([sms, firstToken]).thenState({ credentials, enrolled });
  });

  it.each([
    ['a limit that all share', { ...start.sending, reachedLimit }, reachedLimit],
    ['no country that is served', { tokenId: 'new-token', enrolledCountry: 'US' }, { limit: 'COUNTRY' }],
  ] as const)('D3: %s: nothing is begun, and an older enrollment stays as it was', (_, sending, reached) => {
    given([signedIn(), appEnrollmentStarted()])
      .when({ ...start, sending })
      .thenRejected({ reason: 'SENDING_LIMIT_REACHED', ...reached });
  });

  const [before, at, after] = around(hour);
  it('D3: its token counts among the 10 that a user is sent in an hour, to the millisecond', () => {
    const ten = Array.from({ length: 10 }, (_, index) =>
      enrollmentTokenIssued({ enrollmentId: `enrollment-0${index}`, tokenId: `token-${index}` }),
    );
    const sentAgo = (age: number) => given(ten, ago(age)).and([signedIn()]).when(start);
    sentAgo(before).thenRejected({ reason: 'SENDING_LIMIT_REACHED', limit: 'USER', retryAt: inTime(hour - before) });
    sentAgo(at).then([sms, firstToken]);
    sentAgo(after).then([sms, firstToken]);
  });
});

describe('startEnrollment refused', () => {
  it.each([
    [offeredApp, 'SMS'],
    [offeredSms, 'AUTHENTICATOR_APP'],
  ] as const)("F3: the reseller's policy rules which methods there are", (offered, allowed) => {
    given([signedIn()])
      .when(startEnrollment({ offered, allowedMethods: [allowed] }))
      .thenRejected({ reason: 'METHOD_NOT_ALLOWED' });
  });

  it.each([
    ['unknown', []],
    ["another person's", [signedIn({ sessionId: 'session-2' })]],
    ['a day old', [signedIn({ expiresAt: now })]],
  ] as const)('B10: a session that is %s is signed in no more', (_, sessions) => {
    given(sessions, ago(second)).when(startEnrollment()).thenRejected({ reason: 'SESSION_ENDED' });
  });
});
