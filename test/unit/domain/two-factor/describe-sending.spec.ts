import { describe, expect, it } from 'vitest';
import { hour, minute, second } from '../../../../src/domain/instant.js';
import { describeChallenge } from '../../../../src/domain/two-factor/describe-challenge.js';
import { describeSending } from '../../../../src/domain/two-factor/describe-sending.js';
import { defaultLimits } from '../../../../src/domain/two-factor/limits.js';
import {
  ago,
  around,
  challengeClosed,
  challengeIssued,
  challengePassed,
  enrolledApp,
  enrolledSms,
  enrollmentTokenIssued,
  inTime,
  locked,
  methodChosen,
  now,
  signedIn,
  smsEnrollmentStarted,
  tokenDelivered,
  tokenIssued,
  tokenNotSent,
  tokenSent,
  tokenUndelivered,
  tokenWithheld,
  wrongTokens,
} from '../../../support/two-factor-history.js';
import { given } from '../../../support/two-factor-specification.js';

const first = tokenIssued({ tokenId: 'token-1' });
const challenged = given([...enrolledApp(), ...enrolledSms(), challengeIssued({ method: 'SMS' })], ago(second));
/** `token-1` was ordered for `challenge-1` just now. */
const asked = challenged.and([first]);
const queued = { state: 'QUEUED', at: now };

/** What `challenge-1` shows of the sending at `at`. */
function shown({ state }: typeof asked, at = now) {
  return describeChallenge(state, 'challenge-1', at, defaultLimits)?.sending;
}

describe('what is shown of the sending', () => {
  it('nothing, where nothing was asked for', () => {
    expect(shown(challenged)).toBeUndefined();
    expect(shown(challenged.and([...wrongTokens(5), locked(5, inTime(minute))]))).toBeUndefined();
  });

  it('D7: until when the token is good, from when on another one can be asked for, and how it goes', () => {
    expect(shown(asked)).toStrictEqual({
      tokenExpiresAt: inTime(5 * minute),
      resendAvailableAt: inTime(30 * second),
      delivery: queued,
    });
  });

  it('B3: nothing while the app is asked for, and the same as before once SMS is again', () => {
    const atTheApp = asked.and([methodChosen('AUTHENTICATOR_APP')]);
    expect(shown(atTheApp)).toBeUndefined();
    expect(shown(atTheApp.and([methodChosen('SMS')]))).toStrictEqual(shown(asked));
  });

  it.each([
    ['PASSED', challengePassed({ factor: 'SMS', tokenId: 'token-1' })],
    ['CLOSED', challengeClosed('challenge-1', 'TOO_MANY_OPEN')],
    ['LOCKED', locked(5, inTime(minute))],
  ] as const)('D7: how it went, also once the challenge is %s', (state, event) => {
    const described = describeChallenge(asked.and([event]).state, 'challenge-1', now, defaultLimits);
    expect(described).toMatchObject({ state, sending: { delivery: queued } });
  });

  it("another prompt's tokens are not shown", () => {
    const elsewhere = [
      tokenIssued({ challengeId: 'challenge-2', tokenId: 'token-2' }),
      enrollmentTokenIssued({ enrollmentId: 'challenge-1', tokenId: 'token-3' }),
    ];
    expect(shown(challenged.and(elsewhere))).toBeUndefined();
    expect(shown(asked.and([...elsewhere, tokenSent('token-2'), tokenSent('token-3')]))).toStrictEqual(shown(asked));
  });

  it('D7: that of an enrollment is described alike', () => {
    const pending = given([signedIn(), smsEnrollmentStarted(), enrollmentTokenIssued({ tokenId: 'token-1' })]);
    const sending = describeSending(
      { tokens: pending.state.smsTokens },
      { enrollmentId: 'enrollment-1' },
      now,
      defaultLimits,
    );
    expect(sending).toStrictEqual(shown(asked));
  });
});

