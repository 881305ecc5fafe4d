import { describe, expect, it } from 'vitest';
import { minute } from '../../../src/domain/instant.js';
import type { Enrolled } from '../../../src/domain/two-factor/enrolled.js';
import { twoFactorProjection } from '../../../src/projections/two-factor.projection.js';
import { projectionSpecification } from '../../support/projection-specification.js';
import {
  challengePassed,
  defaultChanged,
  enrolledApp,
  enrolledSms,
  inTime,
  locked,
  maskedPhoneNumber,
  methodRemoved,
  now,
  recoveryCodeUsed,
  sessionsEnded,
  signedIn,
  signedInWithSms,
  wrongTokens,
} from '../../support/two-factor-history.js';
import { historyOf, inEveryWalk } from '../../support/two-factor-walks.js';

const { initialView } = twoFactorProjection;
const { given, givenHistory } = projectionSpecification(twoFactorProjection, now);

const withApp: Enrolled = {
  status: 'ON',
  methods: [{ method: 'AUTHENTICATOR_APP', enrolledAt: now }],
  defaultMethod: 'AUTHENTICATOR_APP',
  defaultReason: 'LAST_ENROLLED',
  recoveryCodesLeft: 10,
  recoveryCodesIssuedAt: now,
};
const sms = { method: 'SMS', enrolledAt: now, maskedPhoneNumber } as const;

describe('the view of the account settings', () => {
  it('is of an account without a second factor before anything happened', () => {
    given().thenView({
      enrolled: { status: 'OFF' },
      attempts: { wrongInARow: 0, lock: { status: 'OPEN' } },
      sessions: [],
    });
  });

  it('E3: has the method, that it is the default, and the recovery codes left, once it is confirmed', () => {
    given(enrolledApp()).thenView({ ...initialView, enrolled: withApp });
  });

  it('E1: has nothing of an enrollment that waits for its token', () => {
    given(enrolledApp().slice(0, 1)).thenView(initialView);
  });

  it('E5: has why the default is what it is', () => {
    const enrolled = {
      ...withApp,
      methods: [...withApp.methods, sms],
      defaultMethod: 'AUTHENTICATOR_APP',
      defaultReason: 'CHOSEN',
    } as const;
    given([...enrolledApp(), ...enrolledSms(), defaultChanged({ reason: 'CHOSEN' })]).thenView({
      ...initialView,
      enrolled,
    });
  });

  it('E6: turns two-factor off with the last method', () => {
    given([...enrolledApp(), methodRemoved('AUTHENTICATOR_APP')]).thenView(initialView);
  });

  it('E8: has how many recovery codes are left', () => {
    given([...enrolledApp(), recoveryCodeUsed()]).thenView({
      ...initialView,
      enrolled: { ...withApp, recoveryCodesLeft: 9 },
    });
  });

  it('has when a method was last used', () => {
    given(enrolledSms())
      .and([challengePassed({ factor: 'SMS', tokenId: 'token-1' })], inTime(minute))
      .thenView({
        ...initialView,
        enrolled: {
          ...withApp,
          methods: [{ ...sms, lastUsedAt: inTime(minute) }],
          defaultMethod: 'SMS',
        },
      });
  });

  it('B5: has the wrong answers in a row, and the lock', () => {
    given([...wrongTokens(5), locked(5, inTime(minute))]).thenView({
      ...initialView,
      attempts: { wrongInARow: 5, lock: { status: 'LOCKED', until: inTime(minute) } },
    });
  });

  it('B10: has the sessions that were not ended', () => {
    const sessionIds = (history: Parameters<typeof given>[0]) =>
      given(history).view.sessions.map(({ sessionId }) => sessionId);
    const both = [signedIn(), signedInWithSms({ sessionId: 'session-2' })];
    expect(sessionIds(both)).toEqual(['session-1', 'session-2']);
    expect(sessionIds([...both, sessionsEnded(['session-1'], 'REQUESTED')])).toEqual(['session-2']);
  });

  it('says what the decider knows: whatever happened, both are made of the same parts', () => {
    inEveryWalk((walk) => {
      const { enrolled, attempts, sessions } = walk.steps.at(-1)!.after;
      givenHistory(historyOf(walk)).thenView({ enrolled, attempts, sessions });
    });
  });
});
