import type { Timers } from './timers.js';

/** Something to wait for: that it rings, or that time is over. However often it rings, it is waited for once. */
export interface Alarm {
  ring(): void;
  /** Resolves after so many milliseconds, or as soon as it rings; at once, if it rang since the last wait. */
  wait(milliseconds: number): Promise<void>;
}

/** For one that waits. */
export function createAlarm(timers: Timers): Alarm {
  let rung = false;
  let wake: () => void = () => undefined;

  return {
    ring() {
      rung = true;
      wake();
    },
    async wait(milliseconds) {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const cancel = timers.after(milliseconds, resolve);
          wake = () => {
            cancel();
            resolve();
          };
        });
      }
      rung = false;
    },
  };
}
