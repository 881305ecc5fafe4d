import type { Timers } from '../application/timers.js';

/** Pauses that can all be cut short at once. */
export interface Pauses {
  /** Resolves `true` after so many milliseconds, or `false` as soon as pauses are ended. */
  pause(milliseconds: number): Promise<boolean>;
  /** Ends those under way and all to come. */
  end(): void;
}

export function createPauses(timers: Timers): Pauses {
  const underWay = new Set<() => void>();
  let ended = false;

  return {
    pause(milliseconds) {
      if (ended) return Promise.resolve(false);
      return new Promise((resolve) => {
        const settle = (isOver: boolean) => {
          underWay.delete(cutShort);
          resolve(isOver);
        };
        const cancel = timers.after(milliseconds, () => settle(true));
        const cutShort = () => {
          cancel();
          settle(false);
        };
        underWay.add(cutShort);
      });
    },
    end() {
      ended = true;
      for (const cutShort of underWay) cutShort();
    },
  };
}
