import { describe, expect, it } from 'vitest';
import { hour, minute, second } from '../../../../src/domain/instant.js';
import { describeChallenge } from '../../../../src/domain/two-factor/describe-challenge.js';
import { defaultLimits as limits } from '../../../../src/domain/two-factor/limits.js';
import type { DeliveryOutcome } from '../../../../src/domain/two-factor/record-delivery.js';
import { evolveTwoFactor, initialTwoFactorState } from '../../../../src/domain/two-factor/state.js';
import type { DecidedTwoFactorEvent } from '../../../../src/domain/two-factor/two-factor-decision.js';
import {
  answerSms,
  answerWrong,
  chooseMethod,
  offeredSms,
  resendEnrollmentToken,
  sending,
  sendToken,
  signIn,
  startEnrollment,
} from '../../../support/two-factor-commands.js';
import {
  ago,
  appEnrollmentStarted,
  around,
  challengeIssued,
  challengePassed,
  enrolledApp,
  enrolledSms,
  enrollmentTokenIssued,
  inTime,
  locked,
  methodChosen,
  methodRemoved,
  now,
  signedIn,
  smsEnrollmentStarted,
  tokenIssued,
  tokenRejected,
  wrongTokens,
} from '../../../support/two-factor-history.js';
import { given } from '../../../support/two-factor-specification.js';

const challenge = challengeIssued({ method: 'SMS' });
const first = tokenIssued({ tokenId: 'token-1' });
const asked = given([...enrolledSms(), challenge, first]);
const withheld = (limit: 'USER' | 'NUMBER' | 'COUNTRY', retryAt?: string): DecidedTwoFactorEvent => ({
  type: 'TokenWithheld',
  data: { challengeId: 'challenge-1', limit, ...(retryAt !== undefined && { retryAt }) },
});
const limited = { limit: 'NUMBER', retryAt: inTime(minute) } as const;

describe('answerChallenge by SMS', () => {
  it('the token that was sent last passes the challenge, and the history says which one it was', () => {
    asked
      .when(answerSms('token-1'))
      .then([
        challengePassed({ factor: 'SMS', tokenId: 'token-1' }),
        expect.objectContaining({ type: 'SignedIn' }) as DecidedTwoFactorEvent,
      ]);
  });

  it('B9, D2: one that a newer one has followed is refused as such, and counts', () => {
    const resent = asked.and([tokenIssued({ tokenId: 'token-2' })]);
    resent
      .when(answerSms('token-1'))
      .thenRejected({ reason: 'TOKEN_SUPERSEDED', attemptsLeft: 4 }, [
        tokenRejected({ method: 'SMS', reason: 'TOKEN_SUPERSEDED' }),
      ]);
  });

  it('B5: a wrong one counts for the account, over methods and resends (attacks 6 and 7)', () => {
    given([
      ...enrolledApp(),
      ...enrolledSms(),
      ...wrongTokens(3),
      challenge,
      first,
      tokenIssued({ tokenId: 'token-2' }),
    ])
      .when(answerWrong())
      .thenRejected({ reason: 'TOKEN_WRONG', attemptsLeft: 1 }, [tokenRejected({ method: 'SMS', wrongInARow: 4 })]);
  });

  const [before, at, after] = around(5 * minute);
  it('D2: a token is good for 5 minutes, to the millisecond; then nothing is looked at or counted (attack 32)', () => {
    asked
      .when(answerWrong({ at: inTime(before) }))
      .thenRejected({ reason: 'TOKEN_WRONG', attemptsLeft: 4 }, [tokenRejected({ method: 'SMS' })]);
    asked.when(answerSms('token-1', { at: inTime(at) })).thenRejected({ reason: 'TOKEN_EXPIRED' });
    asked.when(answerSms('token-1', { at: inTime(after) })).thenRejected({ reason: 'TOKEN_EXPIRED' });
  });

  it('D2: the token of another challenge is nothing', () => {
    given([...enrolledSms(), challenge, tokenIssued({ challengeId: 'challenge-0', tokenId: 'token-0' })])
      .when(answerSms('token-0'))
      .thenRejected({ reason: 'TOKEN_EXPIRED' });
  });
});

