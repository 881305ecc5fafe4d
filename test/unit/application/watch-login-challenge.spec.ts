import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InvalidInput, NotSignedIn } from '../../../src/application/errors.js';
import type { RequestContext } from '../../../src/application/request-context.js';
import { createWatchLoginChallenge } from '../../../src/application/watch-login-challenge.js';
import { day, hour, minute, second } from '../../../src/domain/instant.js';
import { defaultLimits } from '../../../src/domain/two-factor/limits.js';
import {
  challengeClosed,
  challengeIssued,
  challengePassed,
  defaultChanged,
  enrolledApp,
  enrolledSms,
  inTime,
  locked,
  methodChosen,
  sessionsEnded,
  signedIn,
  stepUpIssued,
  tokenRejected,
} from '../../support/two-factor-history.js';
import { anonymous, next, passwordSet, settling, startWatching, type WatchFixture } from './watch-fixture.js';

describe('watching a challenge', () => {
  let fixture: WatchFixture;
  let userId: string;
  let challengeId: string;

  beforeEach(async () => {
    fixture = await startWatching();
    userId = await fixture.addUser();
    challengeId = fixture.challengeId(userId);
    await fixture.record(userId, ...enrolledApp(), challengeIssued({ challengeId }));
  });
  afterEach(async () => {
    expect(fixture.viewStore.watches()).toBe(0);
    expect(fixture.time.waits()).toEqual([]);
    await fixture.close();
  });

  const watch = (context: RequestContext = anonymous, id = challengeId) => fixture.watch({ id }, context);
  const wrongAnswer = (wrongInARow: number) => fixture.record(userId, tokenRejected({ challengeId, wrongInARow }));
  const pass = () => fixture.record(userId, challengePassed({ challengeId }));
  const over = { done: true, value: undefined };

  describe('shows it', () => {
    it('as it stands, at once, and as soon as it is in the history, whether or not it is in a view', async () => {
      const other = fixture.challengeId(userId);
      await fixture.record(userId, challengeIssued({ challengeId: other }));
      const answers = await watch(anonymous, other);
      expect(await next(answers)).toMatchObject({ id: other, state: 'OPEN', attemptsLeft: 5 });
      await answers.return?.();
    });

    it('again whenever it has changed, and ends when it is passed', async () => {
      const answers = await watch();
      expect(await next(answers)).toMatchObject({ state: 'OPEN', attemptsLeft: 5 });
      await wrongAnswer(1);
      expect(await next(answers)).toMatchObject({ state: 'OPEN', attemptsLeft: 4 });
      await fixture.record(userId, methodChosen('SMS', challengeId));
      expect(await next(answers)).toMatchObject({ state: 'OPEN', method: 'SMS' });
      await pass();
      expect(await next(answers)).toMatchObject({ state: 'PASSED', allowedActions: [] });
      expect(await answers.next()).toEqual(over);
    });

    it('D7: with every step of a token on its way', async () => {
      const token = { tokenId: 'token-1', provider: 'messagebird' } as const;
      await fixture.record(userId, ...enrolledSms(), methodChosen('SMS', challengeId));
      const answers = await watch();
      expect((await next(answers)).delivery).toBeUndefined();
      const ordered = { challengeId, tokenId: token.tokenId, expiresAt: inTime(5 * minute), country: 'DE' };
      await fixture.record(userId, { type: 'TokenIssued', data: ordered });
      expect(await next(answers)).toMatchObject({ delivery: { state: 'QUEUED' }, tokenExpiresAt: ordered.expiresAt });
      await fixture.record(userId, { type: 'TokenSent', data: token });
      expect(await next(answers)).toMatchObject({ delivery: { state: 'SENT' } });
      await fixture.record(userId, { type: 'TokenDelivered', data: token });
      expect(await next(answers)).toMatchObject({ delivery: { state: 'DELIVERED' } });
      await answers.return?.();
    });

    it('not again where nothing of it has changed', async () => {
      const answers = await watch();
      await next(answers);
      const answer = answers.next();
      const unchanged = settling(answer);
      const other = challengeIssued({ challengeId: fixture.challengeId(userId) });
      await fixture.record(userId, signedIn(), defaultChanged(), other);
      await fixture.time.advance(20 * second);
      expect(unchanged.settled).toBe(false);
      await wrongAnswer(1);
      expect(await answer).toMatchObject({ value: { attemptsLeft: 4 } });
      await answers.return?.();
    });

    it('in its newest state to a slow reader, whatever was in between', async () => {
      const answers = await watch();
      await next(answers);
      for (const wrongInARow of [1, 2, 3]) await wrongAnswer(wrongInARow);
      expect(await next(answers)).toMatchObject({ attemptsLeft: 2 });
      await pass();
      expect(await next(answers)).toMatchObject({ state: 'PASSED' });
      expect(await answers.next()).toEqual(over);
    });

    it.each(['TOO_MANY_OPEN', 'PASSWORD_CHANGED', 'METHODS_CHANGED'] as const)(
      'for the last time when it is closed: %s',
      async (reason) => {
        const answers = await watch();
        await next(answers);
        await fixture.record(userId, challengeClosed(challengeId, reason));
        expect(await next(answers)).toMatchObject({ state: 'CLOSED' });
        expect(await answers.next()).toEqual(over);
      },
    );

    it('once, where it is over already', async () => {
      await pass();
      const answers = await watch();
      expect(await next(answers)).toMatchObject({ state: 'PASSED' });
      expect(await answers.next()).toEqual(over);
    });

    it('also where nobody says that views have changed', async () => {
      const deaf = { ...fixture.views, watch: () => () => undefined };
      const answers = await createWatchLoginChallenge(
        fixture.core,
        deaf,
        fixture.time.timers,
      )({ id: challengeId }, anonymous);
      await next(answers);
      const answer = answers.next();
      await wrongAnswer(1);
      await fixture.time.advance(5 * second);
      expect(await answer).toMatchObject({ value: { attemptsLeft: 4 } });
      await answers.return?.();
    });
  });

  describe('shows what time alone changes, at that instant and not before', () => {
    const expectChangeAfter = async (milliseconds: number, before: object, after: object) => {
      const answers = await watch();
      expect(await next(answers)).toMatchObject(before);
      const answer = answers.next();
      const change = settling(answer);
      await fixture.time.advance(milliseconds - 1);
      expect(change.settled).toBe(false);
      await fixture.time.advance(1);
      expect(await answer).toMatchObject({ value: after });
      return answers;
    };

    it('it expires, and that ends it', async () => {
      const answers = await expectChangeAfter(10 * minute, { state: 'OPEN' }, { state: 'EXPIRED', allowedActions: [] });
      expect(await answers.next()).toEqual(over);
    });

    it('a lock is over', async () => {
      const until = inTime(61_500);
      await fixture.record(userId, tokenRejected({ challengeId: 'other', wrongInARow: 5 }), locked(5, until));
      const answers = await expectChangeAfter(61_500, { state: 'LOCKED', lockedUntil: until }, { state: 'OPEN' });
      await answers.return?.();
    });

    it('a token expires', async () => {
      const token = { challengeId, tokenId: 'token-1', expiresAt: inTime(5 * minute), country: 'DE' };
      const issued = { type: 'TokenIssued', data: token } as const;
      await fixture.record(userId, ...enrolledSms(), methodChosen('SMS', challengeId), issued);
      const answers = await expectChangeAfter(5 * minute, { tokenExpiresAt: token.expiresAt }, { method: 'SMS' });
      await answers.return?.();
    });
  });

  describe('of nobody knows what is refused', () => {
    it('alike, whether malformed, unknown or of another user (attack 13)', async () => {
      const stranger = await fixture.addUser();
      const ids = ['', 'challenge-1', 'x'.repeat(10_000), `${challengeId}A`, fixture.challengeId(userId)];
      const messages = new Set<unknown>();
      for (const id of [...ids, fixture.challengeId(stranger)]) {
        const error: unknown = await watch(anonymous, id).catch((thrown: unknown) => thrown);
        expect(error).toBeInstanceOf(InvalidInput);
        expect(error).toMatchObject({ field: 'id' });
        messages.add(error instanceof InvalidInput && error.message);
      }
      expect(messages.size).toBe(1);
    });
  });

  describe('is over with the session that came along (attack 35)', () => {
    /** Somebody with a session of their own, who watches a challenge of somebody else. */
    async function watchSignedIn(session: Parameters<typeof signedIn>[0] = {}) {
      const watcher = await fixture.addUser();
      await fixture.record(watcher, signedIn(session));
      const answers = await watch(await fixture.withSession(watcher));
      await next(answers);
      return { watcher, answers };
    }

    it.each([
      ['it signs out', { type: 'SignedOut', data: { sessionId: 'session-1' } } as const],
      ['another session ends it', sessionsEnded(['session-1'], 'REQUESTED')],
      ['the password changes', sessionsEnded(['session-1'], 'PASSWORD_CHANGED')],
      ['a method is enrolled elsewhere', sessionsEnded(['session-1'], 'METHOD_ENROLLED')],
    ])('at once: %s', async (_what, event) => {
      const { watcher, answers } = await watchSignedIn();
      const answer = answers.next();
      await fixture.record(watcher, event);
      await expect(answer).rejects.toThrow(NotSignedIn);
      expect(await answers.next()).toEqual(over);
    });

    it('nothing is shown of what changed at the same time or later', async () => {
      const { watcher, answers } = await watchSignedIn();
      await fixture.record(watcher, sessionsEnded(['session-1'], 'REQUESTED'));
      await wrongAnswer(1);
      await expect(answers.next()).rejects.toThrow(NotSignedIn);
    });

    it.each([
      ['a new password stands already, its sessions not ended yet', passwordSet(2)],
      ['the user is deactivated', { type: 'UserDeactivated', data: {} } as const],
    ])('within seconds, and before anything else is shown: %s', async (_what, event) => {
      const { watcher, answers } = await watchSignedIn();
      const end = expect(answers.next()).rejects.toThrow(NotSignedIn);
      await fixture.recordOfUser(watcher, event);
      await fixture.time.advance(5 * second);
      await end;
    });

    it('at the instant at which it expires, and not before', async () => {
      const { answers } = await watchSignedIn({ expiresAt: inTime(90_500) });
      const answer = answers.next();
      const end = settling(answer);
      await fixture.time.advance(90_499);
      expect(end.settled).toBe(false);
      await fixture.time.advance(1);
      await expect(answer).rejects.toThrow(NotSignedIn);
    });

    it('when it has been idle for too long: watching does not keep it alive', async () => {
      const watcher = await fixture.addUser();
      await fixture.record(watcher, signedIn({ expiresAt: inTime(day) }));
      await fixture.time.advance(hour - minute);
      const late = fixture.challengeId(userId);
      await fixture.record(userId, challengeIssued({ challengeId: late, expiresAt: inTime(hour + 9 * minute) }));
      const answers = await watch(await fixture.withSession(watcher), late);
      await next(answers);
      const answer = answers.next();
      const end = settling(answer);
      await fixture.time.advance(minute - 1);
      expect(end.settled).toBe(false);
      await fixture.time.advance(1);
      await expect(answer).rejects.toThrow(NotSignedIn);
    });

    it('and not with another session of that user', async () => {
      const { watcher, answers } = await watchSignedIn();
      await fixture.record(watcher, signedIn({ sessionId: 'session-2' }), sessionsEnded(['session-2'], 'REQUESTED'));
      await wrongAnswer(1);
      expect(await next(answers)).toMatchObject({ attemptsLeft: 4 });
      await answers.return?.();
    });
  });

  describe('to step up', () => {
    let stepUpId: string;
    beforeEach(async () => {
      stepUpId = fixture.challengeId(userId);
      await fixture.record(userId, signedIn(), stepUpIssued({ challengeId: stepUpId }));
    });

    it.each([
      ['with it', () => fixture.withSession(userId)],
      ['without it', async () => anonymous],
    ])('is over with the session that it belongs to, watched %s (attack 35)', async (_what, context) => {
      const answers = await watch(await context(), stepUpId);
      expect(await next(answers)).toMatchObject({ purpose: 'STEP_UP', state: 'OPEN' });
      const answer = answers.next();
      await fixture.record(
        userId,
        sessionsEnded(['session-1'], 'REQUESTED'),
        challengeClosed(stepUpId, 'SESSION_ENDED'),
      );
      await expect(answer).rejects.toThrow(NotSignedIn);
    });

    it('looks unknown afterwards', async () => {
      await fixture.record(userId, sessionsEnded(['session-1'], 'REQUESTED'));
      await expect(watch(anonymous, stepUpId)).rejects.toThrow(InvalidInput);
    });

    it('is shown until it is passed', async () => {
      const answers = await watch(await fixture.withSession(userId), stepUpId);
      await next(answers);
      const sessionId = 'session-1';
      await fixture.record(userId, challengePassed({ challengeId: stepUpId, purpose: 'STEP_UP', sessionId }));
      expect(await next(answers)).toMatchObject({ state: 'PASSED' });
      expect(await answers.next()).toEqual(over);
    });
  });

  describe('ends when nobody wants it any more', () => {
    it('at once, while the next answer is being waited for', async () => {
      const answers = await watch();
      await next(answers);
      const answer = answers.next();
      expect(await answers.return?.()).toEqual(over);
      expect(await answer).toEqual(over);
      expect(await answers.next()).toEqual(over);
    });

    it('before the first answer was asked for', async () => {
      const answers = await watch();
      expect(await answers.return?.()).toEqual(over);
      expect(await answers.next()).toEqual(over);
    });

    it('with the loop that reads it', async () => {
      for await (const { state } of await watch()) {
        expect(state).toBe('OPEN');
        break;
      }
    });

    it('with an outage of the store, which it tells', async () => {
      const outage = new Error('The disk is gone.');
      let broken = false;
      const load: typeof fixture.core.twoFactor.load = async (id) => {
        if (broken) throw outage;
        return fixture.core.twoFactor.load(id);
      };
      const core = { ...fixture.core, twoFactor: { ...fixture.core.twoFactor, load } };
      const watchOver = createWatchLoginChallenge(core, fixture.views, fixture.time.timers);
      const answers = await watchOver({ id: challengeId }, anonymous);
      await next(answers);
      broken = true;
      await wrongAnswer(1);
      await expect(answers.next()).rejects.toBe(outage);
    });
  });

  describe('is for a few at a time (attack 38)', () => {
    it('a sixth is refused, of this challenge and of no other; whoever leaves makes room', async () => {
      const other = fixture.challengeId(userId);
      await fixture.record(userId, challengeIssued({ challengeId: other }));
      const five = await Promise.all(Array.from({ length: 5 }, () => watch()));
      await expect(watch()).rejects.toThrow('watched in too many places');
      const ofOther = await watch(anonymous, other);
      await five[0]?.return?.();
      // Leaving twice makes room for one.
      await five[0]?.return?.();
      const another = await watch();
      await expect(watch()).rejects.toThrow('watched in too many places');
      for (const answers of [...five, another, ofOther]) await answers.return?.();
    });

    it('those whose watch came to its end have left', async () => {
      const five = await Promise.all(Array.from({ length: 5 }, () => watch()));
      await pass();
      for (const answers of five) {
        expect(await next(answers)).toMatchObject({ state: 'PASSED' });
        expect(await answers.next()).toEqual(over);
      }
      const after = await watch();
      await after.return?.();
    });

    it('it never waits longer than a challenge lives', async () => {
      const answers = await watch();
      const seen: string[] = [];
      const reading = (async () => {
        for await (const { state } of answers) seen.push(state);
      })();
      await fixture.time.advance(defaultLimits.challengeLifetime);
      await reading;
      expect(seen).toEqual(['OPEN', 'EXPIRED']);
    });
  });
});
