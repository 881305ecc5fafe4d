import { describe, it } from 'vitest';
import { minute } from '../../../../src/domain/instant.js';
import { redeemRecoveryCode } from '../../../support/two-factor-commands.js';
import {
  around,
  challengeClosed,
  challengeIssued,
  challengePassed,
  codesRegenerated,
  enrolledApp,
  enrolledSms,
  inTime,
  locked,
  methodRemoved,
  recoveryCodeRejected,
  recoveryCodes,
  recoveryCodeUsed,
  sessionsEnded,
  signedIn,
  signedInWithRecoveryCode,
  stepUpIssued,
  tokenRejected,
  wrongTokens,
} from '../../../support/two-factor-history.js';
import { given } from '../../../support/two-factor-specification.js';

const passed = challengePassed({ factor: 'RECOVERY_CODE' });
const newSession = signedInWithRecoveryCode({ sessionId: 'new-session' });
const wrong = redeemRecoveryCode({ matchedCodeId: undefined });
const challenged = [...enrolledApp(), challengeIssued()];

describe('redeemRecoveryCode with an unused code', () => {
  it.each(['CONTROL_PANEL', 'CLASSIC'] as const)('E8: it is used up, and a session in %s begins', (through) => {
    given([...enrolledApp(), challengeIssued({ interface: through })])
      .when(redeemRecoveryCode())
      .then([recoveryCodeUsed(), passed, signedInWithRecoveryCode({ ...newSession.data, interface: through })]);
  });

  it('B3: it answers whatever method the challenge asks for', () => {
    given([...enrolledSms(), challengeIssued({ method: 'SMS' })])
      .when(redeemRecoveryCode())
      .then([recoveryCodeUsed(), passed, newSession]);
  });

  it('E8: it says how many are left, down to none', () => {
    const nine = Array.from({ length: 9 }, (_, index) =>
      recoveryCodeUsed({ codeId: `code-${index + 1}`, codesLeft: 9 - index }),
    );
    given([...challenged, ...nine.slice(0, 6)])
      .when(redeemRecoveryCode({ matchedCodeId: 'code-9' }))
      .then([recoveryCodeUsed({ codeId: 'code-9', codesLeft: 3 }), passed, newSession]);
    given([...challenged, ...nine])
      .when(redeemRecoveryCode({ matchedCodeId: 'code-10' }))
      .then([recoveryCodeUsed({ codeId: 'code-10', codesLeft: 0 }), passed, newSession]);
  });

  it('E2: it steps a session up, and no new session begins', () => {
    given([...enrolledApp(), signedIn(), stepUpIssued()])
      .when(redeemRecoveryCode({ sessionId: 'session-1', effect: 'TURNS_TWO_FACTOR_OFF' }))
      .then([
        recoveryCodeUsed(),
        challengePassed({ purpose: 'STEP_UP', sessionId: 'session-1', factor: 'RECOVERY_CODE' }),
      ]);
  });

  it.each([inTime(minute), null])('B7: a lock of the tokens does not stand in its way (until %s)', (until) => {
    given([...challenged, ...wrongTokens(5), locked(5, until)])
      .when(redeemRecoveryCode())
      .then([recoveryCodeUsed(), passed, newSession]);
  });

  it('B7: nor does a challenge whose token answers are used up', () => {
    given([...challenged, ...[1, 2, 3, 4, 5].map((wrongInARow) => tokenRejected({ wrongInARow }))])
      .when(redeemRecoveryCode())
      .then([recoveryCodeUsed(), passed, newSession]);
  });

  it('B10: too many sessions: the oldest ends', () => {
    const sessions = Array.from({ length: 50 }, (_, index) => signedIn({ sessionId: `session-${index + 1}` }));
    given([...challenged, ...sessions])
      .when(redeemRecoveryCode())
      .then([recoveryCodeUsed(), passed, sessionsEnded(['session-1'], 'TOO_MANY'), newSession]);
  });
});

