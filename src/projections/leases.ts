import { type Partition, partitions } from './partition.js';

/**
 * Which partitions this process moves, so that several share the work. Nothing goes wrong where two believe that they
 * hold one: only the one that has claimed it last can write.
 */
export interface PartitionLeases {
  /** Renews what is held, takes what is free, and leaves to others what is theirs. @returns what is held now. */
  hold(): Promise<ReadonlySet<Partition>>;
  /** Gives everything back, for others to take at once. */
  release(): Promise<void>;
}

/** Everything, for a process that shares its views with nobody. */
export function holdAll(): PartitionLeases {
  return { hold: async () => new Set(partitions), release: async () => undefined };
}
