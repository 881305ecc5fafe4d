import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { PasswordThrottle } from '../application/password-throttle.js';
import { type Instant, instantOf } from '../domain/instant.js';
import { clientNetwork } from './client-network.js';

/** A count of tries, and how it slows them down. Times are seconds. */
interface Rule {
  /** Tries before the first delay. */
  readonly free: number;
  /** Delays double from one second up to this. */
  readonly longestDelay: number;
  /** How long tries are remembered. */
  readonly memory: number;
}

const hour = 3_600;

/** One person mistyping, or one machine guessing one password. */
const perAccountAndNetwork: Rule = { free: 5, longestDelay: 900, memory: hour };
/** Many machines guessing one password. The delay stays short, since the owner waits as well (attack 26). */
const perAccount: Rule = { free: 20, longestDelay: 30, memory: hour };
/** One machine trying one password on many accounts. */
const perNetwork: Rule = { free: 100, longestDelay: 300, memory: hour };

/** The password throttle of one process. It forgets when the process ends. */
export function createMemoryPasswordThrottle({ clock }: { readonly clock: () => number }): PasswordThrottle {
  const ofBoth = createDelays('account-network', perAccountAndNetwork);
  const ofAccount = createDelays('account', perAccount);
  const ofNetwork = createDelays('network', perNetwork);

  return {
    admit: async ({ account, address }) => {
      const network = clientNetwork(address);
      const waits = await Promise.all([
        ofBoth.admit(`${account} ${network}`),
        ofAccount.admit(account),
        ofNetwork.admit(network),
      ]);
      const longest = Math.max(...waits);
      return longest > 0 ? later(clock(), longest) : undefined;
    },

    succeeded: async ({ account, address }) => {
      const network = clientNetwork(address);
      await Promise.all([
        ofBoth.forget(`${account} ${network}`),
        ofAccount.forget(account),
        // One's own right password must not buy guesses at other people's.
        ofNetwork.takeBack(network),
      ]);
    },
  };
}

function later(now: number, milliseconds: number): Instant {
  return instantOf(now + milliseconds);
}

/** The delays of one rule, by key. */
function createDelays(keyPrefix: string, { free, longestDelay, memory }: Rule) {
  const tries = new RateLimiterMemory({
    keyPrefix: `${keyPrefix}:tries`,
    points: Number.MAX_SAFE_INTEGER,
    duration: memory,
  });
  // One try passes, and closes the gate behind it for as long as the delay is by then.
  const gate = new RateLimiterMemory({ keyPrefix: `${keyPrefix}:gate`, points: 1, duration: longestDelay });

  return {
    /** Counts the try. @returns milliseconds to wait; 0: it may go on. A try that must wait does not count. */
    admit: async (key: string): Promise<number> => {
      // Counted before anything is looked up: of tries sent side by side each gets a number of its own.
      const { consumedPoints } = await tries.penalty(key);
      if (consumedPoints < free) return 0;
      const customDuration = Math.min(2 ** (consumedPoints - free), longestDelay);
      try {
        await gate.consume(key, 1, { customDuration });
        return 0;
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        await tries.reward(key);
        return Math.max(1, refusal.msBeforeNext);
      }
    },
    forget: async (key: string): Promise<void> => {
      await Promise.all([tries.delete(key), gate.delete(key)]);
    },
    takeBack: async (key: string): Promise<void> => {
      await tries.reward(key);
    },
  };
}
