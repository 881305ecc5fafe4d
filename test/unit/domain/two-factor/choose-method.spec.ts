import { describe, it } from 'vitest';
import { minute } from '../../../../src/domain/instant.js';
import { chooseMethod } from '../../../support/two-factor-commands.js';
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
  stepUpIssued,
  tokenIssued,
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

  it('a method that the policy has forbidden since cannot be chosen', () => {
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
