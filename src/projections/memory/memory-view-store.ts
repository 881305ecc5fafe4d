import type { Position } from '../../event-store/port.js';
import type { ViewStore } from '../view-store.js';
import { createWatches } from '../watches.js';

interface Waiter {
  readonly projection: string;
  readonly position: Position;
  readonly wake: () => void;
}

/** Views in this process: they are gone with it and are made again from the history at the next start. */
export function createMemoryViewStore(): ViewStore {
  const views = new Map<string, Map<string, unknown>>();
  const positions = new Map<string, Position>();
  const waiting = new Set<Waiter>();
  const watches = createWatches();

  const viewsOf = (projection: string): Map<string, unknown> => {
    const known = views.get(projection) ?? new Map<string, unknown>();
    views.set(projection, known);
    return known;
  };
  const hasReached = (projection: string, position: Position): boolean => {
    const current = positions.get(projection);
    return current !== undefined && current >= position;
  };

  return {
    read: async <View>(projection: string, key: string) => ({
      view: views.get(projection)?.get(key) as View | undefined,
      position: positions.get(projection),
    }),

    apply: async (projection, batch) => {
      if (positions.get(projection) !== batch.expectedPosition) return false;
      const stored = viewsOf(projection);
      for (const [key, view] of batch.views) stored.set(key, view);
      positions.set(projection, batch.position);
      for (const waiter of waiting) {
        if (waiter.projection === projection && batch.position >= waiter.position) waiter.wake();
      }
      watches.changed(projection, batch.views.keys());
      return true;
    },

    position: async (projection) => positions.get(projection),

    reached: (projection, position, withinMilliseconds) => {
      if (hasReached(projection, position)) return Promise.resolve(true);
      return new Promise((resolve) => {
        const settle = (reached: boolean) => {
          clearTimeout(timer);
          waiting.delete(waiter);
          resolve(reached);
        };
        const timer = setTimeout(() => settle(false), withinMilliseconds);
        const waiter: Waiter = { projection, position, wake: () => settle(true) };
        waiting.add(waiter);
      });
    },

    watch: watches.add,

    watches: watches.count,

    close: async () => {
      for (const waiter of waiting) waiter.wake();
      waiting.clear();
      watches.clear();
    },
  };
}
