import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PasswordThrottle } from '../../../src/application/password-throttle.js';
import { createMemoryPasswordThrottle } from '../../../src/throttle/memory-password-throttle.js';

const owner = { account: 'account-1', address: '192.0.2.1' };
const start = Date.parse('2026-11-24T12:00:00.000Z');
const secondsFromStart = (seconds: number) => new Date(start + seconds * 1_000).toISOString();

/** Admits so many tries; the answers. */
async function guess(throttle: PasswordThrottle, keys: typeof owner, times: number): Promise<(string | undefined)[]> {
  const answers = [];
  for (let guessed = 0; guessed < times; guessed += 1) answers.push(await throttle.admit(keys));
  return answers;
}

describe('A5: password guesses are slowed down by growing delays', () => {
  let throttle: PasswordThrottle;
  beforeEach(() => {
    vi.useFakeTimers({ now: start, toFake: ['Date', 'setTimeout', 'clearTimeout'] });
    throttle = createMemoryPasswordThrottle({ clock: Date.now });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('lets five tries pass, then says when the next one may come', async () => {
    expect(await guess(throttle, owner, 5)).toEqual([undefined, undefined, undefined, undefined, undefined]);
    expect(await throttle.admit(owner)).toBe(secondsFromStart(1));
  });

  it('doubles the delay with each further wrong try', async () => {
    await guess(throttle, owner, 5);
    for (const delay of [2, 4, 8, 16]) {
      vi.advanceTimersByTime((delay / 2) * 1_000);
      expect(await throttle.admit(owner)).toBeUndefined();
      const before = Date.now();
      expect(await throttle.admit(owner)).toBe(new Date(before + delay * 1_000).toISOString());
    }
  });

  it('does not count tries that it refuses: hammering makes no delay longer', async () => {
    await guess(throttle, owner, 5);
    await guess(throttle, owner, 500);
    expect(await throttle.admit(owner)).toBe(secondsFromStart(1));
  });

  it('admits no more of tries sent side by side than of tries in a row', async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => throttle.admit(owner)));
    expect(answers.filter((answer) => answer === undefined)).toHaveLength(5);
  });

  it('starts again after the right password', async () => {
    await guess(throttle, owner, 4);
    await throttle.succeeded(owner);
    expect(await guess(throttle, owner, 5)).toEqual([undefined, undefined, undefined, undefined, undefined]);
  });

  it('attack 26: whoever guesses from elsewhere does not make the owner wait for long', async () => {
    for (let machine = 1; machine <= 40; machine += 1) {
      await guess(throttle, { ...owner, address: `198.51.100.${machine}` }, 5);
    }
    const retryAt = await throttle.admit(owner);
    expect(Date.parse(retryAt ?? '') - start).toBeLessThanOrEqual(30_000);
  });

  it('slows down one machine that tries one password on many accounts', async () => {
    for (let account = 1; account <= 100; account += 1) {
      await throttle.admit({ account: `account-${account}`, address: '203.0.113.9' });
    }
    expect(await throttle.admit({ account: 'account-101', address: '203.0.113.9' })).toBe(secondsFromStart(1));
    expect(await throttle.admit({ account: 'account-101', address: '203.0.113.10' })).toBeUndefined();
  });

  it('does not let one person who hammers slow down the others of the network', async () => {
    await guess(throttle, owner, 500);
    expect(await throttle.admit({ ...owner, account: 'account-2' })).toBeUndefined();
  });

  it('attack 26: forgets in the end', async () => {
    await guess(throttle, owner, 5);
    vi.advanceTimersByTime(2 * 3_600_000);
    expect(await guess(throttle, owner, 4)).toEqual([undefined, undefined, undefined, undefined]);
  });
});
