import type { Instant } from '../domain/instant.js';
import type { SendingLimit } from '../domain/two-factor/sending.js';

/** The limits that count what is sent, whoever asks for it. */
export type CountedLimit = Extract<SendingLimit, 'NUMBER' | 'PREFIX' | 'RESELLER' | 'DAILY_BUDGET'>;

/** So many sends in any stretch of time that is as long as the window. */
export interface Budget {
  readonly sends: number;
  /** Milliseconds. */
  readonly window: number;
}

/** One budget that a send takes from. */
export interface SendingCap extends Budget {
  readonly limit: CountedLimit;
  /** Whose budget it is: an opaque id or a keyed hash. No phone number may be read from what a throttle keeps. */
  readonly key: string;
}

/** A cap without room. */
export interface FullCap {
  readonly limit: CountedLimit;
  /** When it has room again. */
  readonly retryAt: Instant;
}

/** Counts what is sent against caps (D3, attack 29). */
export interface SendingThrottle {
  /**
   * Takes one send from each of the caps, or from none: whoever stands at one cap cannot use up the others. Sends asked
   * for side by side count like sends in a row.
   *
   * @returns `undefined` if it was taken; otherwise the cap that stays full longest, the first of those in the order
   * given.
   */
  take(caps: readonly SendingCap[]): Promise<FullCap | undefined>;
}
