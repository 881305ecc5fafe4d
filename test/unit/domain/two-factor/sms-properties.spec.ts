import { describe, expect, it } from 'vitest';
import { type Instant, later } from '../../../../src/domain/instant.js';
import { lockedOut } from '../../../../src/domain/two-factor/attempts.js';
import { decideTwoFactor } from '../../../../src/domain/two-factor/decide.js';
import { tokensFor } from '../../../../src/domain/two-factor/sms-tokens.js';
import { atEveryStep, historyOf, inEveryWalk, ofType, type Walk } from '../../../support/two-factor-walks.js';

/** A token as its order has it. */
interface Ordered {
  readonly tokenId: string;
  /** The challenge or the enrollment that it answers. */
  readonly prompt: string;
  readonly at: Instant;
  readonly expiresAt: Instant;
}

/** The tokens that were ordered in a walk, in order; read off the history alone. */
function ordersOf(walk: Walk): readonly Ordered[] {
  return historyOf(walk).flatMap(({ type, data, occurredAt: at }) => {
    if (type !== 'TokenIssued' && type !== 'EnrollmentTokenIssued') return [];
    const prompt = type === 'TokenIssued' ? data.challengeId : data.enrollmentId;
    return [{ tokenId: data.tokenId, prompt, at, expiresAt: data.expiresAt }];
  });
}

