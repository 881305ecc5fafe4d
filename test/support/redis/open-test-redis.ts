import { vi } from 'vitest';
import { openRedis, type RedisConnection } from '../../../src/redis/redis-connection.js';

/** A connection that can be used. */
export async function openTestRedis(url: string, patience = 5_000): Promise<RedisConnection> {
  const connection = openRedis({ url, patience, onLost: () => undefined });
  await vi.waitUntil(() => connection.problem() === undefined, { timeout: 10_000, interval: 5 });
  return connection;
}
