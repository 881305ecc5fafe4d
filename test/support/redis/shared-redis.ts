import { redisCommand } from './redis-command.js';
import { startRedisServer } from './redis-server.js';

/** The Redis that the suites of a test run share. */
export interface SharedRedis {
  readonly url: string;
  /** Ends it where it is this run's own. */
  stop(): Promise<void>;
}

/**
 * @param given the value of `REDIS_URL`. Without one, a server of this run's own is started.
 * @throws {Error} the Redis that was given does not answer, or there is none to start.
 */
export async function openSharedRedis(given: string | undefined): Promise<SharedRedis> {
  if (given === undefined || given === '') {
    const { url, stop } = await startRedisServer();
    return { url, stop };
  }
  // Neither error tells the URL: it may hold a password.
  if (!URL.canParse(given)) {
    throw new Error('REDIS_URL is not a URL such as redis://127.0.0.1:6379.');
  }
  await redisCommand(given, 'PING').catch((cause: unknown) => {
    throw new Error(
      'The Redis of REDIS_URL does not answer. Start it, or unset REDIS_URL to test with one of our own.',
      {
        cause,
      },
    );
  });
  return { url: given, stop: async () => undefined };
}
