import type { Instant } from '../instant.js';
import type { Method } from '../two-factor/method.js';

/** Everything that can stand in a `reseller-<resellerId>` stream. */
export type ResellerEvent = ResellerOpened | PolicySet;

export interface ResellerOpened {
  readonly type: 'ResellerOpened';
  readonly data: { readonly name: string };
}

export interface PolicySet {
  readonly type: 'PolicySet';
  readonly data: {
    /** From when two-factor is required, the grace period included; `null`: it is not required. */
    readonly requiredFrom: Instant | null;
    readonly allowedMethods: readonly Method[];
    /** What signing in with a recovery code does: leave two-factor on, or turn it off (E8). */
    readonly recoveryCodeEffect: 'KEEPS_TWO_FACTOR' | 'TURNS_TWO_FACTOR_OFF';
  };
}