describe('whatever is asked of tokens by SMS, in whatever order and at whatever time', () => {
  it('D2: a token passes once, its own prompt, in its time, and only the last one that was sent', () => {
    inEveryWalk((walk) => {
      const lastOf = new Map<string, Ordered>();
      const orders = new Map(ordersOf(walk).map((ordered) => [ordered.tokenId, ordered]));
      const passed = new Set<string>();
      for (const { type, data, occurredAt: at } of historyOf(walk)) {
        if (type === 'TokenIssued') lastOf.set(data.challengeId, orders.get(data.tokenId)!);
        if (type === 'EnrollmentTokenIssued') lastOf.set(data.enrollmentId, orders.get(data.tokenId)!);
        if ((type !== 'ChallengePassed' && type !== 'MethodEnrolled') || data.tokenId === undefined) continue;
        const last = lastOf.get(type === 'ChallengePassed' ? data.challengeId : data.enrollmentId);
        expect(last?.tokenId).toBe(data.tokenId);
        expect(at < last!.expiresAt).toBe(true);
        expect(passed.has(data.tokenId)).toBe(false);
        passed.add(data.tokenId);
      }
    });
  });

  it('C4, D2: nothing passes or is enrolled without what proves it', () => {
    atEveryStep(({ events }) => {
      for (const { data } of ofType(events, 'ChallengePassed')) {
        const proof = [data.timeStep !== undefined, data.tokenId !== undefined];
        expect(proof).toEqual([data.factor === 'AUTHENTICATOR_APP', data.factor === 'SMS']);
      }
      for (const { data } of ofType(events, 'MethodEnrolled')) {
        const proof = [data.timeStep !== undefined, data.tokenId !== undefined];
        expect(proof).toEqual([data.method === 'AUTHENTICATOR_APP', data.method === 'SMS']);
      }
    });
  });

  it('D2: never are two tokens good for one prompt', () => {
    atEveryStep(({ at, events, after }, { limits }) => {
      for (const { data } of ofType(events, 'TokenIssued')) {
        const challenge = after.challenges.find(({ challengeId }) => challengeId === data.challengeId)!;
        const { challengeId, credentialVersion, sessionId } = challenge;
        const answer = {
          type: 'answerChallenge',
          at,
          challengeId,
          credentialVersion,
          ...(sessionId !== undefined && { sessionId }),
          matchedTimeStep: undefined,
          newSessionId: 'new-session',
        } as const;
        const good = tokensFor(after.smsTokens, { challengeId }).filter(
          ({ tokenId }) =>
            decideTwoFactor(after, { ...answer, matchedTokenId: tokenId }, limits).verdict === 'accepted',
        );
        expect(good.map(({ tokenId }) => tokenId)).toEqual([data.tokenId]);
      }
    });
  });

  it('B9: no answer by SMS is looked at while no token is good', () => {
    inEveryWalk((walk) => {
      const goodUntil = new Map<string, Instant>();
      for (const { type, data, occurredAt: at } of historyOf(walk)) {
        if (type === 'TokenIssued') goodUntil.set(data.challengeId, data.expiresAt);
        if (type === 'TokenRejected' && data.method === 'SMS') {
          expect(at < goodUntil.get(data.challengeId)!).toBe(true);
        }
      }
    });
  });

  it('D3: in no hour is a user sent more than 10 tokens', () => {
    inEveryWalk((walk) => {
      const { tokensPerUser, userSendingWindow } = walk.limits;
      const orders = ordersOf(walk);
      for (const { at } of orders) {
        const inTheHour = orders.filter((one) => at <= one.at && one.at < later(at, userSendingWindow));
        expect(inTheHour.length).toBeLessThanOrEqual(tokensPerUser);
      }
    });
  });

  it('D3: tokens of one prompt keep their distance: 30 seconds, then 60, then 120', () => {
    inEveryWalk((walk) => {
      const { resendWaits } = walk.limits;
      const before = new Map<string, readonly Ordered[]>();
      for (const ordered of ordersOf(walk)) {
        const earlier = before.get(ordered.prompt) ?? [];
        const last = earlier.at(-1);
        const wait = resendWaits[earlier.length - 1] ?? resendWaits.at(-1)!;
        if (last !== undefined) expect(ordered.at >= later(last.at, wait)).toBe(true);
        before.set(ordered.prompt, [...earlier, ordered]);
      }
    });
  });

  it('B2: a challenge for SMS sends a token at once, or says why not; while locked it does neither', () => {
    atEveryStep(({ at, before, events }) => {
      const sent = [...ofType(events, 'TokenIssued'), ...ofType(events, 'TokenWithheld')];
      if (lockedOut(before.attempts, at) !== undefined) expect(sent).toEqual([]);
      for (const { data } of ofType(events, 'ChallengeIssued')) {
        const due = data.method === 'SMS' && lockedOut(before.attempts, at) === undefined;
        expect(sent.map((event) => event.data.challengeId)).toEqual(due ? [data.challengeId] : []);
      }
    });
  });

  it('D2: asking for a token gives no answers back: not to the account, not to a challenge or an enrollment', () => {
    atEveryStep(({ before, command, after }) => {
      if (command.type !== 'sendToken' && command.type !== 'resendEnrollmentToken') return;
      expect(after.attempts).toEqual(before.attempts);
      expect(after.enrollment).toEqual(before.enrollment);
      const wrongAnswers = (state: typeof after) => state.challenges.map((challenge) => challenge.wrongAnswers);
      expect(wrongAnswers(after)).toEqual(wrongAnswers(before));
    });
  });

  it('E4: the number in use changes when another one is confirmed or it is removed, and at no other time', () => {
    atEveryStep(({ before, events, after }) => {
      const changes = [...ofType(events, 'MethodEnrolled'), ...ofType(events, 'MethodRemoved')];
      if (changes.some(({ data }) => data.method === 'SMS')) return;
      expect(after.credentials.sms).toEqual(before.credentials.sms);
    });
  });

  it('D5: a token is sent once and arrives once, and of what arrived nothing else is said', () => {
    inEveryWalk((walk) => {
      const arrived = new Set<string>();
      const sent = new Set<string>();
      for (const { type, data } of historyOf(walk)) {
        if (type !== 'TokenSent' && type !== 'TokenDelivered' && type !== 'TokenDeliveryFailed') continue;
        expect(arrived.has(data.tokenId)).toBe(false);
        if (type === 'TokenDelivered') arrived.add(data.tokenId);
        if (type !== 'TokenSent') continue;
        expect(sent.has(data.tokenId)).toBe(false);
        sent.add(data.tokenId);
      }
    });
  });
});