describe('sendToken', () => {
  it('D3: another token is there 30 seconds after the first, then 60, then 120, and 120 from then on', () => {
    const waits = [30 * second, minute, 2 * minute, 2 * minute];
    let history = given([...enrolledSms(), challenge, first], now);
    let last = 0;
    for (const wait of waits) {
      const [tooEarly, inTimeFor] = around(last + wait);
      history
        .when(sendToken({ at: inTime(tooEarly) }))
        .thenRejected({ reason: 'SENDING_LIMIT_REACHED', limit: 'RESEND_WAIT', retryAt: inTime(last + wait) });
      const at = inTime(inTimeFor);
      history.when(sendToken({ at })).then([tokenIssued({}, at)]);
      history = history.and([tokenIssued({ tokenId: `token-${last}` }, at)], at);
      last += wait;
    }
  });

  it('D3: at most 10 tokens in an hour for a user, whatever they are for', () => {
    const ten = Array.from({ length: 10 }, (_, index) =>
      tokenIssued({ challengeId: `earlier-${index}`, tokenId: `token-${index}` }),
    );
    const tenSent = given([...enrolledSms(), challenge, ...ten], now);
    const [before, at] = around(hour);
    const open = (moment: number) => ({ ...sendToken({ at: inTime(moment) }) });
    const stillOpen = given([...enrolledSms(), ...ten], now).and(
      [challengeIssued({ method: 'SMS', expiresAt: inTime(2 * hour) })],
      now,
    );
    tenSent.when(sendToken()).thenRejected({ reason: 'SENDING_LIMIT_REACHED', limit: 'USER', retryAt: inTime(hour) });
    stillOpen
      .when(open(before))
      .thenRejected({ reason: 'SENDING_LIMIT_REACHED', limit: 'USER', retryAt: inTime(hour) });
    stillOpen.when(open(at)).then([tokenIssued({}, inTime(at))]);
  });

  it('D3: a limit that all share stands in its way, too', () => {
    given([...enrolledSms(), challenge])
      .when(sendToken({ sending: { ...sending, reachedLimit: limited } }))
      .thenRejected({ reason: 'SENDING_LIMIT_REACHED', ...limited });
  });

  it('nothing is sent to a number that cannot be sent to', () => {
    given([...enrolledSms(), challenge])
      .when(sendToken({ sending: { tokenId: 'new-token' } }))
      .thenRejected({ reason: 'SENDING_LIMIT_REACHED', limit: 'COUNTRY' });
  });

  it('B3: it makes SMS what a challenge for the app asks for', () => {
    given([...enrolledSms(), ...enrolledApp(), challengeIssued()])
      .when(sendToken())
      .then([methodChosen('SMS'), tokenIssued()]);
  });

  it('is refused where SMS is not enrolled, or not allowed any more', () => {
    given([...enrolledApp(), challengeIssued()])
      .when(sendToken())
      .thenRejected({ reason: 'METHOD_NOT_ENROLLED' });
    given([...enrolledSms(), challenge])
      .when(sendToken({ allowedMethods: ['AUTHENTICATOR_APP'] }))
      .thenRejected({ reason: 'METHOD_NOT_ALLOWED' });
  });

  it('is refused where no answer would be looked at', () => {
    const until = inTime(minute);
    given([...enrolledSms(), challenge, ...wrongTokens(5), locked(5, until)])
      .when(sendToken())
      .thenRejected({ reason: 'TOO_MANY_ATTEMPTS', retryAt: until });
    given([...enrolledSms()])
      .when(sendToken())
      .thenRejected({ reason: 'CHALLENGE_CLOSED' });
    const usedUp = Array.from({ length: 5 }, (_, index) => tokenRejected({ method: 'SMS', wrongInARow: index + 1 }));
    given([...enrolledSms(), challenge, ...usedUp])
      .when(sendToken())
      .thenRejected({ reason: 'CHALLENGE_CLOSED' });
  });
});

