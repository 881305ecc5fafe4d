import { day, hour, minute } from '../domain/instant.js';
import type { ReachedLimit } from '../domain/two-factor/sending-limits.js';
import type { Budget, SendingThrottle } from './sending-throttle.js';

/** How much is sent at most (D3). */
export interface SendingBudgets {
  /** To one number, whoever asks. */
  readonly number: Budget;
  /** To numbers that differ in their last four digits only: how pumping looks. */
  readonly prefix: Budget;
  /** For the users of one reseller. */
  readonly reseller: Budget;
  /** By the whole deployment: what the worst day costs. */
  readonly day: Budget;
}

export const defaultSendingBudgets: SendingBudgets = {
  number: { sends: 5, window: 10 * minute },
  prefix: { sends: 20, window: hour },
  reseller: { sends: 200, window: hour },
  day: { sends: 5_000, window: day },
};

/** A message that somebody with a right password asks for. */
export interface IntendedSend {
  /** Keyed hash of the number in E.164. */
  readonly numberHash: string;
  /** Keyed hash of the number's prefix. */
  readonly prefixHash: string;
  /** `null`: staff, who belong to no reseller. */
  readonly resellerId: string | null;
  /** ISO 3166-1 alpha-2, of the number. */
  readonly country: string;
}

/** Decides whether one more message is sent, beside what the user's own history allows. */
export interface SendingPolicy {
  /**
   * Counts the message at once, before it is ordered: ask once for each.
   *
   * @returns the limit that forbids it; `undefined`: it may be sent, and is counted.
   * @throws {StoreUnavailable} nobody can say that sending is allowed: then it is not.
   */
  admit(send: IntendedSend): Promise<ReachedLimit | undefined>;
}

export interface SendingPolicyDependencies {
  readonly throttle: SendingThrottle;
  /** The kill switch. */
  readonly sendingStopped: () => Promise<boolean>;
  /** ISO 3166-1 alpha-2 of every country that is sent to. */
  readonly countries: readonly string[];
  readonly budgets: SendingBudgets;
}

export function createSendingPolicy(dependencies: SendingPolicyDependencies): SendingPolicy {
  const { throttle, sendingStopped, countries, budgets } = dependencies;
  const served = new Set(countries);

  return {
    admit: async ({ numberHash, prefixHash, resellerId, country }) => {
      if (await sendingStopped()) return { limit: 'STOPPED' };
      // An operator may have taken it off the list since the number was enrolled.
      if (!served.has(country)) return { limit: 'COUNTRY' };
      return throttle.take([
        { limit: 'NUMBER', key: numberHash, ...budgets.number },
        { limit: 'PREFIX', key: prefixHash, ...budgets.prefix },
        ...(resellerId === null ? [] : [{ limit: 'RESELLER', key: resellerId, ...budgets.reseller } as const]),
        { limit: 'DAILY_BUDGET', key: 'all', ...budgets.day },
      ]);
    },
  };
}
