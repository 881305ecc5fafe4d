import { hour, second } from '../domain/instant.js';

/** How tries slow down the next ones. Times are milliseconds. */
export interface Delays {
  /** This try, and each one after it, makes the next one wait; those before it do not. */
  readonly free: number;
  /** The wait doubles from one second up to this. */
  readonly longest: number;
  /** How long tries are remembered, from the first one on. */
  readonly memory: number;
}

/** What a try counts for. It goes on where none of the three makes it wait. */
export const passwordDelays = {
  /** One person mistyping, or one machine guessing one password. */
  accountAndNetwork: { free: 5, longest: 900 * second, memory: hour },
  /** Many machines guessing one password. The delay stays short, since the owner waits as well (attack 26). */
  account: { free: 20, longest: 30 * second, memory: hour },
  /** One machine trying one password on many accounts. */
  network: { free: 100, longest: 300 * second, memory: hour },
} as const satisfies Readonly<Record<string, Delays>>;
