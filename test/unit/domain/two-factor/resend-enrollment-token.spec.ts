import { describe, it } from 'vitest';
import { hour, minute, second } from '../../../../src/domain/instant.js';
import type { DecidedTwoFactorEvent } from '../../../../src/domain/two-factor/two-factor-decision.js';
import { resendEnrollmentToken, sending } from '../../../support/two-factor-commands.js';
import {
  ago,
  appEnrollmentStarted,
  around,
  enrolledSms,
  enrollmentTokenIssued,
  inTime,
  sessionsEnded,
  signedIn,
  smsEnrollmentStarted,
  tokenIssued,
} from '../../../support/two-factor-history.js';
import { given } from '../../../support/two-factor-specification.js';

const closed = { reason: 'ENROLLMENT_CLOSED' } as const;
const first = enrollmentTokenIssued({ tokenId: 'token-1' });
const begun = given([signedIn(), smsEnrollmentStarted()]);
const pending = begun.and([first]);
const wrongToken: DecidedTwoFactorEvent = {
  type: 'EnrollmentTokenRejected',
  data: { enrollmentId: 'enrollment-1', reason: 'TOKEN_WRONG' },
};

describe('resendEnrollmentToken', () => {
  it.each([
    [1, 30 * second],
    [2, minute],
    [3, 2 * minute],
    [4, 2 * minute],
  ])('D3: after %d tokens it takes %d ms, to the millisecond', (sent, wait) => {
    const tokens = Array.from({ length: sent }, (_, index) => enrollmentTokenIssued({ tokenId: `token-${index}` }));
    const [before, at, after] = around(wait);
    const history = begun.and(tokens);
    history
      .when(resendEnrollmentToken({ at: inTime(before) }))
      .thenRejected({ reason: 'SENDING_LIMIT_REACHED', limit: 'RESEND_WAIT', retryAt: inTime(wait) });
    history.when(resendEnrollmentToken({ at: inTime(at) })).then([enrollmentTokenIssued({}, inTime(at))]);
    history.when(resendEnrollmentToken({ at: inTime(after) })).then([enrollmentTokenIssued({}, inTime(after))]);
  });

  it('E4: it goes to the number that is being enrolled, not to the one in use', () => {
    given([...enrolledSms(), signedIn(), smsEnrollmentStarted()])
      .when(resendEnrollmentToken({ sending: { tokenId: 'new-token', enrolledCountry: 'US', offeredCountry: 'GB' } }))
      .then([enrollmentTokenIssued({ country: 'GB' })]);
  });

  it('D2: it gives no tries back (attack 7)', () => {
    const guessed = pending.and([wrongToken, wrongToken]);
    const { enrollment, attempts } = guessed.state;
    guessed.and([enrollmentTokenIssued({ tokenId: 'token-2' })]).thenState({ enrollment, attempts });
  });

  it('D3: it counts among the 10 that a user is sent in an hour, to the millisecond', () => {
    const ten = Array.from({ length: 10 }, (_, index) =>
      tokenIssued({ challengeId: `challenge-${index}`, tokenId: `token-${index}` }),
    );
    const [before, at, after] = around(hour);
    const sentAgo = (age: number) => given(ten, ago(age)).and([signedIn(), smsEnrollmentStarted()]);
    sentAgo(before)
      .when(resendEnrollmentToken())
      .thenRejected({ reason: 'SENDING_LIMIT_REACHED', limit: 'USER', retryAt: inTime(hour - before) });
    sentAgo(at).when(resendEnrollmentToken()).then([enrollmentTokenIssued()]);
    sentAgo(after).when(resendEnrollmentToken()).then([enrollmentTokenIssued()]);
  });

  it('D3: limits that all share stand in its way, too', () => {
    const reachedLimit = { limit: 'NUMBER', retryAt: inTime(minute) } as const;
    begun
      .when(resendEnrollmentToken({ sending: { ...sending, reachedLimit } }))
      .thenRejected({ reason: 'SENDING_LIMIT_REACHED', ...reachedLimit });
    begun
      .when(resendEnrollmentToken({ sending: { tokenId: 'new-token', enrolledCountry: 'US' } }))
      .thenRejected({ reason: 'SENDING_LIMIT_REACHED', limit: 'COUNTRY' });
  });
});

describe('resendEnrollmentToken of an enrollment that is not open to who asks', () => {
  it.each([
    ['unknown', []],
    ["an app's", [appEnrollmentStarted()]],
    ['confirmed', enrolledSms()],
    ['replaced', [smsEnrollmentStarted(), smsEnrollmentStarted({ enrollmentId: 'enrollment-2' })]],
    ["another session's", [smsEnrollmentStarted({ sessionId: 'session-2' })]],
  ] as const)('E1: %s: closed, nothing else is told (attacks 13 and 14)', (_, history) => {
    given([signedIn(), ...history])
      .when(resendEnrollmentToken())
      .thenRejected(closed);
  });

  const [before, at, after] = around(10 * minute);
  it('E1: an enrollment is open 10 minutes, to the millisecond (attack 32)', () => {
    pending.when(resendEnrollmentToken({ at: inTime(before) })).then([enrollmentTokenIssued({}, inTime(before))]);
    pending.when(resendEnrollmentToken({ at: inTime(at) })).thenRejected(closed);
    pending.when(resendEnrollmentToken({ at: inTime(after) })).thenRejected(closed);
  });

  it('F3: nothing is sent where the policy has forbidden SMS since', () => {
    begun
      .when(resendEnrollmentToken({ allowedMethods: ['AUTHENTICATOR_APP'] }))
      .thenRejected({ reason: 'METHOD_NOT_ALLOWED' });
  });

  it('B10: a session that ended is signed in no more', () => {
    begun
      .and([sessionsEnded(['session-1'], 'PASSWORD_CHANGED')])
      .when(resendEnrollmentToken())
      .thenRejected({ reason: 'SESSION_ENDED' });
  });
});
