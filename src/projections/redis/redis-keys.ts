import type { EditionName } from '../edition.js';
import type { Partition } from '../partition.js';

/** The names of everything that one deployment keeps in Redis. */
export interface RedisKeys {
  readonly catalog: string;
  /** Of the messages that say which editions have moved. */
  readonly channel: string;
  /** Of the processes that share the partitions. */
  readonly projectors: string;
  lease(partition: Partition): string;
  fence(partition: Partition): string;
  /** A hash: documents by id, and how far they stand. */
  edition(edition: EditionName, partition: Partition): string;
  /** A set of ids. */
  group(edition: EditionName, partition: Partition, group: string): string;
}

/**
 * The event store's id is in every name: what was made from another history is not even found, and several deployments
 * can share one Redis. What stands in braces is the hash tag, which keeps a partition's keys on one node of a cluster.
 */
export function redisKeysOf(storeId: string): RedisKeys {
  const tagOf = (partition: Partition) => `{sallyport:${storeId}:${String(partition).padStart(2, '0')}}`;
  return {
    catalog: `{sallyport:${storeId}}:catalog`,
    channel: `sallyport:${storeId}:moved`,
    projectors: `{sallyport:${storeId}}:projectors`,
    lease: (partition) => `${tagOf(partition)}:lease`,
    fence: (partition) => `${tagOf(partition)}:fence`,
    edition: (edition, partition) => `${tagOf(partition)}:${edition}`,
    group: (edition, partition, group) => `${tagOf(partition)}:${edition}:${group}`,
  };
}
