import { describe, it } from 'vitest';
import { changeDefaultMethod } from '../../../support/two-factor-commands.js';
import {
  defaultChanged,
  enrolledApp,
  enrolledSms,
  methodRemoved,
  signedIn,
} from '../../../support/two-factor-history.js';
import { given } from '../../../support/two-factor-specification.js';

const both = given([...enrolledApp(), ...enrolledSms(), signedIn()]);

describe('changeDefaultMethod', () => {
  it('E5: either enrolled method can be chosen, with the session alone', () => {
    both
      .when(changeDefaultMethod('AUTHENTICATOR_APP'))
      .then([defaultChanged({ method: 'AUTHENTICATOR_APP', reason: 'CHOSEN' })]);
    both
      .and([defaultChanged({ method: 'AUTHENTICATOR_APP', reason: 'CHOSEN' })])
      .when(changeDefaultMethod('SMS'))
      .then([defaultChanged({ method: 'SMS', reason: 'CHOSEN' })]);
  });

  it('the method that is the default already needs no event', () => {
    both.when(changeDefaultMethod('SMS')).then([]);
  });

  it.each([
    ['SMS', enrolledApp()],
    ['AUTHENTICATOR_APP', enrolledSms()],
    ['SMS', [...enrolledApp(), ...enrolledSms(), methodRemoved('SMS')]],
    ['AUTHENTICATOR_APP', []],
  ] as const)('E5: %s cannot be chosen where it is not enrolled', (method, history) => {
    given([...history, signedIn()])
      .when(changeDefaultMethod(method))
      .thenRejected({ reason: 'METHOD_NOT_ENROLLED' });
  });

  it('F3: nor where the policy forbids it', () => {
    both
      .when(changeDefaultMethod('AUTHENTICATOR_APP', { allowedMethods: ['SMS'] }))
      .thenRejected({ reason: 'METHOD_NOT_ALLOWED' });
  });

  it('B10: an unknown session is signed in no more', () => {
    both
      .when(changeDefaultMethod('AUTHENTICATOR_APP', { sessionId: 'session-2' }))
      .thenRejected({ reason: 'SESSION_ENDED' });
  });
});
