import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createRedisReactorStateStore } from '../../../src/delivery/reactor-state/redis/redis-reactor-state-store.js';
import { later, second } from '../../../src/domain/instant.js';
import type { RedisConnection } from '../../../src/redis/redis-connection.js';
import { someInstant } from '../../support/events.js';
import { openTestRedis } from '../../support/redis/open-test-redis.js';
import { type RedisServer, startRedisServer } from '../../support/redis/redis-server.js';

describe('reactor state store: what only Redis can do to it', () => {
  const storeId = randomUUID();
  const until = later(someInstant, 10 * second);
  let server: RedisServer;
  let connection: RedisConnection;

  beforeAll(async () => {
    server = await startRedisServer();
    connection = await openTestRedis(server.url);
  });
  afterAll(async () => {
    connection.close();
    await server.stop();
  });

  const open = (ofStore: string) =>
    createRedisReactorStateStore({ client: connection.client, storeId: ofStore, clock: () => Date.parse(someInstant) });

  it('keeps what it has under the name of the event store, for as long as nobody takes it away', async () => {
    const store = open(storeId);
    await store.acquire('sender', 'first', until);
    await store.savePosition('sender', 'first', '00000000000000000007');
    const keys = await connection.client.keys('*');
    expect(keys).toEqual([`{sallyport:${storeId}:reactors}:sender`]);
    expect(await connection.client.ttl(keys[0]!)).toBe(-1);
  });

  it('has nothing of another history', async () => {
    await open(storeId).acquire('sender', 'first', until);
    const another = open(randomUUID());
    expect(await another.position('sender')).toBeUndefined();
    expect(await another.acquire('sender', 'second', until)).toBe(true);
  });

  it('throws while Redis is gone, and begins again where Redis comes back with nothing', async () => {
    const store = open(storeId);
    await store.acquire('sender', 'first', until);
    await server.kill();
    await expect(store.acquire('sender', 'first', until)).rejects.toThrow();
    await expect(store.position('sender')).rejects.toThrow();
    await expect(store.savePosition('sender', 'first', '00000000000000000008')).rejects.toThrow();
    await expect(store.release('sender', 'first')).rejects.toThrow();

    await server.restart('emptied');
    await vi.waitUntil(() => connection.problem() === undefined, { timeout: 10_000 });
    expect(await store.savePosition('sender', 'first', '00000000000000000008')).toBe(false);
    expect(await store.position('sender')).toBeUndefined();
    expect(await store.acquire('sender', 'second', until)).toBe(true);
  });
});
