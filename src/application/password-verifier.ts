import type { PresentUser } from '../domain/user/state.js';

/** Whose password is to be checked. */
export interface Login {
  /** As it was entered. */
  readonly username: string;
  /** `undefined`: nobody active has the username. */
  readonly user: PresentUser | undefined;
}

/**
 * Checks the first factor. An existing user directory can take the place of the built-in adapter (A6).
 */
export interface PasswordVerifier {
  /**
   * Whether the password is right. Nobody's password never is, and finding that out takes as long as finding a wrong
   * one (A4).
   */
  verify(login: Login, password: string): Promise<boolean>;
}
