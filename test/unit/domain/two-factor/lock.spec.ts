import { describe, it } from 'vitest';
import { day, minute, second } from '../../../../src/domain/instant.js';
import { answerChallenge, answerWrong } from '../../../support/two-factor-commands.js';
import {
  around,
  challengeIssued,
  challengePassed,
  enrolledApp,
  enrolledSms,
  inTime,
  locked,
  methodRemoved,
  recoveryCodeUsed,
  sessionsEnded,
  signedIn,
  signedInWithApp,
  stepUpIssued,
  tokenRejected,
  wrongTokens,
} from '../../../support/two-factor-history.js';
import { given } from '../../../support/two-factor-specification.js';

/** An account with an open challenge that takes `count` wrong answers before the one put to the test. */
const afterWrong = (count: number) => given([...enrolledApp(), challengeIssued(), ...wrongTokens(count)]);

describe('the lock of the second factor', () => {
  it('B5: the fourth wrong answer in a row locks nothing', () => {
    afterWrong(3)
      .when(answerWrong())
      .thenRejected({ reason: 'TOKEN_WRONG', attemptsLeft: 1 }, [tokenRejected({ wrongInARow: 4 })]);
  });

  it.each([
    [5, 1],
    [6, 2],
    [7, 4],
    [8, 8],
    [9, 16],
    [10, 32],
    [11, 60],
    [12, 60],
    [99, 60],
  ])('B5: wrong answer %d in a row locks it for %d minutes', (wrongInARow, minutes) => {
    const until = inTime(minutes * minute);
    afterWrong(wrongInARow - 1)
      .when(answerWrong())
      .thenRejected({ reason: 'TOKEN_WRONG', attemptsLeft: 0, retryAt: until }, [
        tokenRejected({ wrongInARow }),
        locked(wrongInARow, until),
      ]);
  });

  it.each([100, 101])('B5: wrong answer %d in a row locks it until a person unlocks it', (wrongInARow) => {
    afterWrong(wrongInARow - 1)
      .when(answerWrong())
      .thenRejected({ reason: 'TOKEN_WRONG', attemptsLeft: 0 }, [
        tokenRejected({ wrongInARow }),
        locked(wrongInARow, null),
      ]);
  });

  it('B5: a token used before counts like a wrong one', () => {
    afterWrong(4)
      .when(answerChallenge({ matchedTimeStep: 100 }))
      .thenRejected({ reason: 'TOKEN_ALREADY_USED', attemptsLeft: 0, retryAt: inTime(minute) }, [
        tokenRejected({ reason: 'TOKEN_ALREADY_USED', wrongInARow: 5 }),
        locked(5, inTime(minute)),
      ]);
  });

  it('B5: wrong answers count across challenges, purposes, methods and interfaces (attack 6)', () => {
    given([...enrolledSms(), ...enrolledApp(), signedIn()])
      .and([challengeIssued({ challengeId: 'classic', interface: 'CLASSIC' }), stepUpIssued(), challengeIssued()])
      .and([
        tokenRejected({ challengeId: 'classic', wrongInARow: 1 }),
        tokenRejected({ challengeId: 'classic', method: 'SMS', wrongInARow: 2 }),
        tokenRejected({ challengeId: 'step-up', wrongInARow: 3 }),
        tokenRejected({ challengeId: 'expired-long-ago', wrongInARow: 4 }),
      ])
      .when(answerWrong())
      .thenRejected({ reason: 'TOKEN_WRONG', attemptsLeft: 0, retryAt: inTime(minute) }, [
        tokenRejected({ wrongInARow: 5 }),
        locked(5, inTime(minute)),
      ]);
  });

  it('B5: success resets the count and the length of the next lock', () => {
    afterWrong(8)
      .and([challengeIssued({ challengeId: 'other' }), challengePassed({ challengeId: 'other' })])
      .when(answerWrong())
      .thenRejected({ reason: 'TOKEN_WRONG', attemptsLeft: 4 }, [tokenRejected({ wrongInARow: 1 })]);
  });

  it('B5: nothing else does: not time, a new enrollment, a removal, or a session that ends', () => {
    afterWrong(4)
      .and([methodRemoved('AUTHENTICATOR_APP'), ...enrolledApp(), sessionsEnded(['session-1'], 'METHOD_REMOVED')])
      .and([challengeIssued({ expiresAt: inTime(366 * day) })])
      .when(answerWrong({ at: inTime(365 * day) }))
      .thenRejected({ reason: 'TOKEN_WRONG', attemptsLeft: 0, retryAt: inTime(365 * day + minute) }, [
        tokenRejected({ wrongInARow: 5 }),
        locked(5, inTime(365 * day + minute)),
      ]);
  });
});

