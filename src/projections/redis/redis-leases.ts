import { Mutex } from 'redis-semaphore';
import { second } from '../../domain/instant.js';
import type { RedisClient } from '../../redis/redis-client.js';
import type { PartitionLeases } from '../leases.js';
import { type Partition, partitionCount, partitions } from '../partition.js';
import { asking } from './redis-commands.js';
import { redisKeysOf } from './redis-keys.js';

export interface RedisLeasesDependencies {
  readonly client: RedisClient;
  /** The event store that views are made from. */
  readonly storeId: string;
  /** This process. */
  readonly holder: string;
}

/** Milliseconds for which a partition is kept for a process that does not come back. Leases are renewed every second. */
const leaseTime = 6 * second;

/**
 * KEYS: those who share the work. ARGV: who asks, for how long they are counted.
 * @returns how many they are.
 */
const countScript = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZADD', KEYS[1], now, ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[2])
return redis.call('ZCARD', KEYS[1])
`;

/** Partitions shared by all processes that ask for them, in about equal parts. */
export function createRedisLeases({ client, storeId, holder }: RedisLeasesDependencies): PartitionLeases {
  const keys = redisKeysOf(storeId);
  const held = new Set<Partition>();

  // The library's own renewal fails without anybody being told where Redis is gone: we renew, and see.
  const options = {
    identifier: holder,
    lockTimeout: leaseTime,
    acquireAttemptsLimit: 1,
    retryInterval: 0,
    refreshInterval: 0,
  };
  const free = (partition: Partition) => new Mutex(client, keys.lease(partition), options);
  const own = (partition: Partition) =>
    new Mutex(client, keys.lease(partition), { ...options, acquiredExternally: true });
  const take = async (partition: Partition): Promise<void> => {
    if (await asking((held.has(partition) ? own : free)(partition).tryAcquire())) held.add(partition);
    else held.delete(partition);
  };
  const giveBack = async (partition: Partition): Promise<void> => {
    held.delete(partition);
    await asking(own(partition).release());
  };

  return {
    hold: async () => {
      const sharers = Number(await asking(client.eval(countScript, 1, keys.projectors, holder, leaseTime)));
      const share = Math.ceil(partitionCount / Math.max(1, sharers));
      await Promise.all([...held].map(take));
      await Promise.all([...held].slice(share).map(giveBack));
      for (const partition of partitions) {
        if (held.size >= share) break;
        if (!held.has(partition)) await take(partition);
      }
      return new Set(held);
    },
    release: async () => {
      await asking(client.zrem(keys.projectors, holder));
      await Promise.all([...held].map(giveBack));
    },
  };
}
