import { describe, it } from 'vitest';
import { hour, minute } from '../../../../src/domain/instant.js';
import type { DecidedTwoFactorEvent } from '../../../../src/domain/two-factor/two-factor-decision.js';
import {
  regenerateRecoveryCodes,
  removeMethod,
  sending,
  signIn,
  startEnrollment,
  stepUp,
} from '../../../support/two-factor-commands.js';
import {
  ago,
  around,
  challengeIssued,
  defaultChanged,
  enrolledApp,
  enrolledSms,
  inTime,
  locked,
  methodRemoved,
  now,
  signedIn,
  smsEnrollmentStarted,
  stepUpIssued,
  tokenIssued,
  tokenWithheld,
  wrongTokens,
} from '../../../support/two-factor-history.js';
import { given } from '../../../support/two-factor-specification.js';

/** Of a prompt: each of the commands that bring one. */
const signInChallenge = challengeIssued({ challengeId: 'new-challenge', method: 'SMS' });
const stepUpChallenge = stepUpIssued({ challengeId: 'step-up', method: 'SMS' });
const prompts = [
  ['at sign-in in CONTROL_PANEL', signIn(), signInChallenge],
  [
    'at sign-in in CLASSIC',
    signIn({ interface: 'CLASSIC' }),
    challengeIssued({ ...signInChallenge.data, interface: 'CLASSIC' }),
  ],
  ['at a step-up', stepUp(), stepUpChallenge],
  ['before an enrollment', startEnrollment(), stepUpChallenge],
  ['before a removal', removeMethod('SMS'), stepUpChallenge],
  ['before new recovery codes', regenerateRecoveryCodes(), stepUpChallenge],
] as const;
const bySms = given([...enrolledSms(), signedIn()]);
const limited = { limit: 'NUMBER', retryAt: inTime(minute) } as const;

describe('a prompt for SMS', () => {
  it.each(prompts)('B2: sends a fresh token at once, %s', (_, command, challenge) => {
    const { challengeId } = challenge.data;
    bySms.when(command).then([challenge, tokenIssued({ challengeId })]);
  });

  it.each(prompts)('B2: asks for it also where a limit forbids the token, and says so, %s', (_, command, challenge) => {
    const { challengeId } = challenge.data;
    bySms
      .when({ ...command, sending: { ...sending, reachedLimit: limited } })
      .then([challenge, tokenWithheld('NUMBER', { challengeId, retryAt: limited.retryAt })]);
    bySms
      .when({ ...command, sending: { tokenId: 'new-token' } })
      .then([challenge, tokenWithheld('COUNTRY', { challengeId })]);
  });

  it('E4: it is sent to the number in use while another one waits to be confirmed (attack 19)', () => {
    bySms
      .and([smsEnrollmentStarted({ enrollmentId: 'enrollment-2' })])
      .when(signIn({ sending: { tokenId: 'new-token', enrolledCountry: 'US', offeredCountry: 'GB' } }))
      .then([signInChallenge, tokenIssued({ challengeId: 'new-challenge', country: 'US' })]);
  });

  it('D3: a prompt does not wait for the wait of another one', () => {
    bySms
      .and([challengeIssued({ method: 'SMS' }), tokenIssued({ tokenId: 'token-1' })])
      .when(signIn())
      .then([signInChallenge, tokenIssued({ challengeId: 'new-challenge' })]);
  });

  const [before, at, after] = around(hour);
  it.each([
    [before, tokenWithheld('USER', { challengeId: 'new-challenge', retryAt: inTime(hour - before) })],
    [at, tokenIssued({ challengeId: 'new-challenge' })],
    [after, tokenIssued({ challengeId: 'new-challenge' })],
  ])('D3: signing in again and again is no way to more than 10 tokens an hour (%d ms)', (age, sent) => {
    const ten = Array.from({ length: 10 }, (_, index) =>
      tokenIssued({ challengeId: `challenge-${index}`, tokenId: `token-${index}` }),
    );
    given([...enrolledSms(), ...ten], ago(age))
      .when(signIn())
      .then([signInChallenge, sent]);
  });
});

describe('a prompt for SMS while the second factor is locked', () => {
  it.each(prompts)('B6: sends nothing: no token would be looked at, %s', (_, command, challenge) => {
    for (const until of [inTime(minute), null]) {
      bySms
        .and([...wrongTokens(5), locked(5, until)])
        .when(command)
        .then([challenge]);
    }
  });

  const [before, at, after] = around(minute);
  it.each([
    [before, []],
    [at, [tokenIssued({ challengeId: 'new-challenge' })]],
    [after, [tokenIssued({ challengeId: 'new-challenge' })]],
  ])('B6: sends again once the lock is over, to the millisecond (%d ms)', (age, sent) => {
    given([...enrolledSms(), ...wrongTokens(5), locked(5, inTime(minute - age))], ago(age))
      .when(signIn())
      .then([signInChallenge, ...sent]);
  });
});

describe('a prompt where there are two methods', () => {
  const app = challengeIssued({ challengeId: 'new-challenge' });
  const sms = [signInChallenge, tokenIssued({ challengeId: 'new-challenge' })];
  const chosen = (method: 'AUTHENTICATOR_APP' | 'SMS') => defaultChanged({ method, reason: 'CHOSEN' });
  const fallback = (method: 'AUTHENTICATOR_APP' | 'SMS') => defaultChanged({ method, reason: 'FALLBACK' });
  const smsLast = [...enrolledApp(), ...enrolledSms()];
  const appLast = [...enrolledSms(), ...enrolledApp()];

  it.each<readonly [string, readonly DecidedTwoFactorEvent[], readonly DecidedTwoFactorEvent[]]>([
    ['E1: SMS was enrolled last', smsLast, sms],
    ['E1: the app was enrolled last', appLast, [app]],
    ['E5: the app was chosen', [...smsLast, chosen('AUTHENTICATOR_APP')], [app]],
    ['E5: SMS was chosen', [...appLast, chosen('SMS')], sms],
    ['E6: the app is what is left', [...smsLast, methodRemoved('SMS'), fallback('AUTHENTICATOR_APP')], [app]],
    ['E6: SMS is what is left', [...appLast, methodRemoved('AUTHENTICATOR_APP'), fallback('SMS')], sms],
  ])('B2: a token is sent only for SMS. %s', (_, history, prompt) => {
    given(history, now).when(signIn()).then(prompt);
  });
});
