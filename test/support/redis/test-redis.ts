import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** Provided by `global-setup.ts`. */
    readonly redisUrl: string;
  }
}

/**
 * The URL of a Redis that answers: the one of `REDIS_URL`, or a server of this test run's own. Other suites use it at the
 * same time, and others may have used it before: a suite keeps to keys under a prefix that nobody else has.
 */
export const testRedis = (): string => inject('redisUrl');
