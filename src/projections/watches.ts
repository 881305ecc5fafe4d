/** Who in this process wants to know when which document changes. */
export interface Watches {
  add(projection: string, key: string, onChanged: () => void): () => void;
  /** Calls everybody who watches one of these documents. */
  changed(projection: string, keys: Iterable<string>): void;
  count(): number;
  clear(): void;
}

/** What a view store keeps of its `watch`, whatever tells it of changes. */
export function createWatches(): Watches {
  const watches = new Map<string, Set<() => void>>();
  // A projection's name has no line break, so no two documents share a name.
  const nameOf = (projection: string, key: string): string => `${projection}\n${key}`;

  return {
    add: (projection, key, onChanged) => {
      const name = nameOf(projection, key);
      const listeners = watches.get(name) ?? new Set();
      watches.set(name, listeners);
      // The same function can watch twice, and each watch ends for itself.
      const listener = () => onChanged();
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0 && watches.get(name) === listeners) watches.delete(name);
      };
    },

    changed: (projection, keys) => {
      if (watches.size === 0) return;
      for (const key of keys) {
        for (const listener of watches.get(nameOf(projection, key)) ?? []) listener();
      }
    },

    count: () => [...watches.values()].reduce((sum, { size }) => sum + size, 0),

    clear: () => watches.clear(),
  };
}
