import { describe, it } from 'vitest';
import { minute, second } from '../../../../src/domain/instant.js';
import type { DecidedTwoFactorEvent } from '../../../../src/domain/two-factor/two-factor-decision.js';
import {
  answerSms,
  confirmEnrollment,
  confirmSms,
  resendEnrollmentToken,
  right,
} from '../../../support/two-factor-commands.js';
import {
  around,
  challengeClosed,
  challengeIssued,
  challengePassed,
  codesRegenerated,
  defaultChanged,
  enrolledApp,
  enrolledSms,
  enrollmentTokenIssued,
  inTime,
  maskedPhoneNumber,
  now,
  recoveryCodes,
  sealed,
  signedIn,
  signedInWithSms,
  smsEnrollmentStarted,
  tokenIssued,
} from '../../../support/two-factor-history.js';
import { given } from '../../../support/two-factor-specification.js';

const first = enrollmentTokenIssued({ tokenId: 'token-1' });
const begun = given([signedIn(), smsEnrollmentStarted()]);
/** `token-1` was sent to the number that is being enrolled. */
const pending = begun.and([first]);
/** `token-2` was sent a minute after it. */
const resent = pending.and([enrollmentTokenIssued({ tokenId: 'token-2' }, inTime(minute))], inTime(minute));

const enrolledBy = (tokenId: string, enrollmentId = 'enrollment-1'): readonly DecidedTwoFactorEvent[] => [
  { type: 'MethodEnrolled', data: { enrollmentId, method: 'SMS', tokenId, maskedPhoneNumber } },
  defaultChanged({ method: 'SMS', reason: 'LAST_ENROLLED' }),
  codesRegenerated({ reason: 'ENROLLMENT', ...recoveryCodes('fresh') }),
];
const rejected = (reason: 'TOKEN_WRONG' | 'TOKEN_SUPERSEDED'): DecidedTwoFactorEvent => ({
  type: 'EnrollmentTokenRejected',
  data: { enrollmentId: 'enrollment-1', reason },
});
const usedUp: DecidedTwoFactorEvent = {
  type: 'EnrollmentClosed',
  data: { enrollmentId: 'enrollment-1', reason: 'ATTEMPTS_USED_UP' },
};
const expired = { reason: 'TOKEN_EXPIRED' } as const;
const wrong = { is: 'WRONG' } as const;
const superseded = { is: 'SUPERSEDED' } as const;

describe('confirmEnrollment of a phone number', () => {
  it('E3: the history says which token proved that the phone is at hand', () => {
    pending.when(confirmSms('token-1')).then(enrolledBy('token-1'));
  });

  it('D2: only the last token is good', () => {
    resent.when(confirmSms('token-2', { at: inTime(minute) })).then(enrolledBy('token-2'));
  });

  it('B9: one that a newer one has followed is refused as such, and counts', () => {
    resent
      .when(confirmEnrollment({ at: inTime(minute), token: superseded }))
      .thenRejected({ reason: 'TOKEN_SUPERSEDED', attemptsLeft: 4 }, [rejected('TOKEN_SUPERSEDED')]);
  });

  it.each([{ tokenId: 'token-1' }, { tokenId: 'of-something-else' }, {}])(
    'D2: nothing but the last token enrolls, whatever it was found to be: %o (attack 14)',
    (proof) => {
      resent
        .when(confirmEnrollment({ at: inTime(minute), token: right(proof) }))
        .thenRejected({ reason: 'TOKEN_SUPERSEDED', attemptsLeft: 4 }, [rejected('TOKEN_SUPERSEDED')]);
    },
  );

  it('D2: a token of an enrollment that was replaced enrolls nothing (attack 14)', () => {
    const replaced = pending.and([
      { type: 'EnrollmentClosed', data: { enrollmentId: 'enrollment-1', reason: 'REPLACED' } },
      smsEnrollmentStarted({ enrollmentId: 'enrollment-2' }),
      enrollmentTokenIssued({ enrollmentId: 'enrollment-2', tokenId: 'token-2' }),
    ]);
    replaced.when(confirmSms('token-1')).thenRejected({ reason: 'ENROLLMENT_CLOSED' });
    replaced.when(confirmSms('token-2', { enrollmentId: 'enrollment-2' })).then(enrolledBy('token-2', 'enrollment-2'));
  });

  it('E1: the fifth wrong one closes it, however often a token was resent in between (attack 7)', () => {
    let guessed = pending;
    for (const [index, elapsed] of [minute, 3 * minute, 5 * minute, 7 * minute].entries()) {
      const at = inTime(elapsed);
      guessed
        .when(confirmEnrollment({ at: inTime(elapsed - second), token: wrong }))
        .thenRejected({ reason: 'TOKEN_WRONG', attemptsLeft: 4 - index }, [rejected('TOKEN_WRONG')]);
      guessed = guessed.and([rejected('TOKEN_WRONG')], inTime(elapsed - second));
      guessed.when(resendEnrollmentToken({ at })).then([enrollmentTokenIssued({}, at)]);
      guessed = guessed.and([enrollmentTokenIssued({ tokenId: `resent-${index}` }, at)], at);
    }
    guessed
      .when(confirmEnrollment({ at: inTime(7 * minute), token: superseded }))
      .thenRejected({ reason: 'TOKEN_SUPERSEDED', attemptsLeft: 0 }, [rejected('TOKEN_SUPERSEDED'), usedUp]);
  });
});

