import { beforeEach, describe, expect, it } from 'vitest';
import type { GuessKeys, PasswordThrottle } from '../../src/application/password-throttle.js';
import type { SendingCap, SendingThrottle } from '../../src/application/sending-throttle.js';
import { hour, instantOf, minute, second } from '../../src/domain/instant.js';

/** The throttles of one process. */
export interface Throttles {
  readonly passwords: PasswordThrottle;
  readonly sending: SendingThrottle;
}

const start = Date.parse('2026-11-24T12:00:00.000Z');
const owner: GuessKeys = { account: 'account-1', address: '192.0.2.1' };
const daily: SendingCap = { limit: 'DAILY_BUDGET', key: 'all', sends: 10, window: 24 * hour };
const ofNumber = (key: string): SendingCap => ({ limit: 'NUMBER', key, sends: 3, window: 10 * minute });

/**
 * What throttles promise that several processes share.
 * @param open those of two processes, which nobody has used yet.
 */
export function sharedThrottleContract(name: string, open: (clock: () => number) => [Throttles, Throttles]): void {
  describe(`throttles of two processes: ${name}`, () => {
    let processes: [Throttles, Throttles];
    beforeEach(() => {
      processes = open(() => start);
    });

    const eachInTurn = <Answer>(times: number, ask: (throttles: Throttles, index: number) => Promise<Answer>) =>
      Promise.all(Array.from({ length: times }, (_, index) => ask(processes[index % 2 === 0 ? 0 : 1], index)));
    const admitted = (answers: readonly unknown[]) => answers.filter((answer) => answer === undefined).length;

    it('A5: 100 guesses side by side over both get no more through than over one, and wait no longer', async () => {
      const answers = await eachInTurn(100, ({ passwords }) => passwords.admit(owner));
      expect(admitted(answers)).toBe(5);
      expect(new Set(answers.filter((answer) => answer !== undefined))).toEqual(new Set([instantOf(start + second)]));
    });

    it('what one has counted the other one knows', async () => {
      const [one, other] = processes;
      for (let guessed = 1; guessed <= 5; guessed += 1) await one.passwords.admit(owner);
      expect(await other.passwords.admit(owner)).toBe(instantOf(start + second));
    });

    it('a right password at one starts the count again at both', async () => {
      const [one, other] = processes;
      for (let guessed = 1; guessed <= 5; guessed += 1) await one.passwords.admit(owner);
      await other.passwords.succeeded(owner);
      expect(await one.passwords.admit(owner)).toBeUndefined();
    });

    it('attack 29: of 200 messages asked for side by side over both, no more are sent than of 200 in a row', async () => {
      const answers = await eachInTurn(200, ({ sending }) => sending.take([ofNumber('number-1'), daily]));
      expect(admitted(answers)).toBe(3);
      // None of the refused took from the daily budget.
      const others = await eachInTurn(200, ({ sending }, index) => sending.take([ofNumber(`other-${index}`), daily]));
      expect(admitted(others)).toBe(7);
    });
  });
}
