import type { PasswordThrottle } from '../application/password-throttle.js';
import type { Fallback } from './fallback.js';

export interface FallbackPasswordThrottleDependencies {
  /** Of all processes. */
  readonly shared: PasswordThrottle;
  /** Of this process. */
  readonly own: PasswordThrottle;
  readonly fallback: Fallback;
}

/** Guesses stay limited, and sign-in works, with or without what is shared. */
export function createFallbackPasswordThrottle(dependencies: FallbackPasswordThrottleDependencies): PasswordThrottle {
  const { shared, own, fallback } = dependencies;
  return {
    admit: (keys) =>
      fallback.admit(
        () => shared.admit(keys),
        () => own.admit(keys),
      ),
    succeeded: (keys) =>
      fallback.tell(
        () => shared.succeeded(keys),
        () => own.succeeded(keys),
      ),
    withdraw: (keys) =>
      fallback.tell(
        () => shared.withdraw(keys),
        () => own.withdraw(keys),
      ),
  };
}