describe('redeemRecoveryCode where the reseller lets it turn two-factor off', () => {
  const turningOff = redeemRecoveryCode({ effect: 'TURNS_TWO_FACTOR_OFF' });

  it('E8: every method goes, and every session that was open', () => {
    const sessions = [signedIn(), signedIn({ sessionId: 'session-2' })];
    given([...enrolledApp(), ...enrolledSms(), ...sessions, challengeIssued({ method: 'SMS' })])
      .when(turningOff)
      .then([
        recoveryCodeUsed(),
        passed,
        methodRemoved('AUTHENTICATOR_APP', 'RECOVERY_CODE_USED'),
        methodRemoved('SMS', 'RECOVERY_CODE_USED'),
        sessionsEnded(['session-1', 'session-2'], 'METHOD_REMOVED'),
        newSession,
      ]);
  });

  it('E8: the other challenges close: nothing is left that could answer them', () => {
    given([...challenged, challengeIssued({ challengeId: 'other' })])
      .when(turningOff)
      .then([
        recoveryCodeUsed(),
        passed,
        methodRemoved('AUTHENTICATOR_APP', 'RECOVERY_CODE_USED'),
        challengeClosed('other', 'METHODS_CHANGED'),
        newSession,
      ]);
  });

  it('no session is ended twice, however many there were', () => {
    const sessionIds = Array.from({ length: 50 }, (_, index) => `session-${index + 1}`);
    given([...challenged, ...sessionIds.map((sessionId) => signedIn({ sessionId }))])
      .when(turningOff)
      .then([
        recoveryCodeUsed(),
        passed,
        methodRemoved('AUTHENTICATOR_APP', 'RECOVERY_CODE_USED'),
        sessionsEnded(sessionIds, 'METHOD_REMOVED'),
        newSession,
      ]);
  });

  it('B11: where two-factor is required, the session can only enroll a method', () => {
    given(challenged)
      .when({ ...turningOff, twoFactorRequired: true })
      .then([
        recoveryCodeUsed(),
        passed,
        methodRemoved('AUTHENTICATOR_APP', 'RECOVERY_CODE_USED'),
        signedInWithRecoveryCode({ ...newSession.data, restrictedToEnrollment: true }),
      ]);
  });

  it('B11: where it stays on, a session is not restricted', () => {
    given(challenged)
      .when(redeemRecoveryCode({ twoFactorRequired: true }))
      .then([recoveryCodeUsed(), passed, newSession]);
  });
});

describe('redeemRecoveryCode with a code that is none', () => {
  const refused = { reason: 'RECOVERY_CODE_WRONG', attemptsLeft: 4 } as const;

  it('B7: it is recorded, and the tries left are told', () => {
    given(challenged).when(wrong).thenRejected(refused, [recoveryCodeRejected()]);
  });

  it('E7: a used code is none (attack 2)', () => {
    given([...challenged, challengeIssued({ challengeId: 'other' }), recoveryCodeUsed({ challengeId: 'other' })])
      .when(redeemRecoveryCode())
      .thenRejected(refused, [recoveryCodeRejected()]);
  });

  it('E7: a code of an older set is none', () => {
    given([...challenged, codesRegenerated(recoveryCodes('fresh'))])
      .when(redeemRecoveryCode())
      .thenRejected(refused, [recoveryCodeRejected()]);
    given([...enrolledApp(), ...enrolledSms(recoveryCodes('fresh')), challengeIssued()])
      .when(redeemRecoveryCode())
      .thenRejected(refused, [recoveryCodeRejected()]);
  });

  it('a user without codes has none', () => {
    given([challengeIssued()]).when(redeemRecoveryCode()).thenRejected(refused, [recoveryCodeRejected()]);
  });

  it('B5: it does not count for the tokens, nor a token for it', () => {
    given([...challenged, ...wrongTokens(4)])
      .when(wrong)
      .thenRejected(refused, [recoveryCodeRejected()]);
  });
});

describe('redeemRecoveryCode at a challenge that is not open to who asks', () => {
  const closed = { reason: 'CHALLENGE_CLOSED' } as const;

  it.each([
    ['unknown', []],
    ['passed', [challengeIssued(), passed]],
    ['replaced', [challengeIssued(), challengeClosed('challenge-1', 'TOO_MANY_OPEN')]],
    ["another session's", [signedIn(), stepUpIssued()]],
  ] as const)('B4: %s: closed, nothing else is told (attack 13)', (_, challenge) => {
    given([...enrolledApp(), ...challenge])
      .when(redeemRecoveryCode())
      .thenRejected(closed);
  });

  it('B4: opened with an older password: dead (attack 22)', () => {
    given(challenged)
      .when(redeemRecoveryCode({ credentialVersion: 2 }))
      .thenRejected(closed);
  });

  const [before, at, after] = around(10 * minute);
  it('B4: a challenge lives 10 minutes, to the millisecond (attack 32)', () => {
    given(challenged)
      .when({ ...wrong, at: inTime(before) })
      .thenRejected({ reason: 'RECOVERY_CODE_WRONG', attemptsLeft: 4 }, [recoveryCodeRejected()]);
    given(challenged)
      .when(redeemRecoveryCode({ at: inTime(at) }))
      .thenRejected(closed);
    given(challenged)
      .when(redeemRecoveryCode({ at: inTime(after) }))
      .thenRejected(closed);
  });
});