describe('a challenge by SMS', () => {
  it('B2, D3: is issued where a limit is reached, and says that nothing was sent: another method can be chosen', () => {
    given(enrolledSms())
      .when(signIn({ challengeId: 'challenge-1', sending: { ...sending, reachedLimit: limited } }))
      .then([challenge, withheld('NUMBER', inTime(minute))]);
  });

  it('B6: sends nothing while the second factor is locked', () => {
    given([...enrolledSms(), ...wrongTokens(5), locked(5, inTime(minute))])
      .when(signIn({ challengeId: 'challenge-1' }))
      .then([challenge]);
  });

  it('B3: there and back again sends nothing new while the token is good', () => {
    const back = given([...enrolledApp(), ...enrolledSms(), challenge, first, methodChosen('AUTHENTICATOR_APP')]);
    back.when(chooseMethod('SMS')).then([methodChosen('SMS')]);
    const at = inTime(5 * minute);
    back.when(chooseMethod('SMS', { at })).then([methodChosen('SMS'), tokenIssued({}, at)]);
  });
});

describe('an enrollment by SMS', () => {
  const pending = given([signedIn(), smsEnrollmentStarted(), enrollmentTokenIssued({ tokenId: 'token-1' }, now)], now);

  it('D3: is not begun where its token could not be sent', () => {
    given([signedIn(), appEnrollmentStarted()])
      .when(startEnrollment({ offered: offeredSms, sending: { ...sending, reachedLimit: limited } }))
      .thenRejected({ reason: 'SENDING_LIMIT_REACHED', ...limited });
  });

  it('D3: takes another token after the wait, and not before', () => {
    const [before, at] = around(30 * second);
    pending
      .when(resendEnrollmentToken({ at: inTime(before) }))
      .thenRejected({ reason: 'SENDING_LIMIT_REACHED', limit: 'RESEND_WAIT', retryAt: inTime(30 * second) });
    pending.when(resendEnrollmentToken({ at: inTime(at) })).then([enrollmentTokenIssued({}, inTime(at))]);
  });

  it('is refused another one where it is not open, not by SMS, not allowed, or the session is over', () => {
    const later = { at: inTime(minute) };
    given([signedIn()]).when(resendEnrollmentToken()).thenRejected({ reason: 'ENROLLMENT_CLOSED' });
    given([signedIn(), appEnrollmentStarted()])
      .when(resendEnrollmentToken())
      .thenRejected({ reason: 'ENROLLMENT_CLOSED' });
    pending
      .when(resendEnrollmentToken({ ...later, allowedMethods: ['AUTHENTICATOR_APP'] }))
      .thenRejected({ reason: 'METHOD_NOT_ALLOWED' });
    pending.when(resendEnrollmentToken({ ...later, sessionId: 'other' })).thenRejected({ reason: 'SESSION_ENDED' });
  });

  it('E4: leaves the number that is enrolled in use until it is confirmed (attack 19)', () => {
    given([
      ...enrolledSms(),
      signedIn(),
      smsEnrollmentStarted({ enrollmentId: 'enrollment-2', secret: 'new-number' }),
    ]).thenState({
      credentials: expect.objectContaining({
        sms: { phoneNumber: expect.objectContaining({ eventId: 'sealed-sms' }) },
      }) as never,
    });
  });
});

