import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKeyedHash } from '../../src/crypto/keyed-hash.js';
import { day } from '../../src/domain/instant.js';
import type { RedisConnection } from '../../src/redis/redis-connection.js';
import { createRedisPasswordThrottle } from '../../src/throttle/redis-password-throttle.js';
import { createRedisSendingThrottle } from '../../src/throttle/redis-sending-throttle.js';
import { openTestRedis } from '../support/redis/open-test-redis.js';
import { testRedis } from '../support/redis/test-redis.js';

describe('what throttles keep in Redis', () => {
  const storeId = randomUUID();
  const guess = { account: 'account-1', address: '192.0.2.77' };
  let connection: RedisConnection;
  let keys: string[];

  beforeAll(async () => {
    connection = await openTestRedis(testRedis());
    const { client } = connection;
    const clock = Date.now;
    const networkHash = createKeyedHash(Buffer.alloc(32, 7));
    const passwords = createRedisPasswordThrottle({ client, storeId, clock, networkHash });
    const sending = createRedisSendingThrottle({ client, storeId, clock });
    for (let guessed = 1; guessed <= 10; guessed += 1) await passwords.admit(guess);
    // Nothing was counted for this one.
    await passwords.succeeded({ ...guess, address: '192.0.2.78' });
    await passwords.admit(guess);
    await sending.take([
      { limit: 'NUMBER', key: 'hash-of-a-number', sends: 5, window: day },
      { limit: 'DAILY_BUDGET', key: 'all', sends: 5, window: day },
    ]);
    keys = await client.keys(`*${storeId}*`);
  });
  afterAll(() => connection.close());

  it('stands under the name of the event store, by which nobody else finds it', () => {
    expect(keys.length).toBeGreaterThan(3);
    for (const key of keys) expect(key.startsWith(`{sallyport:${storeId}:throttle:`)).toBe(true);
  });

  it('is gone a day after the last message, and earlier where it is about guesses', async () => {
    const timesToLive = await Promise.all(keys.map((key) => connection.client.pttl(key)));
    expect(Math.min(...timesToLive)).toBeGreaterThan(0);
    expect(Math.max(...timesToLive)).toBeLessThanOrEqual(day);
  });

  it('attack 36: it says nowhere which address a guess came from', async () => {
    const contents = await Promise.all(keys.map(contentOf));
    expect(JSON.stringify([keys, contents])).not.toContain(guess.address);
  });

  async function contentOf(key: string): Promise<unknown> {
    const { client } = connection;
    return (await client.type(key)) === 'hash' ? client.hgetall(key) : client.lrange(key, 0, -1);
  }
});