describe('confirmEnrollment of a phone number when the token has expired', () => {
  const [before, at, after] = around(5 * minute);

  it('D2: a token is good for 5 minutes, to the millisecond (attack 32)', () => {
    pending.when(confirmSms('token-1', { at: inTime(before) })).then(enrolledBy('token-1'));
    pending.when(confirmSms('token-1', { at: inTime(at) })).thenRejected(expired);
    pending.when(confirmSms('token-1', { at: inTime(after) })).thenRejected(expired);
  });

  it('B9: then nothing is looked at and nothing counts', () => {
    for (const token of [wrong, superseded, right({ tokenId: 'token-1' })]) {
      pending.when(confirmEnrollment({ at: inTime(at), token })).thenRejected(expired);
      begun.when(confirmEnrollment({ token })).thenRejected(expired);
    }
  });

  it('D2: another token can be asked for, as long as the enrollment is open', () => {
    pending
      .and([enrollmentTokenIssued({ tokenId: 'token-2' }, inTime(after))], inTime(after))
      .when(confirmSms('token-2', { at: inTime(after) }))
      .then(enrolledBy('token-2'));
  });

  it('E1: a token outlives no enrollment', () => {
    given([signedIn(), smsEnrollmentStarted({ expiresAt: now }), first])
      .when(confirmSms('token-1'))
      .thenRejected({ reason: 'ENROLLMENT_CLOSED' });
  });
});

describe('confirmEnrollment of a second phone number', () => {
  const started = smsEnrollmentStarted({ enrollmentId: 'enrollment-2', eventId: 'sealed-2', secret: 'number-2' });
  /** A challenge was sent `token-1`, to the number in use; the new number was sent `token-2`. */
  const changing = given([...enrolledSms(), signedInWithSms(), challengeIssued({ method: 'SMS' })]).and([
    tokenIssued({ tokenId: 'token-1' }),
    started,
    enrollmentTokenIssued({ enrollmentId: 'enrollment-2', tokenId: 'token-2' }),
  ]);

  it('E4: the number in use answers until the new one is confirmed (attack 19)', () => {
    changing
      .when(answerSms('token-1'))
      .then([challengePassed({ factor: 'SMS', tokenId: 'token-1' }), signedInWithSms({ sessionId: 'new-session' })]);
    const { sms } = changing.state.credentials;
    changing.thenState({ credentials: { sms: sms!, recoveryCodes: recoveryCodes() } });
  });

  it('D2: what the number in use was sent does not confirm the new one', () => {
    changing
      .when(confirmSms('token-1', { enrollmentId: 'enrollment-2' }))
      .thenRejected({ reason: 'TOKEN_SUPERSEDED', attemptsLeft: 4 }, [
        { type: 'EnrollmentTokenRejected', data: { enrollmentId: 'enrollment-2', reason: 'TOKEN_SUPERSEDED' } },
      ]);
  });

  it('E4: the new one takes its place when it is confirmed, and what the old one was sent is void', () => {
    const confirmed = [...enrolledBy('token-2', 'enrollment-2'), challengeClosed('challenge-1', 'METHODS_CHANGED')];
    changing.when(confirmSms('token-2', { enrollmentId: 'enrollment-2' })).then(confirmed);
    const changed = changing.and(confirmed);
    changed.when(answerSms('token-1')).thenRejected({ reason: 'CHALLENGE_CLOSED' });
    changed.thenState({
      credentials: {
        sms: { phoneNumber: { eventId: 'sealed-2', value: sealed('number-2') } },
        recoveryCodes: recoveryCodes('fresh'),
      },
    });
  });

  it('E3: beside an app it becomes the default, and the app stays', () => {
    const both = given([...enrolledApp(), signedIn(), smsEnrollmentStarted(), first]);
    both.when(confirmSms('token-1')).then(enrolledBy('token-1'));
    const { app } = both.state.credentials;
    both.and(enrolledBy('token-1')).thenState({
      credentials: {
        app: app!,
        sms: { phoneNumber: { eventId: 'sealed-sms', value: sealed('number') } },
        recoveryCodes: recoveryCodes('fresh'),
      },
    });
  });
});
