import { describe, it } from 'vitest';
import { hour, minute, second } from '../../../../src/domain/instant.js';
import type { ReachedLimit } from '../../../../src/domain/two-factor/sending-limits.js';
import { sending, sendToken } from '../../../support/two-factor-commands.js';
import {
  ago,
  around,
  challengeIssued,
  challengePassed,
  enrolledApp,
  enrolledSms,
  enrollmentTokenIssued,
  inTime,
  locked,
  methodChosen,
  signedIn,
  stepUpIssued,
  tokenIssued,
  tokenRejected,
  tokenUndelivered,
  wrongTokens,
} from '../../../support/two-factor-history.js';
import { given } from '../../../support/two-factor-specification.js';

const challenge = challengeIssued({ method: 'SMS' });
const first = tokenIssued({ tokenId: 'token-1' });
const asked = given([...enrolledSms(), challenge]);
const closed = { reason: 'CHALLENGE_CLOSED' } as const;
const refused = (reached: ReachedLimit) => ({ reason: 'SENDING_LIMIT_REACHED', ...reached }) as const;

describe('sendToken', () => {
  it('B3: the first token of a challenge is there at once', () => {
    asked.when(sendToken()).then([tokenIssued()]);
  });

  it('B3: where the app is asked for, SMS is asked for from then on', () => {
    given([...enrolledSms(), ...enrolledApp(), challengeIssued()])
      .when(sendToken())
      .then([methodChosen('SMS'), tokenIssued()]);
  });

  it('B3: so it is for a step-up, by its own session', () => {
    given([...enrolledSms(), signedIn(), stepUpIssued({ method: 'SMS' })])
      .when(sendToken({ sessionId: 'session-1' }))
      .then([tokenIssued()]);
  });

  it('it goes to the number that is enrolled, also while another one waits to be confirmed (attack 19)', () => {
    asked
      .when(sendToken({ sending: { tokenId: 'new-token', enrolledCountry: 'US', offeredCountry: 'GB' } }))
      .then([tokenIssued({ country: 'US' })]);
  });

  it('D2: it gives no answers back: not to the challenge, not to the account (attack 7)', () => {
    const guessed = asked.and([
      first,
      tokenRejected({ method: 'SMS' }),
      tokenRejected({ method: 'SMS', wrongInARow: 2 }),
    ]);
    const { attempts, challenges } = guessed.state;
    guessed.and([tokenIssued({ tokenId: 'token-2' })]).thenState({ attempts, challenges });
  });
});

describe('sendToken after another token', () => {
  it.each([
    [1, 30 * second],
    [2, minute],
    [3, 2 * minute],
    [4, 2 * minute],
    [7, 2 * minute],
  ])('D3: after %d of them it takes %d ms, to the millisecond', (sent, wait) => {
    const tokens = Array.from({ length: sent }, (_, index) => tokenIssued({ tokenId: `token-${index}` }));
    const [before, at, after] = around(wait);
    const history = asked.and(tokens);
    history
      .when(sendToken({ at: inTime(before) }))
      .thenRejected(refused({ limit: 'RESEND_WAIT', retryAt: inTime(wait) }));
    history.when(sendToken({ at: inTime(at) })).then([tokenIssued({}, inTime(at))]);
    history.when(sendToken({ at: inTime(after) })).then([tokenIssued({}, inTime(after))]);
  });

  it('D3: the wait begins with the last one', () => {
    const [before, at] = around(40 * second + minute);
    const history = asked.and([first]).and([tokenIssued({ tokenId: 'token-2' })], inTime(40 * second));
    history
      .when(sendToken({ at: inTime(before) }))
      .thenRejected(refused({ limit: 'RESEND_WAIT', retryAt: inTime(at) }));
    history.when(sendToken({ at: inTime(at) })).then([tokenIssued({}, inTime(at))]);
  });

  it('D3: switching to the app and back makes it no shorter, nor does a message that did not arrive', () => {
    given([...enrolledSms(), ...enrolledApp(), challenge, first, methodChosen('AUTHENTICATOR_APP'), tokenUndelivered()])
      .when(sendToken())
      .thenRejected(refused({ limit: 'RESEND_WAIT', retryAt: inTime(30 * second) }));
  });

  it('D3: every challenge has a wait of its own', () => {
    asked
      .and([tokenIssued({ challengeId: 'challenge-0', tokenId: 'token-0' })])
      .when(sendToken())
      .then([tokenIssued()]);
  });
});

