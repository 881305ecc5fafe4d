import type { SendingThrottle } from '../application/sending-throttle.js';
import type { Fallback } from './fallback.js';

export interface FallbackSendingThrottleDependencies {
  /** Of all processes. */
  readonly shared: SendingThrottle;
  /** Of this process. */
  readonly own: SendingThrottle;
  readonly fallback: Fallback;
}

/** Messages stay limited, and are sent, with or without what is shared. */
export function createFallbackSendingThrottle(dependencies: FallbackSendingThrottleDependencies): SendingThrottle {
  const { shared, own, fallback } = dependencies;
  return {
    take: (caps) =>
      fallback.admit(
        () => shared.take(caps),
        () => own.take(caps),
      ),
  };
}
