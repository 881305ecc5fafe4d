import { describe, it } from 'vitest';
import { hour, second } from '../../../../src/domain/instant.js';
import { recordDelivery } from '../../../support/two-factor-commands.js';
import {
  around,
  challengeIssued,
  enrolledSms,
  enrollmentTokenIssued,
  inTime,
  signedIn,
  smsEnrollmentStarted,
  tokenDelivered,
  tokenIssued,
  tokenNotSent,
  tokenSent,
  tokenUndelivered,
} from '../../../support/two-factor-history.js';
import { given } from '../../../support/two-factor-specification.js';

const challenge = challengeIssued({ method: 'SMS' });
const ordered = given([...enrolledSms(), challenge, tokenIssued({ tokenId: 'token-1' })]);
const failedForNow = tokenNotSent({ final: false });
const givenUp = tokenNotSent({ final: true });

describe('recordDelivery of what is new', () => {
  it.each([
    ['a provider took it', [], tokenSent()],
    ['nobody took it yet', [], failedForNow],
    ['somebody took it after all', [failedForNow], tokenSent()],
    ['it was given up', [failedForNow], givenUp],
    ['it was given up at once', [], givenUp],
    ['it arrived', [tokenSent()], tokenDelivered()],
    ['it arrived, before the sender could say that it was sent', [], tokenDelivered()],
    ['it did not arrive', [tokenSent()], tokenUndelivered()],
    ['it did not arrive, before the sender could say that it was sent', [], tokenUndelivered()],
    ['it arrived after all', [tokenSent(), tokenUndelivered()], tokenDelivered()],
    ['it arrived, though it had been given up', [givenUp], tokenDelivered()],
  ] as const)('D5: %s', (_, before, outcome) => {
    ordered.and(before).when(recordDelivery(outcome)).then([outcome]);
  });

  it('D5: also of a token for an enrollment', () => {
    given([signedIn(), smsEnrollmentStarted(), enrollmentTokenIssued({ tokenId: 'token-1' })])
      .when(recordDelivery(tokenSent()))
      .then([tokenSent()]);
  });

  it('D5: also when a newer token was sent, or the prompt is over: it says what happened', () => {
    ordered
      .and([tokenIssued({ tokenId: 'token-2' }), tokenSent('token-2')])
      .when(recordDelivery(tokenDelivered('token-1')))
      .then([tokenDelivered('token-1')]);
  });
});

describe('recordDelivery of what is known', () => {
  it.each([
    ['sent', [tokenSent()], tokenSent()],
    [
      'sent, by another provider',
      [tokenSent()],
      { type: 'TokenSent', data: { tokenId: 'token-1', provider: 'twilio' } },
    ],
    ['delivered', [tokenSent(), tokenDelivered()], tokenDelivered()],
    ['not taken yet', [failedForNow], failedForNow],
    ['given up', [givenUp], givenUp],
    ['undelivered', [tokenSent(), tokenUndelivered()], tokenUndelivered()],
  ] as const)('D5: %s, twice: once is enough', (_, before, outcome) => {
    ordered.and(before).when(recordDelivery(outcome)).then([]);
  });

  it.each([
    ['sent', tokenSent()],
    ['undelivered', tokenUndelivered()],
    ['not taken yet', failedForNow],
    ['given up', givenUp],
  ] as const)('D5: what arrived stays so, also when it is called %s later', (_, outcome) => {
    ordered.and([tokenDelivered()]).when(recordDelivery(outcome)).then([]);
    ordered.and([tokenSent(), tokenDelivered()]).when(recordDelivery(outcome)).then([]);
  });

  it.each([
    ['sent', tokenSent()],
    ['given up', givenUp],
    ['undelivered', tokenUndelivered()],
  ] as const)('D5: of what was %s nobody is still trying', (_, settled) => {
    ordered.and([settled]).when(recordDelivery(failedForNow)).then([]);
  });
});

describe('recordDelivery of a token that is not known', () => {
  it.each([tokenSent(), tokenDelivered(), tokenUndelivered()])('it is passed over: $type', (outcome) => {
    given([...enrolledSms(), challenge])
      .when(recordDelivery(outcome))
      .then([]);
  });

  const [before, at, after] = around(hour);
  it.each([
    [before, [tokenDelivered()]],
    [at, []],
    [after, []],
  ])('it is forgotten an hour after it, with the next one (%d ms)', (elapsed, recorded) => {
    ordered
      .and([tokenIssued({ tokenId: 'token-2' })], inTime(elapsed))
      .when(recordDelivery(tokenDelivered('token-1')))
      .then(recorded);
  });

  it('it stays known as long as no other one was ordered', () => {
    ordered
      .and([signedIn()], inTime(hour + second))
      .when(recordDelivery(tokenDelivered()))
      .then([tokenDelivered()]);
  });
});
