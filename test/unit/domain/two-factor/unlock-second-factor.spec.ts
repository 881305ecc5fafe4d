import { describe, it } from 'vitest';
import { minute } from '../../../../src/domain/instant.js';
import type { TwoFactorEvent } from '../../../../src/domain/two-factor/events.js';
import type { UnlockSecondFactor } from '../../../../src/domain/two-factor/unlock-second-factor.js';
import {
  challengeIssued,
  challengePassed,
  enrolledApp,
  inTime,
  locked,
  now,
  wrongTokens,
} from '../../../support/two-factor-history.js';
import { given } from '../../../support/two-factor-specification.js';

const unlock: UnlockSecondFactor = { type: 'unlockSecondFactor', at: now, reason: 'called, knew the invoice' };
const unlocked: TwoFactorEvent = { type: 'SecondFactorUnlocked', data: { reason: 'called, knew the invoice' } };
const notLocked = { attempts: { wrongInARow: 0, lock: { status: 'OPEN' } } } as const;

describe('unlockSecondFactor', () => {
  it.each([
    [5, inTime(minute)],
    [5, now],
    [100, null],
  ])('B5: a person opens the lock, and the count begins anew (%d wrong, until %s)', (wrong, until) => {
    const lockedOut = given([...enrolledApp(), ...wrongTokens(wrong), locked(wrong, until)]);
    lockedOut.when(unlock).then([unlocked]);
    lockedOut.and([unlocked]).thenState(notLocked);
  });

  it('B5: wrong answers are forgiven before they lock', () => {
    given([...enrolledApp(), ...wrongTokens(1)])
      .when(unlock)
      .then([unlocked]);
  });

  it('B5: a lasting lock that outlived a recovery code is opened', () => {
    given([...enrolledApp(), challengeIssued(), ...wrongTokens(100), locked(100, null)])
      .and([challengePassed({ factor: 'RECOVERY_CODE' })])
      .when(unlock)
      .then([unlocked]);
  });

  it('nothing to forgive needs no event', () => {
    given(enrolledApp()).when(unlock).then([]);
    given().when(unlock).then([]);
  });
});
