import type { Timers } from '../../application/timers.js';
import { timedOut } from './http-outcome.js';
import type { SendOutcome } from './provider.js';

/**
 * The outcome of a try, or TIMED_OUT after `patience` milliseconds, when the signal tells the try to let go of its
 * connection. The packages of the providers watch over silence only: an answer that comes drop by drop holds them.
 */
export function withinPatience(
  timers: Timers,
  patience: number,
  attempt: (signal: AbortSignal) => Promise<SendOutcome>,
): Promise<SendOutcome> {
  return new Promise((resolve, reject) => {
    const end = new AbortController();
    const cancel = timers.after(patience, () => {
      resolve(timedOut);
      end.abort();
    });
    attempt(end.signal).finally(cancel).then(resolve, reject);
  });
}
