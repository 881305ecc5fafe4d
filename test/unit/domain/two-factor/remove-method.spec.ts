import { describe, it } from 'vitest';
import { minute } from '../../../../src/domain/instant.js';
import { removeMethod } from '../../../support/two-factor-commands.js';
import {
  ago,
  around,
  challengeClosed,
  challengeIssued,
  defaultChanged,
  enrolledApp,
  enrolledSms,
  inTime,
  methodRemoved,
  sessionsEnded,
  signedIn,
  signedInWithApp,
  signedInWithRecoveryCode,
  stepUpIssued,
  tokenIssued,
} from '../../../support/two-factor-history.js';
import { given } from '../../../support/two-factor-specification.js';

/** SMS was enrolled last and is the default; the session answered a second factor just now. */
const both = given([...enrolledApp(), ...enrolledSms(), signedInWithApp()]);
const appOnly = given([...enrolledApp(), signedInWithApp()]);
const asked = stepUpIssued({ challengeId: 'step-up', expiresAt: inTime(10 * minute) });

describe('removeMethod', () => {
  it('E6: the other method becomes the default where the default goes', () => {
    both
      .when(removeMethod('SMS'))
      .then([methodRemoved('SMS'), defaultChanged({ method: 'AUTHENTICATOR_APP', reason: 'FALLBACK' })]);
    both
      .and([defaultChanged({ method: 'AUTHENTICATOR_APP', reason: 'CHOSEN' })])
      .when(removeMethod('AUTHENTICATOR_APP'))
      .then([methodRemoved('AUTHENTICATOR_APP'), defaultChanged({ method: 'SMS', reason: 'FALLBACK' })]);
  });

  it('E6: the default stays where another method goes', () => {
    both.when(removeMethod('AUTHENTICATOR_APP')).then([methodRemoved('AUTHENTICATOR_APP')]);
  });

  it('E6: without the last one two-factor is off and the recovery codes are void', () => {
    appOnly.when(removeMethod('AUTHENTICATOR_APP')).then([methodRemoved('AUTHENTICATOR_APP')]);
    given([...enrolledSms(), signedInWithApp()])
      .when(removeMethod('SMS'))
      .then([methodRemoved('SMS')]);
    appOnly.and([methodRemoved('AUTHENTICATOR_APP')]).thenState({ enrolled: { status: 'OFF' }, credentials: {} });
  });

  it('E6: the last one stays while the reseller requires two-factor', () => {
    appOnly
      .when(removeMethod('AUTHENTICATOR_APP', { twoFactorRequired: true }))
      .thenRejected({ reason: 'TWO_FACTOR_REQUIRED' });
    both
      .when(removeMethod('AUTHENTICATOR_APP', { twoFactorRequired: true }))
      .then([methodRemoved('AUTHENTICATOR_APP')]);
  });

  it('E9: every other session ends, and every challenge closes (attack 21)', () => {
    both
      .and([signedIn({ sessionId: 'session-2' }), challengeIssued({ method: 'SMS' })])
      .when(removeMethod('AUTHENTICATOR_APP'))
      .then([
        methodRemoved('AUTHENTICATOR_APP'),
        sessionsEnded(['session-2'], 'METHOD_REMOVED'),
        challengeClosed('challenge-1', 'METHODS_CHANGED'),
      ]);
  });
});

describe('removeMethod without a fresh second-factor answer', () => {
  it('E2: the default method is asked for first (attack 16)', () => {
    given([...enrolledApp(), ...enrolledSms(), signedIn()])
      .when(removeMethod('AUTHENTICATOR_APP'))
      .then([stepUpIssued({ ...asked.data, method: 'SMS' }), tokenIssued({ challengeId: 'step-up' })]);
  });

  const [before, at, after] = around(10 * minute);
  it('E2: an answer counts for 10 minutes, to the millisecond (attack 32)', () => {
    const remove = removeMethod('AUTHENTICATOR_APP');
    const answered = [...enrolledApp(), signedInWithApp()];
    given(answered, ago(before))
      .when(remove)
      .then([methodRemoved('AUTHENTICATOR_APP')]);
    given(answered, ago(at)).when(remove).then([asked]);
    given(answered, ago(after)).when(remove).then([asked]);
  });

  it('E8: a session that began with a recovery code may enroll, and not remove, with the password alone', () => {
    given([...enrolledApp(), signedInWithRecoveryCode()], ago(at))
      .when(removeMethod('AUTHENTICATOR_APP'))
      .then([asked]);
  });
});

describe('removeMethod refused', () => {
  it.each([
    ['SMS', enrolledApp()],
    ['AUTHENTICATOR_APP', enrolledSms()],
    ['AUTHENTICATOR_APP', []],
  ] as const)('E6: %s is not there', (method, history) => {
    given([...history, signedInWithApp()])
      .when(removeMethod(method))
      .thenRejected({ reason: 'METHOD_NOT_ENROLLED' });
  });

  it('B10: an unknown session is signed in no more', () => {
    both.when(removeMethod('SMS', { sessionId: 'session-2' })).thenRejected({ reason: 'SESSION_ENDED' });
  });
});
