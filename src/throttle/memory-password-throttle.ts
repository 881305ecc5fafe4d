import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { PasswordThrottle } from '../application/password-throttle.js';
import { instantOf, second } from '../domain/instant.js';
import { clientNetwork } from './client-network.js';
import { type Delays, passwordDelays } from './password-delays.js';

/** The password throttle of one process. It forgets when the process ends. */
export function createMemoryPasswordThrottle({ clock }: { readonly clock: () => number }): PasswordThrottle {
  const ofBoth = createDelays('account-network', passwordDelays.accountAndNetwork);
  const ofAccount = createDelays('account', passwordDelays.account);
  const ofNetwork = createDelays('network', passwordDelays.network);

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
        ofNetwork.takeBack(network),
      ]);
    },

    withdraw: async ({ account, address }) => {
      const network = clientNetwork(address);
      await Promise.all([
        ofBoth.takeBack(`${account} ${network}`),
        ofAccount.takeBack(account),
        ofNetwork.takeBack(network),
      ]);
    },
  };
}

/** One kind of delays, by key. */
function createDelays(keyPrefix: string, { free, longest, memory }: Delays) {
  const longestSeconds = longest / second;
  const tries = new RateLimiterMemory({
    keyPrefix: `${keyPrefix}:tries`,
    points: Number.MAX_SAFE_INTEGER,
    duration: memory / second,
  });
  // One try passes, and closes the gate behind it for as long as the delay is by then.
  const gate = new RateLimiterMemory({ keyPrefix: `${keyPrefix}:gate`, points: 1, duration: longestSeconds });
  const takeBack = async (key: string): Promise<void> => {
    const { consumedPoints } = await tries.reward(key);
    // What was counted an hour ago is forgotten by now: less than nothing would be tries for free.
    if (consumedPoints < 0) await tries.penalty(key);
  };

  return {
    /** Counts a try. It may go on where there is nothing to wait for; otherwise `wait` is the time in milliseconds. */
    count: async (key: string) => {
      // Counted before anything is looked up: of tries sent side by side each gets a number of its own.
      const { consumedPoints } = await tries.penalty(key);
      const takeBackTry = () => takeBack(key);
      if (consumedPoints < free) return { wait: 0, takeBack: takeBackTry };
      const customDuration = Math.min(2 ** (consumedPoints - free), longestSeconds);
      try {
        await gate.consume(key, 1, { customDuration });
        const reopen = async () => {
          await Promise.all([takeBack(key), gate.delete(key)]);
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
    takeBack,
  };
}