describe('an answer while locked', () => {
  const lockedOut = afterWrong(5).and([locked(5, inTime(minute))]);
  const refusal = { reason: 'TOO_MANY_ATTEMPTS', retryAt: inTime(minute) } as const;

  it.each([0, second, minute - 1])('B6: right, wrong, used: one refusal and no event (%d ms, attack 8)', (elapsed) => {
    const at = inTime(elapsed);
    lockedOut.when(answerChallenge({ at })).thenRejected(refusal);
    lockedOut.when(answerWrong({ at })).thenRejected(refusal);
    lockedOut.when(answerChallenge({ at, matchedTimeStep: 100 })).thenRejected(refusal);
  });

  it('B6: so is an answer for SMS, and one to a challenge whose answers are used up', () => {
    given([...enrolledSms(), challengeIssued({ method: 'SMS' }), locked(5, inTime(minute))])
      .when(answerWrong())
      .thenRejected(refusal);
    lockedOut
      .and([1, 2, 3, 4, 5].map((wrongInARow) => tokenRejected({ wrongInARow })))
      .when(answerWrong())
      .thenRejected(refusal);
  });

  const [, over, later] = around(minute);
  it.each([over, later])('B5: once the lock is over an answer is looked at again (%d ms)', (elapsed) => {
    const at = inTime(elapsed);
    const session = signedInWithApp({ sessionId: 'new-session', expiresAt: inTime(elapsed + day) });
    const until = inTime(elapsed + 2 * minute);
    lockedOut.when(answerChallenge({ at })).then([challengePassed(), session]);
    lockedOut
      .when(answerWrong({ at }))
      .thenRejected({ reason: 'TOKEN_WRONG', attemptsLeft: 0, retryAt: until }, [
        tokenRejected({ wrongInARow: 6 }),
        locked(6, until),
      ]);
  });

  it('B5: after 100 in a row no time opens it, and there is no time to wait for', () => {
    const forGood = given([...enrolledApp(), ...wrongTokens(100), locked(100, null)]);
    const at = inTime(365 * day);
    const open = forGood.and([challengeIssued({ expiresAt: inTime(366 * day) })], at);
    open.when(answerChallenge({ at })).thenRejected({ reason: 'TOO_MANY_ATTEMPTS' });
    open.when(answerWrong({ at })).thenRejected({ reason: 'TOO_MANY_ATTEMPTS' });
  });

  it('B5: nor does a recovery code: whoever guessed a hundred tokens has the password', () => {
    afterWrong(100)
      .and([locked(100, null), challengeIssued({ challengeId: 'other' }), recoveryCodeUsed({ challengeId: 'other' })])
      .and([challengePassed({ challengeId: 'other', factor: 'RECOVERY_CODE' })])
      .when(answerChallenge())
      .thenRejected({ reason: 'TOO_MANY_ATTEMPTS' });
  });

  it('B5: a shorter lock is over when a recovery code passes', () => {
    lockedOut
      .and([
        challengeIssued({ challengeId: 'other' }),
        challengePassed({ challengeId: 'other', factor: 'RECOVERY_CODE' }),
      ])
      .when(answerChallenge())
      .then([challengePassed(), signedInWithApp({ sessionId: 'new-session' })]);
  });
});
