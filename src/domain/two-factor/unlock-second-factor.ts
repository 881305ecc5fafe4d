import type { Instant } from '../instant.js';
import type { TwoFactorState } from './state.js';
import { accept, type TwoFactorDecision } from './two-factor-decision.js';

/** An admin or support lets a locked-out person try again (B5). */
export interface UnlockSecondFactor {
  readonly type: 'unlockSecondFactor';
  readonly at: Instant;
  readonly reason: string;
}

export function unlockSecondFactor({ attempts }: TwoFactorState, { reason }: UnlockSecondFactor): TwoFactorDecision {
  return attempts.wrongInARow === 0 && attempts.lock.status === 'OPEN'
    ? accept()
    : accept({ type: 'SecondFactorUnlocked', data: { reason } });
}
