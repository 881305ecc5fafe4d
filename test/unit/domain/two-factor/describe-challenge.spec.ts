import { describe, expect, it } from 'vitest';
import { hour, minute } from '../../../../src/domain/instant.js';
import { describeChallenge } from '../../../../src/domain/two-factor/describe-challenge.js';
import { defaultLimits } from '../../../../src/domain/two-factor/limits.js';
import type { DecidedTwoFactorEvent } from '../../../../src/domain/two-factor/two-factor-decision.js';
import {
  ago,
  around,
  challengeClosed,
  challengeIssued,
  challengePassed,
  defaultChanged,
  enrolledApp,
  enrolledSms,
  inTime,
  locked,
  maskedPhoneNumber,
  methodChosen,
  methodRemoved,
  now,
  recoveryCodeRejected,
  recoveryCodes,
  recoveryCodeUsed,
  tokenRejected,
  wrongTokens,
} from '../../../support/two-factor-history.js';
import { given } from '../../../support/two-factor-specification.js';

/** `challenge-1` as it is shown at `at`, once these events occurred. */
function shown(history: readonly DecidedTwoFactorEvent[], at = now) {
  const described = describeChallenge(given(history).state, 'challenge-1', at, defaultLimits);
  expect(described).toBeDefined();
  return described!;
}

const both = [...enrolledApp(), ...enrolledSms()];
const open = [...enrolledApp(), challengeIssued()];
const five = [1, 2, 3, 4, 5];

describe('what a challenge is shown as', () => {
  it('nothing, where there is no such challenge (attack 13)', () => {
    expect(describeChallenge(given(open).state, 'challenge-2', now, defaultLimits)).toBeUndefined();
  });

  it('OPEN, with all that a frontend needs', () => {
    expect(shown(open)).toEqual({
      ...challengeIssued().data,
      wrongAnswers: 0,
      outcome: 'OPEN',
      state: 'OPEN',
      methods: [{ method: 'AUTHENTICATOR_APP', isDefault: true, maskedPhoneNumber: undefined }],
      attemptsLeft: 5,
      lockedUntil: undefined,
      allowedActions: ['ANSWER', 'REDEEM_RECOVERY_CODE'],
    });
  });

  it.each([
    ['PASSED', challengePassed()],
    ['CLOSED', challengeClosed('challenge-1', 'TOO_MANY_OPEN')],
  ] as const)('%s, and nothing can be done, then and later', (state, event) => {
    for (const at of [now, inTime(hour)]) {
      expect(shown([...open, event], at)).toMatchObject({ state, attemptsLeft: 0, allowedActions: [] });
    }
  });

  const [before, at, after] = around(10 * minute);
  it('B4: EXPIRED after 10 minutes, to the millisecond (attack 32)', () => {
    expect(shown(open, inTime(before)).state).toBe('OPEN');
    for (const late of [at, after]) {
      expect(shown(open, inTime(late))).toMatchObject({ state: 'EXPIRED', attemptsLeft: 0, allowedActions: [] });
    }
  });

  it('B6: LOCKED until its time, to the millisecond; a recovery code stays a way in (B7)', () => {
    const lockedOut = [...both, challengeIssued(), ...wrongTokens(5), locked(5, inTime(minute))];
    const [justBefore, over] = around(minute);
    expect(shown(lockedOut, inTime(justBefore))).toMatchObject({
      state: 'LOCKED',
      lockedUntil: inTime(minute),
      attemptsLeft: 0,
      allowedActions: ['REDEEM_RECOVERY_CODE'],
    });
    expect(shown(lockedOut, inTime(over))).toMatchObject({ state: 'OPEN', lockedUntil: undefined, attemptsLeft: 1 });
  });

  it('B5: LOCKED with no time to wait for after 100 in a row', () => {
    expect(shown([...open, ...wrongTokens(100), locked(100, null)])).toMatchObject({
      state: 'LOCKED',
      lockedUntil: undefined,
      allowedActions: ['REDEEM_RECOVERY_CODE'],
    });
  });

  it('B4: LOCKED once its own answers are used up, also where the account is not', () => {
    const answers = five.map((wrongInARow) => tokenRejected({ wrongInARow }));
    const elsewhere = [challengeIssued({ challengeId: 'other' }), challengePassed({ challengeId: 'other' })];
    expect(shown([...open, ...answers, ...elsewhere])).toMatchObject({
      state: 'LOCKED',
      lockedUntil: undefined,
      attemptsLeft: 0,
      allowedActions: ['REDEEM_RECOVERY_CODE'],
    });
  });
});

