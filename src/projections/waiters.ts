import type { Position } from '../event-store/port.js';
import type { EditionPlace } from './view-store.js';

/** Who in this process waits for which edition to move on. */
export interface Waiters {
  /** Resolves with `true` once the edition has moved there or past it; with `false` after the time, or at the end. */
  wait(place: EditionPlace, position: Position, withinMilliseconds: number): Promise<boolean>;
  /** Wakes everybody who waits for this position or one before it. */
  moved(place: EditionPlace, position: Position): void;
  /** Ends every wait. */
  clear(): void;
}

interface Waiter {
  readonly position: Position;
  settle(reached: boolean): void;
}

/** What a view store keeps of its `reached`, whatever tells it of moves. */
export function createWaiters(): Waiters {
  const waiting = new Map<string, Set<Waiter>>();
  const nameOf = ({ edition, partition }: EditionPlace): string => `${edition}/${partition}`;

  return {
    wait: (place, position, withinMilliseconds) =>
      new Promise((resolve) => {
        const name = nameOf(place);
        const beside = waiting.get(name) ?? new Set();
        waiting.set(name, beside);
        const timer = setTimeout(() => waiter.settle(false), withinMilliseconds);
        const waiter: Waiter = {
          position,
          settle: (reached) => {
            clearTimeout(timer);
            beside.delete(waiter);
            if (beside.size === 0 && waiting.get(name) === beside) waiting.delete(name);
            resolve(reached);
          },
        };
        beside.add(waiter);
      }),

    moved: (place, position) => {
      for (const waiter of waiting.get(nameOf(place)) ?? []) {
        if (position >= waiter.position) waiter.settle(true);
      }
    },

    clear: () => {
      for (const waiter of [...waiting.values()].flatMap((beside) => [...beside])) waiter.settle(false);
    },
  };
}
