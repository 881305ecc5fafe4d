import { inspect } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { redisCommand } from '../../support/redis/redis-command.js';
import { startRedisServer } from '../../support/redis/redis-server.js';
import { openSharedRedis } from '../../support/redis/shared-redis.js';
import { testRedis } from '../../support/redis/test-redis.js';

describe('the Redis that suites share', () => {
  it('answers', async () => {
    expect(await redisCommand(testRedis(), 'PING')).toBe('PONG');
  });

  it('is the one that is given, and is not ended', async () => {
    const { url, stop } = await startRedisServer();
    onTestFinished(stop);

    const shared = await openSharedRedis(url);
    await shared.stop();

    expect(shared.url).toBe(url);
    expect(await redisCommand(url, 'PING')).toBe('PONG');
  });

  it.each([undefined, ''])('is a private one where %j is given', async (given) => {
    const shared = await openSharedRedis(given);
    expect(await redisCommand(shared.url, 'PING')).toBe('PONG');

    await shared.stop();
    await expect(redisCommand(shared.url, 'PING')).rejects.toThrow('ECONNREFUSED');
  });

  it('is not replaced where the one that is given does not answer: that is said, without its password', async () => {
    const { url, stop } = await startRedisServer({ requirepass: 'lantern' });
    await stop();

    const refusal = (given: string) => openSharedRedis(given).catch((error: unknown) => inspect(error));

    expect(await refusal(url)).toContain('The Redis of REDIS_URL does not answer');
    expect(await refusal(`${url}0000`)).toContain('REDIS_URL is not a URL');
    expect(await refusal(url)).not.toContain('lantern');
    expect(await refusal(`${url}0000`)).not.toContain('lantern');
  });
});
