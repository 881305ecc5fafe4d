import { describe, expect, it } from 'vitest';
import { hour, minute, second } from '../../../../../src/domain/instant.js';
import { liveToken, type SmsToken, tokensFor } from '../../../../../src/domain/two-factor/sms-tokens.js';
import {
  around,
  enrollmentTokenIssued,
  inTime,
  now,
  signedIn,
  tokenDelivered,
  tokenIssued,
  tokenNotSent,
  tokenSent,
  tokenUndelivered,
} from '../../../../support/two-factor-history.js';
import { given } from '../../../../support/two-factor-specification.js';

const token: SmsToken = {
  tokenId: 'token-1',
  purpose: { challengeId: 'challenge-1' },
  issuedAt: now,
  expiresAt: inTime(5 * minute),
  country: 'US',
  delivery: { state: 'QUEUED', at: now },
  settled: false,
};
const other: SmsToken = { ...token, tokenId: 'token-2', purpose: { enrollmentId: 'enrollment-1' }, country: 'CA' };
/** `token-1` for a challenge, `token-2` for an enrollment. */
const two = given([tokenIssued({ tokenId: 'token-1' }), enrollmentTokenIssued({ tokenId: 'token-2' })]);

describe('the tokens that were ordered', () => {
  it('D5: each waits to be sent, with what it is for', () => {
    given().thenState({ smsTokens: [] });
    two.thenState({ smsTokens: [token, other] });
  });

  it.each([
    ['taken', [tokenSent()], { state: 'SENT' }, true],
    ['arrived', [tokenDelivered()], { state: 'DELIVERED' }, true],
    ['not arrived', [tokenUndelivered()], { state: 'FAILED', failure: 'UNDELIVERED' }, true],
    ['not taken yet', [tokenNotSent({ final: false })], { state: 'FAILED', failure: 'PROVIDER_UNAVAILABLE' }, false],
    ['given up', [tokenNotSent({ final: true })], { state: 'FAILED', failure: 'PROVIDER_UNAVAILABLE' }, true],
    ['taken after all', [tokenNotSent({ final: false }), tokenSent()], { state: 'SENT' }, true],
  ] as const)('D5: what became of one is kept with it: %s', (_, events, delivery, settled) => {
    two.and(events, inTime(second)).thenState({
      smsTokens: [{ ...token, delivery: { at: inTime(second), ...delivery }, settled }, other],
    });
  });

  const [before, at, after] = around(hour);
  it.each([
    [before, ['token-1', 'token-2', 'token-3']],
    [at, ['token-3']],
    [after, ['token-3']],
  ])('D3: they are kept as long as the limits count them, to the millisecond (%d ms)', (elapsed, kept) => {
    for (const next of [tokenIssued({ tokenId: 'token-3' }), enrollmentTokenIssued({ tokenId: 'token-3' })]) {
      const { smsTokens } = two.and([next], inTime(elapsed)).state;
      expect(smsTokens.map(({ tokenId }) => tokenId)).toEqual(kept);
    }
  });

  it('nothing else touches them', () => {
    two.and([signedIn()], inTime(2 * hour)).thenState({ smsTokens: [token, other] });
  });
});

describe('the token that a prompt takes', () => {
  const resent = two.and([tokenIssued({ tokenId: 'token-3' }, inTime(minute))], inTime(minute)).state.smsTokens;
  const idOfLive = (challengeId: string, at = now) => liveToken(resent, { challengeId }, at)?.tokenId;

  it('D2: is the last one that was ordered for it', () => {
    expect(idOfLive('challenge-1', inTime(minute))).toBe('token-3');
    expect(tokensFor(resent, { challengeId: 'challenge-1' }).map(({ tokenId }) => tokenId)).toEqual([
      'token-1',
      'token-3',
    ]);
    expect(liveToken(resent, { enrollmentId: 'enrollment-1' }, now)?.tokenId).toBe('token-2');
  });

  it('D2: is none where none was ordered for it: the id of one thing is not that of another', () => {
    expect(idOfLive('challenge-2')).toBeUndefined();
    expect(idOfLive('enrollment-1')).toBeUndefined();
    expect(liveToken(resent, { enrollmentId: 'challenge-1' }, now)).toBeUndefined();
  });

  it('D2: is none from the instant on at which it expires (attack 32)', () => {
    const [before, at, after] = around(6 * minute);
    expect(idOfLive('challenge-1', inTime(before))).toBe('token-3');
    expect(idOfLive('challenge-1', inTime(at))).toBeUndefined();
    expect(idOfLive('challenge-1', inTime(after))).toBeUndefined();
  });
});
