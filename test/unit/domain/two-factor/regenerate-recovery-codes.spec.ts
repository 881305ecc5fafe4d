import { describe, it } from 'vitest';
import { minute } from '../../../../src/domain/instant.js';
import { regenerateRecoveryCodes } from '../../../support/two-factor-commands.js';
import {
  ago,
  around,
  codesRegenerated,
  enrolledApp,
  enrolledSms,
  inTime,
  methodRemoved,
  recoveryCodes,
  signedIn,
  signedInWithApp,
  signedInWithRecoveryCode,
  stepUpIssued,
} from '../../../support/two-factor-history.js';
import { given } from '../../../support/two-factor-specification.js';

const regenerated = codesRegenerated({ reason: 'REQUESTED', ...recoveryCodes('fresh') });
const asked = stepUpIssued({ challengeId: 'step-up', expiresAt: inTime(10 * minute) });

describe('regenerateRecoveryCodes', () => {
  it.each([enrolledApp(), enrolledSms()])('E7: a fresh set is issued', (...enrolled) => {
    given([...enrolled, signedInWithApp()])
      .when(regenerateRecoveryCodes())
      .then([regenerated]);
  });

  it('E7: and the older set is void at once', () => {
    given([...enrolledApp(), regenerated]).thenState({
      credentials: { ...given(enrolledApp()).state.credentials, recoveryCodes: recoveryCodes('fresh') },
    });
  });

  it('E2: a second-factor answer is asked for first (attack 16)', () => {
    given([...enrolledApp(), signedIn()])
      .when(regenerateRecoveryCodes())
      .then([asked]);
  });

  const [before, at, after] = around(10 * minute);
  it('E2: an answer counts for 10 minutes, to the millisecond (attack 32)', () => {
    const answered = [...enrolledApp(), signedInWithApp()];
    given(answered, ago(before)).when(regenerateRecoveryCodes()).then([regenerated]);
    given(answered, ago(at)).when(regenerateRecoveryCodes()).then([asked]);
    given(answered, ago(after)).when(regenerateRecoveryCodes()).then([asked]);
  });

  it('E8: a recovery code at sign-in is a second-factor answer, and no more than that', () => {
    const recovered = [...enrolledApp(), signedInWithRecoveryCode()];
    given(recovered, ago(before)).when(regenerateRecoveryCodes()).then([regenerated]);
    given(recovered, ago(at)).when(regenerateRecoveryCodes()).then([asked]);
  });

  it.each([[[]], [[...enrolledApp(), methodRemoved('AUTHENTICATOR_APP')]]])(
    'E6: without a method there are no recovery codes',
    (history) => {
      given([...history, signedInWithApp()])
        .when(regenerateRecoveryCodes())
        .thenRejected({ reason: 'METHOD_NOT_ENROLLED' });
    },
  );

  it('B10: an unknown session is signed in no more', () => {
    given([...enrolledApp(), signedInWithApp()])
      .when(regenerateRecoveryCodes({ sessionId: 'session-2' }))
      .thenRejected({ reason: 'SESSION_ENDED' });
  });
});