describe('the delivery that is shown', () => {
  it.each([
    ['taken by a provider', [tokenSent()], { state: 'SENT' }],
    ['arrived', [tokenSent(), tokenDelivered()], { state: 'DELIVERED' }],
    ['not arrived', [tokenSent(), tokenUndelivered()], { state: 'FAILED', why: 'UNDELIVERED' }],
    ['not taken yet', [tokenNotSent({ final: false })], { state: 'FAILED', why: 'PROVIDER_UNAVAILABLE' }],
    ['given up', [tokenNotSent({ final: true })], { state: 'FAILED', why: 'PROVIDER_UNAVAILABLE' }],
    ['taken after all', [tokenNotSent({ final: false }), tokenSent()], { state: 'SENT' }],
    ['arrived after all', [tokenSent(), tokenUndelivered(), tokenDelivered()], { state: 'DELIVERED' }],
  ] as const)('D7: %s, and since when', (_, events, delivery) => {
    const [last, ...before] = events.toReversed();
    const history = asked.and(before.toReversed()).and([last!], inTime(second));
    expect(shown(history)?.delivery).toStrictEqual({ at: inTime(second), ...delivery });
  });

  it('D2: it is that of the last token', () => {
    const resent = asked.and([tokenSent()]).and([tokenIssued({ tokenId: 'token-2' }, inTime(minute))], inTime(minute));
    expect(shown(resent, inTime(minute))).toStrictEqual({
      tokenExpiresAt: inTime(6 * minute),
      resendAvailableAt: inTime(2 * minute),
      delivery: { state: 'QUEUED', at: inTime(minute) },
    });
    expect(shown(resent.and([tokenDelivered()]), inTime(minute))?.delivery.state).toBe('QUEUED');
  });

  const [before, at, after] = around(5 * minute);
  it('D2: the token is shown as good until it expires, to the millisecond (attack 32)', () => {
    expect(shown(asked, inTime(before))).toHaveProperty('tokenExpiresAt', inTime(5 * minute));
    for (const late of [at, after]) {
      expect(shown(asked, inTime(late))).toStrictEqual({ resendAvailableAt: inTime(30 * second), delivery: queued });
    }
  });
});

describe('a token that was withheld', () => {
  const retryAt = inTime(3 * minute);

  it('D3: which limit forbade it, and when it is worth asking again', () => {
    expect(shown(challenged.and([tokenWithheld('NUMBER', { retryAt })]))).toStrictEqual({
      resendAvailableAt: retryAt,
      delivery: { state: 'FAILED', at: now, why: 'NUMBER' },
    });
  });

  it.each(['STOPPED', 'COUNTRY'] as const)(
    'D3: %s has no end that could be told, whatever was sent before',
    (limit) => {
      const delivery = { state: 'FAILED', at: now, why: limit };
      expect(shown(challenged.and([tokenWithheld(limit)]))).toStrictEqual({ delivery });
      expect(shown(asked.and([tokenWithheld(limit)]))).toStrictEqual({ tokenExpiresAt: inTime(5 * minute), delivery });
    },
  );

  it('it is forgotten with the next token', () => {
    expect(shown(challenged.and([tokenWithheld('NUMBER', { retryAt }), first]))).toStrictEqual(shown(asked));
  });

  it('it concerns its own challenge', () => {
    const other = tokenWithheld('NUMBER', { challengeId: 'challenge-2', retryAt });
    expect(shown(asked.and([challengeIssued({ challengeId: 'challenge-2', method: 'SMS' }), other]))).toStrictEqual(
      shown(asked),
    );
  });
});

describe('when another token can be asked for', () => {
  it.each([
    [1, 30 * second],
    [2, minute],
    [3, 2 * minute],
    [4, 2 * minute],
  ])('D3: after %d of them, %d ms after the last', (sent, wait) => {
    const tokens = Array.from({ length: sent }, (_, index) => tokenIssued({ tokenId: `token-${index}` }));
    expect(shown(challenged.and(tokens))?.resendAvailableAt).toBe(inTime(wait));
  });

  it('D3: it is the latest of all that stands in the way', () => {
    const tokens = (count: number) =>
      Array.from({ length: count }, (_, index) => tokenIssued({ challengeId: 'earlier', tokenId: `earlier-${index}` }));
    const nine = challenged.and(tokens(9), ago(20 * minute)).and([first]);
    expect(shown(nine)?.resendAvailableAt).toBe(inTime(40 * minute));
    const withheldLater = nine.and([tokenWithheld('PREFIX', { retryAt: inTime(hour) })]);
    expect(shown(withheldLater)?.resendAvailableAt).toBe(inTime(hour));
    const withheldSooner = nine.and([tokenWithheld('PREFIX', { retryAt: inTime(minute) })]);
    expect(shown(withheldSooner)?.resendAvailableAt).toBe(inTime(40 * minute));
    const aged = challenged.and(tokens(9), ago(hour)).and([first]);
    expect(shown(aged)?.resendAvailableAt).toBe(inTime(30 * second));
  });
});
