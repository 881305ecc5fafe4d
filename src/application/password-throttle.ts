import type { Instant } from '../domain/instant.js';

/** Whose guess it is: tries count for the account and for the client's address (A5). */
export interface GuessKeys {
  /** Opaque, without personal data. */
  readonly account: string;
  readonly address: string;
}

/**
 * Slows down password guessing. Delays grow and always end: an outsider who keeps guessing can slow a person down for
 * a while, and never lock one out (attack 26).
 */
export interface PasswordThrottle {
  /**
   * Counts a try before its outcome is known, so that tries sent side by side count like tries in a row.
   * @returns until when no password is looked at; `undefined`: the try may go on.
   */
  admit(keys: GuessKeys): Promise<Instant | undefined>;

  /** The password was right: the try did not count, and the account's count starts again for this address. */
  succeeded(keys: GuessKeys): Promise<void>;

  /** The password could not be looked at after all: the try did not count. */
  withdraw(keys: GuessKeys): Promise<void>;
}