describe('sendToken beyond what a user is sent', () => {
  const tokens = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      index % 2 === 0
        ? tokenIssued({ challengeId: `challenge-${index + 2}`, tokenId: `token-${index}` })
        : enrollmentTokenIssued({ enrollmentId: `enrollment-${index}`, tokenId: `token-${index}` }),
    );
  const history = given([...enrolledSms(), challenge], ago(2 * hour));
  const [before, at, after] = around(hour);

  it('D3: 10 an hour, whatever they were for', () => {
    history.and(tokens(9)).when(sendToken()).then([tokenIssued()]);
    history
      .and(tokens(10))
      .when(sendToken())
      .thenRejected(refused({ limit: 'USER', retryAt: inTime(hour) }));
  });

  it('D3: there is room again when the first of the ten is an hour old, to the millisecond', () => {
    const ten = (age: number) => history.and(tokens(1), ago(age)).and(tokens(10).slice(1), ago(minute));
    ten(before)
      .when(sendToken())
      .thenRejected(refused({ limit: 'USER', retryAt: inTime(hour - before) }));
    ten(at).when(sendToken()).then([tokenIssued()]);
    ten(after).when(sendToken()).then([tokenIssued()]);
  });

  it('D3: and for one more with each one after it', () => {
    const twelve = history
      .and(tokens(1), ago(50 * minute))
      .and(tokens(2).slice(1), ago(40 * minute))
      .and(tokens(3).slice(2), ago(30 * minute))
      .and(tokens(12).slice(3), ago(20 * minute));
    twelve.when(sendToken()).thenRejected(refused({ limit: 'USER', retryAt: inTime(30 * minute) }));
  });

  it('D3: the wait is told first: with it over, the other limit is told', () => {
    const ten = history.and(tokens(9), ago(10 * minute)).and([first]);
    ten.when(sendToken()).thenRejected(refused({ limit: 'RESEND_WAIT', retryAt: inTime(30 * second) }));
    ten
      .when(sendToken({ at: inTime(30 * second) }))
      .thenRejected(refused({ limit: 'USER', retryAt: inTime(50 * minute) }));
  });
});

describe('sendToken where more than the user is in the way', () => {
  it.each([
    { limit: 'NUMBER', retryAt: inTime(minute) },
    { limit: 'PREFIX', retryAt: inTime(minute) },
    { limit: 'RESELLER', retryAt: inTime(minute) },
    { limit: 'DAILY_BUDGET', retryAt: inTime(minute) },
    { limit: 'STOPPED' },
  ] as const)('D3: $limit: it is refused, with the end where there is one', (reachedLimit) => {
    asked.when(sendToken({ sending: { ...sending, reachedLimit } })).thenRejected(refused(reachedLimit));
  });

  it('D3: the limit of the user alone is told first', () => {
    asked
      .and([first])
      .when(sendToken({ sending: { ...sending, reachedLimit: { limit: 'STOPPED' } } }))
      .thenRejected(refused({ limit: 'RESEND_WAIT', retryAt: inTime(30 * second) }));
  });

  it('D3: nothing is sent to a number whose country is not served any more, or that is erased', () => {
    asked
      .when(sendToken({ sending: { tokenId: 'new-token', offeredCountry: 'US' } }))
      .thenRejected(refused({ limit: 'COUNTRY' }));
  });
});

describe('sendToken where no token would be taken', () => {
  it.each([
    ['unknown', []],
    ['passed', [challenge, challengePassed({ factor: 'SMS' })]],
    ["another session's", [signedIn(), stepUpIssued({ method: 'SMS' })]],
    ['opened with an older password', [challengeIssued({ method: 'SMS', credentialVersion: 0 })]],
  ] as const)('B4: a challenge that is %s is closed (attack 13)', (_, history) => {
    given([...enrolledSms(), ...history])
      .when(sendToken())
      .thenRejected(closed);
  });

  const [before, at, after] = around(10 * minute);
  it('B4: a challenge lives 10 minutes, to the millisecond (attack 32)', () => {
    asked.when(sendToken({ at: inTime(before) })).then([tokenIssued({}, inTime(before))]);
    asked.when(sendToken({ at: inTime(at) })).thenRejected(closed);
    asked.when(sendToken({ at: inTime(after) })).thenRejected(closed);
  });

  it('B4: one whose answers are used up is closed to tokens', () => {
    const wrong = [1, 2, 3, 4, 5].map((wrongInARow) => tokenRejected({ method: 'SMS', wrongInARow }));
    const elsewhere = [challengeIssued({ challengeId: 'other' }), challengePassed({ challengeId: 'other' })];
    asked
      .and([...wrong, ...elsewhere])
      .when(sendToken())
      .thenRejected(closed);
  });

  it('B6: nothing is sent while the second factor is locked', () => {
    const lockedOut = asked.and([...wrongTokens(5), locked(5, inTime(minute))]);
    const [stillLocked, over] = around(minute);
    lockedOut
      .when(sendToken({ at: inTime(stillLocked) }))
      .thenRejected({ reason: 'TOO_MANY_ATTEMPTS', retryAt: inTime(minute) });
    lockedOut.when(sendToken({ at: inTime(over) })).then([tokenIssued({}, inTime(over))]);
  });

  it('B3: nothing is sent where no number is enrolled, though one may wait to be (attack 20)', () => {
    given([...enrolledApp(), challengeIssued()])
      .when(sendToken())
      .thenRejected({ reason: 'METHOD_NOT_ENROLLED' });
  });

  it('F3: nor where the policy has forbidden SMS since', () => {
    asked.when(sendToken({ allowedMethods: ['AUTHENTICATOR_APP'] })).thenRejected({ reason: 'METHOD_NOT_ALLOWED' });
  });
});
