import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { PasswordThrottle } from '../application/password-throttle.js';
import { instantOf } from '../domain/instant.js';
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
      const tries = await Promise.all([
        ofBoth.count(`${account} ${network}`),
        ofAccount.count(account),
        ofNetwork.count(network),
      ]);
      const longest = Math.max(...tries.map(({ wait }) => wait));
      if (longest === 0) return undefined;
      // A try that one rule refuses counts for none: who hammers must not slow down the others of the network.
      await Promise.all(tries.map((one) => one.takeBack()));
      return instantOf(clock() + longest);
    },

    succeeded: async ({ account, address }) => {
      const network = clientNetwork(address);
      await Promise.all([
        ofBoth.forget(`${account} ${network}`),
        ofAccount.forget(account),
        // One's own right password must not buy guesses at other people's.
        ofNetwork.reward(network),
      ]);
    },
  };
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
    /** Counts a try. It may go on where there is nothing to wait for; otherwise `wait` is the time in milliseconds. */
    count: async (key: string) => {
      // Counted before anything is looked up: of tries sent side by side each gets a number of its own.
      const { consumedPoints } = await tries.penalty(key);
      const takeBackTry = async () => {
        await tries.reward(key);
      };
      if (consumedPoints < free) return { wait: 0, takeBack: takeBackTry };
      const customDuration = Math.min(2 ** (consumedPoints - free), longestDelay);
      try {
        await gate.consume(key, 1, { customDuration });
        const reopen = async () => {
          await Promise.all([tries.reward(key), gate.delete(key)]);
        };
        return { wait: 0, takeBack: reopen };
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        return { wait: Math.max(1, refusal.msBeforeNext), takeBack: takeBackTry };
      }
    },
    forget: async (key: string): Promise<void> => {
      await Promise.all([tries.delete(key), gate.delete(key)]);
    },
    reward: async (key: string): Promise<void> => {
      await tries.reward(key);
    },
  };
}
