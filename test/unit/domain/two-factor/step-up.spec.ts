import { describe, it } from 'vitest';
import { minute } from '../../../../src/domain/instant.js';
import { stepUp } from '../../../support/two-factor-commands.js';
import {
  challengeClosed,
  challengeIssued,
  defaultChanged,
  enrolledApp,
  enrolledSms,
  inTime,
  methodRemoved,
  signedIn,
  signedInWithApp,
  stepUpIssued,
  tokenIssued,
} from '../../../support/two-factor-history.js';
import { given } from '../../../support/two-factor-specification.js';

const asked = stepUpIssued({ challengeId: 'step-up', expiresAt: inTime(10 * minute) });

describe('stepUp', () => {
  it.each(['CONTROL_PANEL', 'CLASSIC'] as const)('E2: the default method is asked for in %s', (through) => {
    given([...enrolledApp(), signedIn({ interface: through })])
      .when(stepUp())
      .then([stepUpIssued({ ...asked.data, interface: through })]);
  });

  it.each([
    ['SMS', []],
    ['AUTHENTICATOR_APP', [defaultChanged({ method: 'AUTHENTICATOR_APP', reason: 'CHOSEN' })]],
  ] as const)('E2: of two methods that is %s', (method, chosen) => {
    given([...enrolledApp(), ...enrolledSms(), ...chosen, signedIn()])
      .when(stepUp())
      .then([
        stepUpIssued({ ...asked.data, method }),
        ...(method === 'SMS' ? [tokenIssued({ challengeId: 'step-up' })] : []),
      ]);
  });

  it('E2: whoever asks for it is asked, however fresh the last answer', () => {
    given([...enrolledApp(), signedInWithApp()])
      .when(stepUp())
      .then([asked]);
  });

  it('B4: the challenge remembers the session and the password', () => {
    given([...enrolledApp(), signedIn({ sessionId: 'session-7' })])
      .when(stepUp({ sessionId: 'session-7', credentialVersion: 7 }))
      .then([stepUpIssued({ ...asked.data, sessionId: 'session-7', credentialVersion: 7 })]);
  });

  it('B4: a fourth challenge closes the oldest', () => {
    const open = ['oldest', 'older', 'newest'].map((challengeId) => challengeIssued({ challengeId }));
    given([...enrolledApp(), signedIn(), ...open])
      .when(stepUp())
      .then([challengeClosed('oldest', 'TOO_MANY_OPEN'), asked]);
  });

  it.each([[[]], [[...enrolledApp(), methodRemoved('AUTHENTICATOR_APP')]]])(
    'E2: without a method there is nothing to ask for',
    (history) => {
      given([...history, signedIn()])
        .when(stepUp())
        .thenRejected({ reason: 'METHOD_NOT_ENROLLED' });
    },
  );

  it('B10: an unknown session is signed in no more', () => {
    given([...enrolledApp(), signedIn()])
      .when(stepUp({ sessionId: 'session-2' }))
      .thenRejected({ reason: 'SESSION_ENDED' });
  });
});
