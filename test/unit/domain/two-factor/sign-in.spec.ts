import { describe, it } from 'vitest';
import { day, hour, minute, second } from '../../../../src/domain/instant.js';
import { defaultLimits } from '../../../../src/domain/two-factor/limits.js';
import type { Interface } from '../../../../src/domain/two-factor/method.js';
import { signIn } from '../../../support/two-factor-commands.js';
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
  inTime,
  locked,
  methodRemoved,
  now,
  sessionsEnded,
  signedIn,
  stepUpIssued,
  tokenIssued,
  wrongTokens,
} from '../../../support/two-factor-history.js';
import { given } from '../../../support/two-factor-specification.js';

const interfaces: readonly Interface[] = ['CONTROL_PANEL', 'CLASSIC'];
const newSession = signedIn({ sessionId: 'new-session', expiresAt: inTime(day) });
const newChallenge = challengeIssued({ challengeId: 'new-challenge', expiresAt: inTime(10 * minute) });

describe('signIn without a method', () => {
  it.each(interfaces)('B1: a right password is enough for a session in %s', (through) => {
    given()
      .when(signIn({ interface: through }))
      .then([signedIn({ ...newSession.data, interface: through })]);
  });

  it('B1: and so it is again after the last method was removed', () => {
    given([...enrolledApp(), methodRemoved('AUTHENTICATOR_APP')])
      .when(signIn())
      .then([newSession]);
  });

  it('B11: where two-factor is required, the session can do nothing but enroll a method', () => {
    given()
      .when(signIn({ twoFactorRequired: true }))
      .then([signedIn({ ...newSession.data, restrictedToEnrollment: true })]);
  });

  it('an enrollment that was never confirmed asks for nothing', () => {
    given([appEnrollmentStarted()]).when(signIn()).then([newSession]);
  });
});

/** B2: where SMS is the default, a token is sent at once. */
const newToken = tokenIssued({ challengeId: 'new-challenge' });

describe('signIn with a method', () => {
  it.each(interfaces)('B1: the app is asked for in %s', (through) => {
    given(enrolledApp())
      .when(signIn({ interface: through }))
      .then([challengeIssued({ ...newChallenge.data, interface: through })]);
  });

  it.each(interfaces)('B1: the SMS token is asked for in %s', (through) => {
    given(enrolledSms())
      .when(signIn({ interface: through }))
      .then([challengeIssued({ ...newChallenge.data, interface: through, method: 'SMS' }), newToken]);
  });

  it.each([
    ['the one enrolled last', [], 'SMS'],
    ['the one chosen', [defaultChanged({ method: 'AUTHENTICATOR_APP', reason: 'CHOSEN' })], 'AUTHENTICATOR_APP'],
  ] as const)('B1: of two methods the default is asked for: %s', (_, chosen, method) => {
    given([...enrolledApp(), ...enrolledSms(), ...chosen])
      .when(signIn())
      .then([challengeIssued({ ...newChallenge.data, method }), ...(method === 'SMS' ? [newToken] : [])]);
  });

  it('B1: no policy opens a way past the second factor', () => {
    given(enrolledApp())
      .when(signIn({ twoFactorRequired: true }))
      .then([newChallenge]);
  });

  it('B4: the challenge remembers which password was right', () => {
    given(enrolledApp())
      .when(signIn({ credentialVersion: 7 }))
      .then([challengeIssued({ ...newChallenge.data, credentialVersion: 7 })]);
  });

  it('B5: a locked second factor shows only at the answer, so the password is never confirmed differently', () => {
    given([...enrolledApp(), ...wrongTokens(5), locked(5, inTime(minute))])
      .when(signIn())
      .then([newChallenge]);
  });
});

describe('signIn with challenges open', () => {
  const challenges = ['oldest', 'older', 'newest'].map((challengeId) => challengeIssued({ challengeId }));

  it('B4: three may be open at a time', () => {
    given([...enrolledApp(), ...challenges.slice(1)])
      .when(signIn())
      .then([newChallenge]);
  });

  it('B4: a fourth closes the oldest', () => {
    given([...enrolledApp(), ...challenges])
      .when(signIn())
      .then([challengeClosed('oldest', 'TOO_MANY_OPEN'), newChallenge]);
  });

  it('B4: those of a step-up count as well', () => {
    given([...enrolledApp(), signedIn(), stepUpIssued({ challengeId: 'oldest' }), ...challenges.slice(1)])
      .when(signIn())
      .then([challengeClosed('oldest', 'TOO_MANY_OPEN'), newChallenge]);
  });

  it('B4: passed and closed ones do not count', () => {
    given([...enrolledApp(), ...challenges, challengePassed({ challengeId: 'older' })])
      .when(signIn())
      .then([newChallenge]);
    given([...enrolledApp(), ...challenges, challengeClosed('older', 'METHODS_CHANGED')])
      .when(signIn())
      .then([newChallenge]);
  });

  const [before, at, after] = around(10 * minute);
  it.each([
    [before, [challengeClosed('oldest', 'TOO_MANY_OPEN')]],
    [at, []],
    [after, []],
  ])('B4: expired ones do not count (%d ms after the oldest was issued)', (age, closed) => {
    given([...enrolledApp(), ...challenges])
      .when(signIn({ at: inTime(age) }))
      .then([...closed, challengeIssued({ ...newChallenge.data, expiresAt: inTime(age + 10 * minute) })]);
  });
});

describe('signIn with sessions', () => {
  const sessions = Array.from({ length: defaultLimits.sessionsPerUser }, (_, index) =>
    signedIn({ sessionId: `session-${index + 1}` }),
  );

  it('B10: a user has at most 50: one more ends the oldest', () => {
    given(sessions.slice(1)).when(signIn()).then([newSession]);
    given(sessions)
      .when(signIn())
      .then([sessionsEnded(['session-1'], 'TOO_MANY'), newSession]);
  });

  it('B10: those that ended do not count', () => {
    given([...sessions, sessionsEnded(['session-7'], 'REQUESTED')])
      .when(signIn())
      .then([newSession]);
  });

  const [before, at, after] = around(hour);
  it.each([
    [before, [sessionsEnded(['session-1'], 'TOO_MANY')]],
    [at, []],
    [after, []],
  ])('B10: those idle for an hour do not count (%d ms)', (idle, ended) => {
    given(sessions, ago(idle))
      .when(signIn())
      .then([...ended, newSession]);
  });

  it('B10: those a day old do not count, however busy', () => {
    const expiring = sessions.map(({ data }) => signedIn({ ...data, expiresAt: now }));
    given(expiring, ago(second)).when(signIn()).then([newSession]);
  });
});
