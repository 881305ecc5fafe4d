import { describe, expect, it } from 'vitest';
import { type Instant, later } from '../../../../src/domain/instant.js';
import { decideTwoFactor } from '../../../../src/domain/two-factor/decide.js';
import {
  evolveTwoFactor,
  initialTwoFactorState,
  type TwoFactorState,
} from '../../../../src/domain/two-factor/state.js';
import { atEveryStep, historyOf, inEveryWalk, ofType } from '../../../support/two-factor-walks.js';

describe('whatever is asked of a second factor, in whatever order and at whatever time', () => {
  it('a decision depends on the state alone, changes nothing in it, and is never an exception', () => {
    atEveryStep(({ before, command, decision }, { limits }) => {
      const seen = JSON.stringify(before);
      expect(decideTwoFactor(before, command, limits)).toStrictEqual(decision);
      expect(JSON.stringify(before)).toBe(seen);
    });
  });

  it('events survive the way to disk and back', () => {
    atEveryStep(({ decision: { events } }) => {
      expect(JSON.parse(JSON.stringify(events))).toStrictEqual(events);
    });
  });

  it('the state folded from the history equals the state that each command saw', () => {
    inEveryWalk(({ steps }) => {
      let folded = initialTwoFactorState;
      for (const { before, events } of steps) {
        expect(folded).toStrictEqual(before);
        folded = events.reduce(evolveTwoFactor, folded);
      }
    });
  });

  it('C4: no secret takes a time step twice, nor one before it', () => {
    inEveryWalk((walk) => {
      const offered = new Map<string, string>();
      const lastSteps = new Map<string, number>();
      let secret = '';
      for (const { type, data } of historyOf(walk)) {
        if (type === 'EnrollmentStarted' && data.method === 'AUTHENTICATOR_APP') {
          offered.set(data.enrollmentId, data.secret.ct);
        }
        if (type === 'MethodEnrolled' && data.method === 'AUTHENTICATOR_APP') {
          secret = offered.get(data.enrollmentId)!;
        }
        if ((type === 'MethodEnrolled' || type === 'ChallengePassed') && data.timeStep !== undefined) {
          expect(data.timeStep).toBeGreaterThan(lastSteps.get(secret) ?? 0);
          lastSteps.set(secret, data.timeStep);
        }
      }
    });
  });

  it('B5: the count of wrong answers never falls without a success or an unlock', () => {
    inEveryWalk((walk) => {
      let state: TwoFactorState = initialTwoFactorState;
      for (const event of historyOf(walk)) {
        const next = evolveTwoFactor(state, event);
        const forgiven = event.type === 'ChallengePassed' || event.type === 'SecondFactorUnlocked';
        const wrong = event.type === 'TokenRejected' ? 1 : 0;
        expect(next.attempts.wrongInARow).toBe(forgiven ? 0 : state.attempts.wrongInARow + wrong);
        state = next;
      }
    });
  });

  it('B6: while locked no token is looked at', () => {
    const notLocked: Instant = '';
    inEveryWalk(({ steps }) => {
      let lockedUntil: Instant | null = notLocked;
      for (const { at, events } of steps) {
        if (lockedUntil === null || at < lockedUntil) {
          expect(ofType(events, 'TokenRejected')).toEqual([]);
          expect(ofType(events, 'ChallengePassed').filter(({ data }) => data.factor !== 'RECOVERY_CODE')).toEqual([]);
        }
        for (const { type, data } of events) {
          if (type === 'SecondFactorLocked') lockedUntil = data.until;
          if (type === 'SecondFactorUnlocked') lockedUntil = notLocked;
          if (type === 'ChallengePassed' && lockedUntil !== null) lockedUntil = notLocked;
        }
      }
    });
  });

  it('B5: from the first lock on every wrong answer locks again', () => {
    atEveryStep(({ events }, { limits }) => {
      for (const { data } of ofType(events, 'TokenRejected')) {
        expect(ofType(events, 'SecondFactorLocked')).toHaveLength(data.wrongInARow >= limits.wrongBeforeLock ? 1 : 0);
      }
    });
  });

  it('B8: a refusal of an answer that was looked at stands in the history; any other leaves no trace', () => {
    const lookedAt = ['TOKEN_WRONG', 'TOKEN_ALREADY_USED', 'TOKEN_SUPERSEDED', 'CLOCK_SKEW', 'RECOVERY_CODE_WRONG'];
    const tries = ['TokenRejected', 'EnrollmentTokenRejected', 'RecoveryCodeRejected'];
    atEveryStep(({ decision }) => {
      if (decision.verdict === 'accepted') return;
      const recorded = decision.events.filter(({ type }) => tries.includes(type));
      expect(recorded).toHaveLength(lookedAt.includes(decision.rejection.reason) ? 1 : 0);
      if (recorded.length === 0) expect(decision.events).toEqual([]);
    });
  });

  it('B4: at most 3 challenges are open, and only those are answered: 5 times, and right once', () => {
    inEveryWalk(({ steps, limits }) => {
      const expiries = new Map<string, Instant>();
      const answers = new Map<string, number>();
      for (const { at, events } of steps) {
        for (const { type, data } of events) {
          if (type === 'TokenRejected' || type === 'ChallengePassed') {
            expect(at < expiries.get(data.challengeId)!).toBe(true);
          }
          if (type === 'TokenRejected') {
            answers.set(data.challengeId, (answers.get(data.challengeId) ?? 0) + 1);
            expect(answers.get(data.challengeId)).toBeLessThanOrEqual(limits.answersPerChallenge);
          }
          if (type === 'ChallengeIssued') expiries.set(data.challengeId, data.expiresAt);
          if (type === 'ChallengePassed' || type === 'ChallengeClosed') expiries.delete(data.challengeId);
        }
        const open = [...expiries.values()].filter((expiresAt) => at < expiresAt);
        expect(open.length).toBeLessThanOrEqual(limits.openChallenges);
      }
    });
  });

  it('E3: a method, its being the default and a fresh set of codes stand together', () => {
    atEveryStep(({ events, after: { enrolled } }) => {
      const [methodEnrolled] = ofType(events, 'MethodEnrolled');
      if (methodEnrolled === undefined) return;
      expect(events.slice(0, 3).map(({ type }) => type)).toEqual([
        'MethodEnrolled',
        'DefaultChanged',
        'CodesRegenerated',
      ]);
      expect(enrolled).toMatchObject({ defaultMethod: methodEnrolled.data.method, recoveryCodesLeft: 10 });
    });
  });

  it('E5, E6: two-factor that is on has a method, and the default is one of them; off, it has nothing left', () => {
    atEveryStep(({ after: { enrolled, credentials } }) => {
      if (enrolled.status === 'OFF') {
        expect(credentials).toEqual({});
        return;
      }
      const methods = enrolled.methods.map(({ method }) => method);
      expect(methods).toContain(enrolled.defaultMethod);
      expect(new Set(methods).size).toBe(methods.length);
      expect([credentials.app !== undefined, credentials.sms !== undefined]).toEqual([
        methods.includes('AUTHENTICATOR_APP'),
        methods.includes('SMS'),
      ]);
      expect(credentials.recoveryCodes?.codes).toHaveLength(enrolled.recoveryCodesLeft);
    });
  });

  it('E7: a recovery code works once, and only out of the last set', () => {
    inEveryWalk((walk) => {
      let unused = new Set<string>();
      for (const { type, data } of historyOf(walk)) {
        if (type === 'CodesRegenerated') unused = new Set(data.codes.map(({ codeId }) => codeId));
        if (type === 'RecoveryCodeUsed') expect(unused.delete(data.codeId)).toBe(true);
      }
    });
  });

  it('B1: while two-factor is on no session begins but by a challenge passed in the same decision', () => {
    atEveryStep(({ before, events }) => {
      for (const { data } of ofType(events, 'SignedIn')) {
        const passed = ofType(events, 'ChallengePassed').map(({ data: { challengeId } }) => challengeId);
        expect(passed).toEqual(before.enrolled.status === 'ON' ? [data.challengeId] : []);
      }
    });
  });

  it('E2: while two-factor is on nothing is enrolled, removed or regenerated without a fresh answer', () => {
    inEveryWalk(({ steps, limits }) => {
      const answeredAt = new Map<string, Instant>();
      const recovering = new Set<string>();
      for (const { at, before, command, events } of steps) {
        const asked = events.some(
          ({ type, data }) => type === 'EnrollmentStarted' || ('reason' in data && data.reason === 'REQUESTED'),
        );
        const settings = ['startEnrollment', 'removeMethod', 'regenerateRecoveryCodes'];
        if (before.enrolled.status === 'ON' && asked && settings.includes(command.type) && 'sessionId' in command) {
          const { sessionId = '' } = command;
          const answered = answeredAt.get(sessionId);
          const fresh = answered !== undefined && at < later(answered, limits.stepUpLifetime);
          expect(fresh || (command.type === 'startEnrollment' && recovering.has(sessionId))).toBe(true);
        }
        for (const { type, data } of events) {
          if (type === 'SignedIn' && data.challengeId !== undefined) answeredAt.set(data.sessionId, at);
          if (type === 'SignedIn' && data.amr.includes('recovery_code')) recovering.add(data.sessionId);
          if (type === 'ChallengePassed' && data.sessionId !== undefined) answeredAt.set(data.sessionId, at);
          if (type === 'MethodEnrolled') recovering.clear();
        }
      }
    });
  });
});
