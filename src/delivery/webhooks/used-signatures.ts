import { LRUCache } from 'lru-cache';

/** The signatures that were used already, each as long as it would be good again (attack 34). */
export interface UsedSignatures {
  /** @returns whether this is its first use. */
  use(id: string, usableUntil: number): boolean;
  /** Takes a use back: nothing came of it, and the provider will send the same again. */
  release(id: string): void;
}

export interface UsedSignaturesOptions {
  /** Milliseconds since the Unix epoch. */
  readonly clock: () => number;
  /** How many are remembered at most. Only genuine ones are, so whoever forges cannot push others out. */
  readonly capacity?: number;
}

/**
 * In the memory of this process. A replay after a restart, or at another process, is found genuine, and changes nothing:
 * what is recorded of a token already is not recorded again.
 */
export function createUsedSignatures({ clock, capacity = 50_000 }: UsedSignaturesOptions): UsedSignatures {
  const used = new LRUCache<string, true>({ max: capacity, ttl: 1, ttlResolution: 0, perf: { now: clock } });
  return {
    use: (id, usableUntil) => {
      if (used.has(id)) return false;
      used.set(id, true, { ttl: Math.max(1, Math.ceil(usableUntil - clock())) });
      return true;
    },
    release: (id) => {
      used.delete(id);
    },
  };
}