describe('the answers left', () => {
  it.each([
    ['B4: count down with those of the challenge', [tokenRejected(), tokenRejected({ wrongInARow: 2 })], 3],
    ['B5: and with those of the account', wrongTokens(4), 1],
    ['B5: one at a time once a lock is over', [...wrongTokens(7), locked(7, now)], 1],
    [
      'B4: those of the challenge where they are fewer',
      [...five.slice(1).map(() => tokenRejected()), challengePassed({ challengeId: 'other' })],
      1,
    ],
  ])('%s', (_, wrong, left) => {
    expect(shown([...open, ...wrong]).attemptsLeft).toBe(left);
  });
});

describe('the methods and actions', () => {
  const app = { method: 'AUTHENTICATOR_APP', isDefault: false, maskedPhoneNumber: undefined };
  const sms = { method: 'SMS', isDefault: true, maskedPhoneNumber };

  it('B3: both methods, default first, the number masked', () => {
    expect(shown([...both, challengeIssued({ method: 'SMS' })])).toMatchObject({
      method: 'SMS',
      methods: [sms, app],
      allowedActions: ['ANSWER', 'SEND_TOKEN', 'CHOOSE_METHOD', 'REDEEM_RECOVERY_CODE'],
    });
  });

  it('B3: the method that was chosen is asked for; the default stays', () => {
    expect(shown([...both, challengeIssued({ method: 'SMS' }), methodChosen('AUTHENTICATOR_APP')])).toMatchObject({
      method: 'AUTHENTICATOR_APP',
      methods: [sms, app],
      allowedActions: ['ANSWER', 'CHOOSE_METHOD', 'REDEEM_RECOVERY_CODE'],
    });
  });

  it('E5: default first, also where it was enrolled first or last', () => {
    const chosen = defaultChanged({ method: 'AUTHENTICATOR_APP', reason: 'CHOSEN' });
    expect(shown([...both, chosen, challengeIssued()]).methods.map(({ method }) => method)).toEqual([
      'AUTHENTICATOR_APP',
      'SMS',
    ]);
  });

  it('B3: one method cannot be switched', () => {
    expect(shown([...enrolledSms(), challengeIssued({ method: 'SMS' })]).allowedActions).toEqual([
      'ANSWER',
      'SEND_TOKEN',
      'REDEEM_RECOVERY_CODE',
    ]);
  });

  it('E7: without a recovery code left none can be redeemed', () => {
    const lastUsed = recoveryCodeUsed({ challengeId: 'other', codesLeft: 0 });
    const history = [...enrolledApp(recoveryCodes('code', 1)), challengeIssued(), lastUsed];
    expect(shown(history).allowedActions).toEqual(['ANSWER']);
  });

  it('B7: nor once their budget is used up, until it comes back', () => {
    const history = given(open, ago(minute)).and([challengeIssued(), ...five.map(() => recoveryCodeRejected())]);
    const actionsAt = (at: string) =>
      describeChallenge(history.state, 'challenge-1', at, { ...defaultLimits, recoveryCodeWindow: minute })
        ?.allowedActions;
    expect(actionsAt(inTime(minute - 1))).toEqual(['ANSWER']);
    expect(actionsAt(inTime(minute))).toEqual(['ANSWER', 'REDEEM_RECOVERY_CODE']);
  });

  it('E6: nothing can be done once two-factor is off', () => {
    expect(shown([...open, methodRemoved('AUTHENTICATOR_APP')])).toMatchObject({ methods: [], allowedActions: [] });
  });
});
