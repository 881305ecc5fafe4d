import { openRedis, type RedisConnection } from '../../../src/redis/redis-connection.js';

/** A connection that can be used. */
export async function openTestRedis(url: string, patience = 5_000): Promise<RedisConnection> {
  const connection = openRedis({ url, patience, onLost: () => undefined });
  await connection.settled();
  const problem = connection.problem();
  if (problem !== undefined) throw new Error(`No test Redis at hand. ${problem}`);
  return connection;
}
