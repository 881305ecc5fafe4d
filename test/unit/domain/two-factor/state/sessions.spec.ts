import { describe, expect, it } from 'vitest';
import { day, hour, minute } from '../../../../../src/domain/instant.js';
import { defaultLimits } from '../../../../../src/domain/two-factor/limits.js';
import { isSteppedUp, liveSession, liveSessions, type Session } from '../../../../../src/domain/two-factor/sessions.js';
import {
  ago,
  around,
  challengePassed,
  enrolledApp,
  enrolledSms,
  inTime,
  now,
  sessionsEnded,
  signedIn,
  signedInWithApp,
  signedInWithRecoveryCode,
} from '../../../../support/two-factor-history.js';
import { given } from '../../../../support/two-factor-specification.js';

const session: Session = { ...signedIn().data, recovering: false, signedInAt: now, lastSeenAt: now };
const other: Session = { ...session, sessionId: 'session-2' };
const two = given([signedIn(), signedIn({ sessionId: 'session-2' })]);

describe('sessions', () => {
  it('B10: one that began with the password has answered no second factor', () => {
    given([signedIn()]).thenState({ sessions: [session] });
  });

  it('E2: one that began with a challenge has, just then', () => {
    given([signedInWithApp()]).thenState({
      sessions: [{ ...session, amr: ['pwd', 'otp', 'mfa'], secondFactorAt: now }],
    });
  });

  it('E8: one that began with a recovery code is recovering, until a method is enrolled', () => {
    const recovered = given([signedIn(), signedInWithRecoveryCode({ sessionId: 'session-2' })]);
    const after = { ...other, amr: ['pwd', 'recovery_code', 'mfa'], secondFactorAt: now };
    recovered.thenState({ sessions: [session, { ...after, recovering: true }] });
    expect(recovered.and(enrolledSms()).state.sessions).toStrictEqual([session, { ...after, recovering: false }]);
  });

  it('B11: one that could only enroll may do everything once a method is enrolled', () => {
    const restricted = given([signedIn({ restrictedToEnrollment: true })]);
    restricted.thenState({ sessions: [{ ...session, restrictedToEnrollment: true }] });
    expect(restricted.and(enrolledApp()).state.sessions).toStrictEqual([session]);
  });

  it('E2: a step-up counts for its own session, a sign-in for none that is there already', () => {
    const stepUp = challengePassed({ purpose: 'STEP_UP', sessionId: 'session-2' });
    expect(two.and([stepUp], inTime(minute)).state.sessions).toStrictEqual([
      session,
      { ...other, secondFactorAt: inTime(minute) },
    ]);
    expect(two.and([challengePassed()]).state.sessions).toStrictEqual([session, other]);
  });

  it('B10: one that was seen was in use just then', () => {
    const seen = { type: 'SessionSeen', data: { sessionId: 'session-1' } } as const;
    two.and([seen], inTime(minute)).thenState({ sessions: [{ ...session, lastSeenAt: inTime(minute) }, other] });
  });

  it('B10: those that ended are gone', () => {
    two.and([{ type: 'SignedOut', data: { sessionId: 'session-1' } }]).thenState({ sessions: [other] });
    two.and([sessionsEnded(['session-2', 'unknown'], 'REQUESTED')]).thenState({ sessions: [session] });
    two.and([sessionsEnded(['session-1', 'session-2'], 'METHOD_ENROLLED')]).thenState({ sessions: [] });
  });

  it('B10: those that are a day old are forgotten at the next sign-in', () => {
    const [before, at] = around(day);
    const next = signedIn({ sessionId: 'session-3' });
    expect(two.and([next], inTime(before)).state.sessions).toHaveLength(3);
    expect(two.and([next], inTime(at)).state.sessions).toHaveLength(1);
  });
});

describe('a live session', () => {
  it('B10: is younger than a day and was seen within the hour, to the millisecond (attack 32)', () => {
    for (const limit of [hour, day]) {
      const seen = [{ ...session, lastSeenAt: limit === day ? inTime(day - minute) : now }];
      const [before, at, after] = around(limit);
      expect(liveSession(seen, 'session-1', inTime(before), defaultLimits)).toBe(seen[0]);
      expect(liveSession(seen, 'session-1', inTime(at), defaultLimits)).toBeUndefined();
      expect(liveSession(seen, 'session-1', inTime(after), defaultLimits)).toBeUndefined();
    }
  });

  it('B10: is found among its own', () => {
    const idle = { ...other, lastSeenAt: ago(hour) };
    expect(liveSessions([session, idle], now, defaultLimits)).toEqual([session]);
    expect(liveSession([session, idle], 'session-2', now, defaultLimits)).toBeUndefined();
    expect(liveSession([session], 'unknown', now, defaultLimits)).toBeUndefined();
  });
});

describe('a stepped-up session', () => {
  it('E2: answered a second factor within 10 minutes, to the millisecond (attack 32)', () => {
    const answered = { ...session, secondFactorAt: now };
    const [before, at, after] = around(10 * minute);
    expect(isSteppedUp(answered, inTime(before), defaultLimits)).toBe(true);
    expect(isSteppedUp(answered, inTime(at), defaultLimits)).toBe(false);
    expect(isSteppedUp(answered, inTime(after), defaultLimits)).toBe(false);
    expect(isSteppedUp(session, now, defaultLimits)).toBe(false);
  });
});
