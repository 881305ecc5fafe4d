import type { Timers } from '../../../src/application/timers.js';

/** Timers that run out when the test says so. */
export interface HandMovedTimers extends Timers {
  /** Runs everything out that waits now. */
  runOut(): void;
  /** How many wait. */
  waiting(): number;
}

export function createHandMovedTimers(): HandMovedTimers {
  const actions = new Set<() => void>();
  return {
    after: (_milliseconds, action) => {
      const once = () => action();
      actions.add(once);
      return () => {
        actions.delete(once);
      };
    },
    runOut: () => {
      for (const action of actions) {
        actions.delete(action);
        action();
      }
    },
    waiting: () => actions.size,
  };
}
