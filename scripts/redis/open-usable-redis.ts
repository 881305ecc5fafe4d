import { openRedis, type RedisConnection } from '../../src/redis/redis-connection.js';

/** @param patience milliseconds for which an answer is waited for. @throws {Error} it cannot be used, and why. */
export async function openUsableRedis(url: string, patience = 5_000): Promise<RedisConnection> {
  const connection = openRedis({ url, patience, onLost: () => undefined });
  await connection.settled();
  const problem = connection.problem();
  if (problem !== undefined) throw new Error(`There is no Redis at hand. ${problem}`);
  return connection;
}
