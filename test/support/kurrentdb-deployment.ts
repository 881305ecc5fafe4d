import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { RequestFailed } from '../../src/client/client.js';
import { type KurrentDbServer, startKurrentDbServer } from './kurrentdb-server/kurrentdb-server.js';
import { startRedisServer } from './redis/redis-server.js';
import { temporaryDirectory } from './temporary-directory.js';

export interface KurrentDbDeployment {
  readonly server: KurrentDbServer;
  readonly redisUrl: string;
  /** For each of its processes. */
  readonly settings: Readonly<Record<string, string>>;
}

/**
 * What a deployment on KurrentDB is made of, but for its processes; ended with the test that is running.
 * @param deadline milliseconds that the program waits for an answer of the event store.
 */
export async function startKurrentDbDeployment(deadline: number): Promise<KurrentDbDeployment> {
  const server = await startKurrentDbServer();
  const redis = await startRedisServer();
  onTestFinished(async () => {
    await redis.stop();
    await server.close();
  });
  const settings = {
    EVENT_STORE_URL: `${server.url}&defaultDeadline=${deadline}`,
    KEY_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    REDIS_URL: redis.url,
    DATA_DIR: temporaryDirectory(),
    LOG_LEVEL: 'silent',
    PUBLIC_URL: 'http://sallyport.test',
  };
  return { server, redisUrl: redis.url, settings };
}

/** Whether a request was refused because the event store cannot be used now. */
export function isOutage(error: unknown): boolean {
  return error instanceof RequestFailed && error.errors.every(({ extensions }) => extensions?.code === 'UNAVAILABLE');
}