describe('recordDelivery', () => {
  const sent: DeliveryOutcome = { type: 'TokenSent', data: { tokenId: 'token-1', provider: 'messagebird' } };
  const delivered: DeliveryOutcome = { type: 'TokenDelivered', data: { tokenId: 'token-1', provider: 'messagebird' } };
  const failed = (final: boolean, reason: 'PROVIDER_UNAVAILABLE' | 'UNDELIVERED' = 'PROVIDER_UNAVAILABLE') =>
    ({ type: 'TokenDeliveryFailed', data: { tokenId: 'token-1', reason, final } }) satisfies DeliveryOutcome;
  const record = (outcome: DeliveryOutcome) => ({ type: 'recordDelivery', outcome }) as const;

  it.each([
    ['sent', [], sent],
    ['failed for now', [], failed(false)],
    ['failed for good after that', [failed(false)], failed(true)],
    ['sent after all', [failed(false)], sent],
    ['delivered', [sent], delivered],
    ['delivered before the sender has said that it was sent', [], delivered],
    ['not delivered', [sent], failed(true, 'UNDELIVERED')],
    ['delivered after all', [sent, failed(true, 'UNDELIVERED')], delivered],
  ] as const)('keeps that it was %s', (_what, before, outcome) => {
    asked.and(before).when(record(outcome)).then([outcome]);
  });

  it.each([
    ['sent twice', [sent], sent],
    ['sent after it was delivered', [delivered], sent],
    ['delivered twice', [delivered], delivered],
    ['failed after it was delivered', [delivered], failed(true, 'UNDELIVERED')],
    ['failed for now twice', [failed(false)], failed(false)],
    ['failed for good twice', [failed(true)], failed(true)],
    ['failed for now after it was given up', [failed(true)], failed(false)],
  ] as const)('passes over that it was %s', (_what, before, outcome) => {
    asked.and(before).when(record(outcome)).then([]);
  });

  it('concerns the one token that it names', () => {
    const second = { type: 'TokenSent', data: { tokenId: 'token-2', provider: 'twilio' } } as const;
    asked
      .and([tokenIssued({ tokenId: 'token-2' }), sent])
      .when(record(second))
      .then([second]);
  });

  it('passes over a token that nobody knows, or none for an hour', () => {
    given(enrolledSms()).when(record(sent)).then([]);
    given([...enrolledSms(), first], ago(2 * hour))
      .and([tokenIssued({ tokenId: 'token-2' })], now)
      .when(record(sent))
      .then([]);
  });
});

describe('what a sign-in page shows of a challenge by SMS', () => {
  const shown = (events: readonly DecidedTwoFactorEvent[], at = now) => {
    const state = [...enrolledSms(), ...events].reduce(
      (before, event, index) => evolveTwoFactor(before, { id: `event-${index}`, occurredAt: now, ...event }),
      initialTwoFactorState,
    );
    return describeChallenge(state, 'challenge-1', at, limits)?.sending;
  };
  const failure = (final: boolean): DecidedTwoFactorEvent => ({
    type: 'TokenDeliveryFailed',
    data: { tokenId: 'token-1', reason: 'PROVIDER_UNAVAILABLE', final },
  });

  it('D7: how the sending goes, until when the token is good, and when another one is there', () => {
    const good = { tokenExpiresAt: inTime(5 * minute), resendAvailableAt: inTime(30 * second) };
    expect(shown([challenge, first])).toEqual({ ...good, delivery: { state: 'QUEUED', at: now } });
    expect(shown([challenge, first, failure(false)])).toEqual({
      ...good,
      delivery: { state: 'FAILED', at: now, why: 'PROVIDER_UNAVAILABLE' },
    });
  });

  it('nothing of a token that has expired but its delivery', () => {
    expect(shown([challenge, first], inTime(5 * minute))).toEqual({
      resendAvailableAt: inTime(30 * second),
      delivery: { state: 'QUEUED', at: now },
    });
  });

  it('the limit that forbade a token, until one is sent', () => {
    const limit = withheld('NUMBER', inTime(minute));
    expect(shown([challenge, limit])).toEqual({
      resendAvailableAt: inTime(minute),
      delivery: { state: 'FAILED', at: now, why: 'NUMBER' },
    });
    expect(shown([challenge, withheld('COUNTRY')])).toEqual({ delivery: { state: 'FAILED', at: now, why: 'COUNTRY' } });
    expect(shown([challenge, limit, first])?.delivery).toEqual({ state: 'QUEUED', at: now });
  });

  it('nothing where nothing was asked for, or another method is prompted for', () => {
    expect(shown([challenge])).toBeUndefined();
    expect(shown([...enrolledApp(), challenge, first, methodChosen('AUTHENTICATOR_APP')])).toBeUndefined();
    expect(shown([methodRemoved('SMS'), challenge])).toBeUndefined();
  });
});
