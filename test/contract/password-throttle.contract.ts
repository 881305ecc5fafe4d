import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { GuessKeys, PasswordThrottle } from '../../src/application/password-throttle.js';
import { hour, instantOf, minute, second } from '../../src/domain/instant.js';

const start = Date.parse('2026-11-24T12:00:00.000Z');
const owner: GuessKeys = { account: 'account-1', address: '192.0.2.1' };

/** What every password throttle promises, wherever it counts. */
export function passwordThrottleContract(name: string, open: (clock: () => number) => PasswordThrottle): void {
  describe(`password throttle: ${name}`, () => {
    let throttle: PasswordThrottle;
    beforeEach(() => {
      // What the libraries ask for the time must be told the same as the clock tells.
      vi.useFakeTimers({ now: start, toFake: ['Date'] });
      throttle = open(Date.now);
    });
    afterEach(() => {
      vi.useRealTimers();
    });

    const pass = (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds);
    const inFuture = (milliseconds: number) => instantOf(Date.now() + milliseconds);

    /** So many tries, one after the other; what was answered. */
    async function guess(keys: GuessKeys, times: number): Promise<(string | undefined)[]> {
      const answers = [];
      for (let guessed = 0; guessed < times; guessed += 1) answers.push(await throttle.admit(keys));
      return answers;
    }

    /** So many tries that are all admitted, each as soon as it may be. */
    async function guessPatiently(keys: GuessKeys, times: number): Promise<void> {
      for (let guessed = 0; guessed < times; guessed += 1) {
        const retryAt = await throttle.admit(keys);
        if (retryAt !== undefined) {
          vi.setSystemTime(Date.parse(retryAt));
          expect(await throttle.admit(keys)).toBeUndefined();
        }
      }
    }

    it('lets five tries pass, then says when the next one may come', async () => {
      expect(await guess(owner, 5)).toEqual([undefined, undefined, undefined, undefined, undefined]);
      expect(await throttle.admit(owner)).toBe(inFuture(second));
    });

    it('doubles the delay with each further wrong try, and looks at none before its time', async () => {
      await guess(owner, 5);
      let wait = second;
      for (const next of [2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]) {
        pass(wait - 1);
        expect(await throttle.admit(owner)).toBe(inFuture(1));
        pass(1);
        expect(await throttle.admit(owner)).toBeUndefined();
        wait = next * second;
        expect(await throttle.admit(owner)).toBe(inFuture(wait));
      }
    });

    it('does not count tries that it refuses: hammering makes no delay longer', async () => {
      await guess(owner, 505);
      expect(await throttle.admit(owner)).toBe(inFuture(second));
      pass(second);
      expect(await throttle.admit(owner)).toBeUndefined();
      expect(await throttle.admit(owner)).toBe(inFuture(2 * second));
    });

    it('treats tries sent side by side like tries in a row: as many pass, and the delay is no longer', async () => {
      const answers = await Promise.all(Array.from({ length: 100 }, () => throttle.admit(owner)));
      expect(answers.filter((answer) => answer === undefined)).toHaveLength(5);
      expect(await throttle.admit(owner)).toBe(inFuture(second));
      pass(second);
      const later = await Promise.all(Array.from({ length: 100 }, () => throttle.admit(owner)));
      expect(later.filter((answer) => answer === undefined)).toHaveLength(1);
      expect(await throttle.admit(owner)).toBe(inFuture(2 * second));
    });

    it('starts again after the right password', async () => {
      await guess(owner, 5);
      await throttle.succeeded(owner);
      expect(await guess(owner, 5)).toEqual([undefined, undefined, undefined, undefined, undefined]);
      expect(await throttle.admit(owner)).toBe(inFuture(second));
    });

    it('does not count a try that was withdrawn, for the account or the address', async () => {
      for (let time = 1; time <= 200; time += 1) {
        expect(await throttle.admit(owner)).toBeUndefined();
        await throttle.withdraw(owner);
      }
      expect(await guess(owner, 5)).toEqual([undefined, undefined, undefined, undefined, undefined]);
      expect(await throttle.admit(owner)).toBe(inFuture(second));
    });

    it('gives no tries for free where more were withdrawn than counted', async () => {
      for (let time = 1; time <= 5; time += 1) await throttle.withdraw(owner);
      expect(await guess(owner, 6)).toEqual([undefined, undefined, undefined, undefined, undefined, inFuture(second)]);
    });

    it('starts again for the address that the right password came from, and for no other', async () => {
      const guesser = { ...owner, address: '198.51.100.1' };
      await guess(guesser, 5);
      await throttle.succeeded(owner);
      expect(await throttle.admit(guesser)).toBe(inFuture(second));
    });

    it('attack 26: whoever guesses from elsewhere does not make the owner wait for long', async () => {
      for (let machine = 1; machine <= 40; machine += 1) {
        await guess({ ...owner, address: `198.51.100.${machine}` }, 5);
        pass(30 * second);
      }
      const retryAt = await throttle.admit({ ...owner, address: '198.51.100.41' });
      expect(retryAt).toBeUndefined();
      expect(await throttle.admit(owner)).toBe(inFuture(30 * second));
    });

    it('slows down one machine that tries one password on many accounts, and no other machine', async () => {
      for (let account = 1; account <= 100; account += 1) {
        await throttle.admit({ account: `account-${account}`, address: '203.0.113.9' });
      }
      expect(await throttle.admit({ account: 'account-101', address: '203.0.113.9' })).toBe(inFuture(second));
      expect(await throttle.admit({ account: 'account-101', address: '203.0.113.10' })).toBeUndefined();
    });

    it("does not let one's own right password buy guesses at other people's", async () => {
      const mine = { account: 'account-of-the-guesser', address: '203.0.113.9' };
      for (let account = 1; account <= 98; account += 1) {
        await throttle.admit({ account: `account-${account}`, address: mine.address });
        await throttle.admit(mine);
        await throttle.succeeded(mine);
      }
      expect(await throttle.admit({ account: 'account-99', address: mine.address })).toBeUndefined();
      expect(await throttle.admit({ account: 'account-100', address: mine.address })).toBeUndefined();
      expect(await throttle.admit({ account: 'account-101', address: mine.address })).toBe(inFuture(second));
    });

    it('a right password without a counted try buys no guesses either', async () => {
      for (let time = 1; time <= 50; time += 1) await throttle.succeeded(owner);
      for (let account = 1; account <= 100; account += 1) {
        await throttle.admit({ account: `account-${account}`, address: owner.address });
      }
      expect(await throttle.admit({ account: 'account-101', address: owner.address })).toBe(inFuture(second));
    });

    it('names the longest of the waits: before that, asking again is in vain', async () => {
      // Others make the account wait for 30 seconds, the owner's own mistakes make the owner wait for one.
      for (let machine = 1; machine <= 40; machine += 1) {
        await guess({ ...owner, address: `198.51.100.${machine}` }, 1);
        pass(30 * second);
      }
      await guessPatiently(owner, 5);
      expect(await throttle.admit(owner)).toBe(inFuture(30 * second));
    });

    it('does not let one person who hammers slow down the others of the network', async () => {
      await guess(owner, 500);
      expect(await throttle.admit({ ...owner, account: 'account-2' })).toBeUndefined();
    });

    it('counts all addresses that one customer of a provider has as one', async () => {
      await guess({ ...owner, address: '2001:db8:1:2::1' }, 5);
      expect(await throttle.admit({ ...owner, address: '2001:db8:1:2:ffff::9' })).toBe(inFuture(second));
      expect(await throttle.admit({ ...owner, address: '2001:db8:1:3::1' })).toBeUndefined();
    });

    it('attack 26: forgets in the end, an hour after the first try', async () => {
      await guessPatiently(owner, 12);
      vi.setSystemTime(start + hour - 1);
      expect(await throttle.admit(owner)).toBeUndefined();
      expect(await throttle.admit(owner)).toBe(inFuture(256 * second));
      vi.setSystemTime(start + hour);
      expect(await guess(owner, 4)).toEqual([undefined, undefined, undefined, undefined]);
      pass(5 * minute);
      expect(await throttle.admit(owner)).toBeUndefined();
      expect(await throttle.admit(owner)).toBe(inFuture(second));
    });
  });
}
