import { describe, it } from 'vitest';
import { minute } from '../../../../src/domain/instant.js';
import { answerSms, chooseMethod, sending } from '../../../support/two-factor-commands.js';
import {
  around,
  challengeIssued,
  challengePassed,
  enrolledApp,
  enrolledSms,
  inTime,
  locked,
  methodChosen,
  methodRemoved,
  signedIn,
  signedInWithSms,
  stepUpIssued,
  tokenIssued,
  tokenRejected,
  tokenWithheld,
  wrongTokens,
} from '../../../support/two-factor-history.js';
import { given } from '../../../support/two-factor-specification.js';

const both = [...enrolledApp(), ...enrolledSms()];
const closed = { reason: 'CHALLENGE_CLOSED' } as const;

describe('chooseMethod', () => {
  it('B3: a challenge is switched to the other enrolled method, and back', () => {
    const asked = given([...both, challengeIssued({ method: 'SMS' })]);
    asked.when(chooseMethod('AUTHENTICATOR_APP')).then([methodChosen('AUTHENTICATOR_APP')]);
    asked
      .and([methodChosen('AUTHENTICATOR_APP')])
      .when(chooseMethod('SMS'))
      .then([methodChosen('SMS'), tokenIssued()]);
  });

  it('B3: so is a step-up, by its own session', () => {
    given([...both, signedIn(), stepUpIssued()])
      .when(chooseMethod('SMS', { sessionId: 'session-1' }))
      .then([methodChosen('SMS'), tokenIssued()]);
  });

  it('the method that is asked for already needs no event', () => {
    given([...both, challengeIssued()])
      .when(chooseMethod('AUTHENTICATOR_APP'))
      .then([]);
  });

  it.each([
    ['SMS', enrolledApp()],
    ['AUTHENTICATOR_APP', enrolledSms()],
    ['SMS', [...both, methodRemoved('SMS')]],
    ['AUTHENTICATOR_APP', [...enrolledApp(), methodRemoved('AUTHENTICATOR_APP')]],
  ] as const)('B3: %s cannot be chosen where it is not enrolled (attack 20)', (method, history) => {
    given([...history, challengeIssued()])
      .when(chooseMethod(method))
      .thenRejected({ reason: 'METHOD_NOT_ENROLLED' });
  });

  it('F3: a method that the policy has forbidden since cannot be chosen', () => {
    given([...both, challengeIssued()])
      .when(chooseMethod('SMS', { allowedMethods: ['AUTHENTICATOR_APP'] }))
      .thenRejected({ reason: 'METHOD_NOT_ALLOWED' });
  });

  it('B6: nothing is chosen while the second factor is locked', () => {
    const until = inTime(minute);
    const locked5 = given([...both, challengeIssued(), ...wrongTokens(5), locked(5, until)]);
    locked5.when(chooseMethod('SMS')).thenRejected({ reason: 'TOO_MANY_ATTEMPTS', retryAt: until });
    locked5.when(chooseMethod('SMS', { at: until })).then([methodChosen('SMS'), tokenIssued({}, until)]);
  });

  it('B4: nor for a challenge whose answers are used up', () => {
    const wrong = [1, 2, 3, 4, 5].map((wrongInARow) => tokenRejected({ wrongInARow }));
    const elsewhere = [challengeIssued({ challengeId: 'other' }), challengePassed({ challengeId: 'other' })];
    given([...both, challengeIssued(), ...wrong, ...elsewhere])
      .when(chooseMethod('SMS'))
      .thenRejected(closed);
  });

  it.each([
    ['unknown', []],
    ['passed', [challengeIssued(), challengePassed()]],
    ["another session's", [signedIn(), stepUpIssued()]],
    ['opened with an older password', [challengeIssued({ credentialVersion: 0 })]],
  ] as const)('B4: a challenge that is %s is closed (attack 13)', (_, challenge) => {
    given([...both, ...challenge])
      .when(chooseMethod('SMS'))
      .thenRejected(closed);
  });

  const [before, at, after] = around(10 * minute);
  it('B4: a challenge lives 10 minutes, to the millisecond (attack 32)', () => {
    const asked = given([...both, challengeIssued()]);
    asked
      .when(chooseMethod('SMS', { at: inTime(before) }))
      .then([methodChosen('SMS'), tokenIssued({}, inTime(before))]);
    asked.when(chooseMethod('SMS', { at: inTime(at) })).thenRejected(closed);
    asked.when(chooseMethod('SMS', { at: inTime(after) })).thenRejected(closed);
  });
});

describe('chooseMethod where tokens are sent', () => {
  const first = tokenIssued({ tokenId: 'token-1' });
  const asked = given([...both, challengeIssued({ method: 'SMS' }), first]);
  const atTheApp = asked.and([methodChosen('AUTHENTICATOR_APP')]);

  it('B2: nothing is sent for the app', () => {
    asked.when(chooseMethod('AUTHENTICATOR_APP')).then([methodChosen('AUTHENTICATOR_APP')]);
  });

  const [before, at, after] = around(5 * minute);
  it('D3: there and back again sends nothing as long as the token is good, to the millisecond', () => {
    atTheApp.when(chooseMethod('SMS', { at: inTime(before) })).then([methodChosen('SMS')]);
    for (const late of [inTime(at), inTime(after)]) {
      atTheApp.when(chooseMethod('SMS', { at: late })).then([methodChosen('SMS'), tokenIssued({}, late)]);
    }
  });

  it('B3: the token that was sent before is good after it', () => {
    atTheApp
      .and([methodChosen('SMS')])
      .when(answerSms('token-1'))
      .then([challengePassed({ factor: 'SMS', tokenId: 'token-1' }), signedInWithSms({ sessionId: 'new-session' })]);
  });

  it('D3: where a limit forbids a token, SMS is chosen all the same, and the challenge says so', () => {
    const asksForApp = given([...both, challengeIssued()]);
    const reachedLimit = { limit: 'NUMBER', retryAt: inTime(minute) } as const;
    asksForApp
      .when(chooseMethod('SMS', { sending: { ...sending, reachedLimit } }))
      .then([methodChosen('SMS'), tokenWithheld('NUMBER', { retryAt: inTime(minute) })]);
    asksForApp
      .when(chooseMethod('SMS', { sending: { tokenId: 'new-token' } }))
      .then([methodChosen('SMS'), tokenWithheld('COUNTRY')]);
  });
});
