import { describe, it } from 'vitest';
import { day, hour, minute } from '../../../../src/domain/instant.js';
import { redeemRecoveryCode } from '../../../support/two-factor-commands.js';
import {
  ago,
  around,
  challengeIssued,
  challengePassed,
  enrolledApp,
  inTime,
  recoveryCodeRejected,
  recoveryCodeUsed,
  signedInWithRecoveryCode,
} from '../../../support/two-factor-history.js';
import { given } from '../../../support/two-factor-specification.js';

const passed = challengePassed({ factor: 'RECOVERY_CODE' });
const newSession = signedInWithRecoveryCode({ sessionId: 'new-session' });
const wrong = redeemRecoveryCode({ matchedCodeId: undefined });
const challenged = [...enrolledApp(), challengeIssued()];

describe('the budget of recovery codes', () => {
  const tries = (count: number) => Array.from({ length: count }, () => recoveryCodeRejected());
  const usedUp = given(enrolledApp(), ago(day))
    .and(tries(5))
    .and([challengeIssued({ expiresAt: inTime(day) })]);
  const refusal = { reason: 'TOO_MANY_ATTEMPTS', retryAt: inTime(hour) } as const;

  it('B7: the fifth wrong code in an hour tells when it is worth trying again', () => {
    given(challenged)
      .and(tries(1), ago(20 * minute))
      .and(tries(3))
      .when(wrong)
      .thenRejected({ reason: 'RECOVERY_CODE_WRONG', attemptsLeft: 0, retryAt: inTime(40 * minute) }, [
        recoveryCodeRejected(),
      ]);
  });

  it('B6: after it no code is looked at: right and wrong get the same refusal, and no event', () => {
    usedUp.when(wrong).thenRejected(refusal);
    usedUp.when(redeemRecoveryCode()).thenRejected(refusal);
  });

  const [before, at, after] = around(hour);
  it('B7: the hour is over to the millisecond (attack 32)', () => {
    usedUp.when(redeemRecoveryCode({ at: inTime(before) })).thenRejected(refusal);
    for (const elapsed of [at, after]) {
      const session = signedInWithRecoveryCode({ ...newSession.data, expiresAt: inTime(elapsed + day) });
      usedUp.when(redeemRecoveryCode({ at: inTime(elapsed) })).then([recoveryCodeUsed(), passed, session]);
    }
  });

  it('B7: the hour slides: each wrong code gives its try back an hour later', () => {
    const sliding = given(enrolledApp(), ago(day))
      .and(tries(3), ago(30 * minute))
      .and(tries(2))
      .and([challengeIssued({ expiresAt: inTime(day) })]);
    sliding.when(wrong).thenRejected({ reason: 'TOO_MANY_ATTEMPTS', retryAt: inTime(30 * minute) });
    sliding
      .when({ ...wrong, at: inTime(30 * minute) })
      .thenRejected({ reason: 'RECOVERY_CODE_WRONG', attemptsLeft: 2 }, [recoveryCodeRejected()]);
  });

  it('B7: a right code gives all tries back', () => {
    given(challenged)
      .and([...tries(4), challengeIssued({ challengeId: 'other' }), recoveryCodeUsed({ challengeId: 'other' })])
      .when(wrong)
      .thenRejected({ reason: 'RECOVERY_CODE_WRONG', attemptsLeft: 4 }, [recoveryCodeRejected()]);
  });

  it('B7: a right token does not', () => {
    given(challenged)
      .and([...tries(4), challengeIssued({ challengeId: 'other' }), challengePassed({ challengeId: 'other' })])
      .when(wrong)
      .thenRejected({ reason: 'RECOVERY_CODE_WRONG', attemptsLeft: 0, retryAt: inTime(hour) }, [
        recoveryCodeRejected(),
      ]);
  });
});
