import { beforeEach, describe, expect, it } from 'vitest';
import type { SendingCap, SendingThrottle } from '../../src/application/sending-throttle.js';

const start = Date.parse('2026-11-24T12:00:00.000Z');
const minute = 60_000;
const inMinutes = (minutes: number) => new Date(start + minutes * minute).toISOString();

const ofNumber = (key = 'number-1', sends = 3): SendingCap => ({
  limit: 'NUMBER',
  key,
  sends,
  window: 10 * minute,
});
const ofReseller = (key = 'reseller-1', sends = 4): SendingCap => ({
  limit: 'RESELLER',
  key,
  sends,
  window: 60 * minute,
});
const daily: SendingCap = { limit: 'DAILY_BUDGET', key: 'all', sends: 100, window: 24 * 60 * minute };

/** What every sending throttle promises, wherever it counts. */
export function sendingThrottleContract(name: string, open: (clock: () => number) => SendingThrottle): void {
  describe(`sending throttle: ${name}`, () => {
    let throttle: SendingThrottle;
    let now: number;
    beforeEach(() => {
      now = start;
      throttle = open(() => now);
    });

    /** Takes so many, one after the other; what was answered. */
    async function take(count: number, ...caps: readonly SendingCap[]) {
      const answers = [];
      for (let taken = 0; taken < count; taken += 1) answers.push(await throttle.take(caps));
      return answers;
    }

    it('lets so many through, then says which cap is full and when it has room again', async () => {
      expect(await take(3, ofNumber())).toEqual([undefined, undefined, undefined]);
      now += 4 * minute;
      expect(await take(1, ofNumber())).toEqual([{ limit: 'NUMBER', retryAt: inMinutes(10) }]);
    });

    it('has room at the instant that it named, and not a millisecond before', async () => {
      await take(3, ofNumber());
      now = start + 10 * minute - 1;
      expect(await take(1, ofNumber())).toEqual([{ limit: 'NUMBER', retryAt: inMinutes(10) }]);
      now = start + 10 * minute;
      expect(await take(1, ofNumber())).toEqual([undefined]);
    });

    it('counts in every stretch of time: no twofold burst around a turn of the window', async () => {
      await take(1, ofNumber());
      now = start + 9 * minute;
      await take(2, ofNumber());
      now = start + 11 * minute;
      expect(await take(3, ofNumber())).toEqual([
        undefined,
        { limit: 'NUMBER', retryAt: inMinutes(19) },
        { limit: 'NUMBER', retryAt: inMinutes(19) },
      ]);
    });

    it('does not count what it refuses: asking again and again makes no wait longer', async () => {
      await take(500, ofNumber());
      now = start + 10 * minute;
      expect(await take(3, ofNumber())).toEqual([undefined, undefined, undefined]);
    });

    it('keeps keys apart, and limits with equal keys', async () => {
      await take(3, ofNumber('a'));
      expect(await take(1, ofNumber('b'))).toEqual([undefined]);
      expect(await take(4, ofReseller('a'))).toEqual([undefined, undefined, undefined, undefined]);
    });

    it('forgets nothing too early while it forgets what is over', async () => {
      await take(3, ofNumber('a'));
      now = start + 5 * minute;
      await take(3, ofNumber('b'));
      now = start + 11 * minute;
      expect(await take(4, ofNumber('a'))).toEqual([
        undefined,
        undefined,
        undefined,
        { limit: 'NUMBER', retryAt: inMinutes(21) },
      ]);
      expect(await take(1, ofNumber('b'))).toEqual([{ limit: 'NUMBER', retryAt: inMinutes(15) }]);
    });

    it('all or nothing: whoever stands at one cap uses up none of the others', async () => {
      await take(3, ofNumber('a'));
      await take(500, ofNumber('a'), ofReseller(), daily);
      expect(await take(4, ofReseller(), daily)).toEqual([undefined, undefined, undefined, undefined]);

      expect(await take(500, ofNumber('b'), ofReseller(), daily)).toEqual(
        Array.from({ length: 500 }, () => ({ limit: 'RESELLER', retryAt: inMinutes(60) })),
      );
      expect(await take(3, ofNumber('b'), daily)).toEqual([undefined, undefined, undefined]);
    });

    it('names the cap that stays full longest: before that, asking again is in vain', async () => {
      await take(3, ofNumber(), ofReseller());
      await take(1, ofReseller());
      expect(await take(1, ofNumber(), ofReseller())).toEqual([{ limit: 'RESELLER', retryAt: inMinutes(60) }]);
      expect(await take(1, ofReseller(), ofNumber())).toEqual([{ limit: 'RESELLER', retryAt: inMinutes(60) }]);
    });

    it('names the first of those that stay full equally long', async () => {
      const ofPrefix: SendingCap = { ...ofNumber(), limit: 'PREFIX' };
      await take(3, ofNumber(), ofPrefix);
      expect(await take(1, ofNumber(), ofPrefix)).toEqual([{ limit: 'NUMBER', retryAt: inMinutes(10) }]);
      expect(await take(1, ofPrefix, ofNumber())).toEqual([{ limit: 'PREFIX', retryAt: inMinutes(10) }]);
    });

    it('lets nothing through a cap of none', async () => {
      expect(await take(1, { ...ofNumber(), sends: 0 })).toEqual([{ limit: 'NUMBER', retryAt: inMinutes(10) }]);
    });

    it('attack 29: of 200 asked for side by side, no more pass than of 200 in a row', async () => {
      const answers = await Promise.all(
        Array.from({ length: 200 }, (_, index) => throttle.take([ofNumber(`number-${index}`), ofReseller(), daily])),
      );
      expect(answers.filter((answer) => answer === undefined)).toHaveLength(4);
      expect(answers.filter((answer) => answer?.limit === 'RESELLER')).toHaveLength(196);
      // None of the refused took from the daily budget.
      const others = await Promise.all(
        Array.from({ length: 200 }, (_, index) => throttle.take([ofReseller(`other-${index}`), daily])),
      );
      expect(others.filter((answer) => answer === undefined)).toHaveLength(96);
    });
  });
}
