import { describe, it } from 'vitest';
import { minute } from '../../../../../src/domain/instant.js';
import {
  challengeClosed,
  challengePassed,
  enrolledApp,
  inTime,
  locked,
  methodRemoved,
  recoveryCodeRejected,
  signedIn,
  tokenRejected,
  wrongTokens,
} from '../../../../support/two-factor-history.js';
import { given } from '../../../../support/two-factor-specification.js';

const until = inTime(minute);
const open = { status: 'OPEN' } as const;

describe('the count of wrong answers, and the lock', () => {
  it('start at none', () => {
    given().thenState({ attempts: { wrongInARow: 0, lock: open } });
  });

  it('B5: every wrong answer says which in a row it was', () => {
    given(wrongTokens(3)).thenState({ attempts: { wrongInARow: 3, lock: open } });
    given([tokenRejected({ wrongInARow: 7, reason: 'TOKEN_ALREADY_USED' })]).thenState({
      attempts: { wrongInARow: 7, lock: open },
    });
  });

  it('B5: a lock lasts until its time, or for good', () => {
    given([...wrongTokens(5), locked(5, until)]).thenState({
      attempts: { wrongInARow: 5, lock: { status: 'LOCKED', until } },
    });
    given([...wrongTokens(100), locked(100, null)]).thenState({
      attempts: { wrongInARow: 100, lock: { status: 'LOCKED_FOR_GOOD' } },
    });
  });

  it.each(['AUTHENTICATOR_APP', 'SMS', 'RECOVERY_CODE'] as const)('B5: success by %s resets both', (factor) => {
    given([...wrongTokens(5), locked(5, until), challengePassed({ factor })]).thenState({
      attempts: { wrongInARow: 0, lock: open },
    });
  });

  it('B5: but a lock for good stays, and only the count is reset', () => {
    given([...wrongTokens(100), locked(100, null), challengePassed({ factor: 'RECOVERY_CODE' })]).thenState({
      attempts: { wrongInARow: 0, lock: { status: 'LOCKED_FOR_GOOD' } },
    });
  });

  it.each([until, null])('B5: an unlock resets both (locked until %s)', (lockedUntil) => {
    const unlocked = { type: 'SecondFactorUnlocked', data: { reason: 'called' } } as const;
    given([...wrongTokens(5), locked(5, lockedUntil), unlocked]).thenState({
      attempts: { wrongInARow: 0, lock: open },
    });
  });

  it('B5: nothing else does', () => {
    given([
      ...wrongTokens(5),
      locked(5, until),
      ...enrolledApp(),
      recoveryCodeRejected(),
      signedIn(),
      challengeClosed('challenge-1', 'TOO_MANY_OPEN'),
      methodRemoved('AUTHENTICATOR_APP'),
    ]).thenState({ attempts: { wrongInARow: 5, lock: { status: 'LOCKED', until } } });
  });
});
