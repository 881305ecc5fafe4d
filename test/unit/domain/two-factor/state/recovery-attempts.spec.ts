import { describe, expect, it } from 'vitest';
import { hour, minute } from '../../../../../src/domain/instant.js';
import { defaultLimits } from '../../../../../src/domain/two-factor/limits.js';
import { recoveryAttemptsLeft, recoveryLockedOut } from '../../../../../src/domain/two-factor/recovery-attempts.js';
import {
  ago,
  around,
  challengePassed,
  inTime,
  now,
  recoveryCodeRejected,
  recoveryCodeUsed,
  tokenRejected,
} from '../../../../support/two-factor-history.js';
import { given } from '../../../../support/two-factor-specification.js';

const times = (count: number, at = now) => Array.from({ length: count }, () => at);

describe('wrong recovery codes', () => {
  it('B7: are remembered with their time', () => {
    given([recoveryCodeRejected()], ago(minute))
      .and([recoveryCodeRejected()])
      .thenState({ recoveryAttempts: [ago(minute), now] });
  });

  it('B7: are forgotten when a right one comes, and not when a token does', () => {
    const wrong = given([recoveryCodeRejected()]);
    wrong.and([recoveryCodeUsed()]).thenState({ recoveryAttempts: [] });
    wrong.and([challengePassed()]).thenState({ recoveryAttempts: [now] });
  });

  it('B7: have a budget of their own', () => {
    given([tokenRejected()]).thenState({ recoveryAttempts: [] });
  });

  it('are remembered only as far as any budget reaches', () => {
    const many = Array.from({ length: 25 }, () => recoveryCodeRejected());
    given(many, ago(hour))
      .and([recoveryCodeRejected()])
      .thenState({ recoveryAttempts: [...times(19, ago(hour)), now] });
  });
});

describe('the budget of recovery codes', () => {
  it('B7: five in an hour', () => {
    expect([0, 1, 4, 5, 6].map((count) => recoveryAttemptsLeft(times(count), now, defaultLimits))).toEqual([
      5, 4, 1, 0, 0,
    ]);
  });

  it('B7: each comes back after an hour, to the millisecond (attack 32)', () => {
    const [before, at, after] = around(hour);
    expect(recoveryAttemptsLeft(times(1), inTime(before), defaultLimits)).toBe(4);
    expect(recoveryAttemptsLeft(times(1), inTime(at), defaultLimits)).toBe(5);
    expect(recoveryAttemptsLeft(times(1), inTime(after), defaultLimits)).toBe(5);
  });

  it('B7: once it is used up, it says when the oldest of the last five comes back', () => {
    const attempts = [...times(2, ago(30 * minute)), ...times(4, ago(10 * minute))];
    const retryAt = inTime(30 * minute);
    expect(recoveryLockedOut(attempts, now, defaultLimits)).toEqual({ reason: 'TOO_MANY_ATTEMPTS', retryAt });
    expect(recoveryLockedOut(attempts, inTime(30 * minute - 1), defaultLimits)).toBeDefined();
    expect(recoveryLockedOut(attempts, retryAt, defaultLimits)).toBeUndefined();
  });

  it('B7: with tries left nobody is shut out', () => {
    expect(recoveryLockedOut([], now, defaultLimits)).toBeUndefined();
    expect(recoveryLockedOut(times(4), now, defaultLimits)).toBeUndefined();
  });
});
