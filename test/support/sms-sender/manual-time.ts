import { setImmediate } from 'node:timers/promises';
import type { Timers } from '../../../src/application/timers.js';
import type { Instant } from '../../../src/domain/instant.js';
import { someInstant } from '../events.js';

/** Time that stands still until it is moved. */
export interface ManualTime {
  readonly clock: () => number;
  readonly timers: Timers;
  /** Moves it on, through everything that is due on the way: what has been started is done before the next action. */
  advance(milliseconds: number): Promise<void>;
  /** The waits under way, in milliseconds from now, shortest first. */
  waits(): readonly number[];
}

export function createManualTime(start: Instant = someInstant): ManualTime {
  let now = Date.parse(start);
  const waiting = new Set<{ readonly at: number; readonly action: () => void }>();
  const next = () => [...waiting].toSorted((one, other) => one.at - other.at)[0];

  return {
    clock: () => now,
    timers: {
      after(milliseconds, action) {
        const timer = { at: now + milliseconds, action };
        waiting.add(timer);
        return () => waiting.delete(timer);
      },
    },
    async advance(milliseconds) {
      await letEverythingRun();
      const goal = now + milliseconds;
      for (let due = next(); due !== undefined && due.at <= goal; due = next()) {
        now = due.at;
        waiting.delete(due);
        due.action();
        await letEverythingRun();
      }
      now = goal;
      await letEverythingRun();
    },
    waits: () => [...waiting].map(({ at }) => at - now).toSorted((one, other) => one - other),
  };
}

/** The memory stores take a few turns of the event loop at most. */
async function letEverythingRun(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await setImmediate();
}
