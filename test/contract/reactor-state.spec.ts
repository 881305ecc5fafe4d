import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createMemoryReactorStateStore,
  type ReactorStatesInMemory,
} from '../../src/delivery/reactor-state/memory/memory-reactor-state-store.js';
import { createRedisReactorStateStore } from '../../src/delivery/reactor-state/redis/redis-reactor-state-store.js';
import { createSqliteReactorStateStore } from '../../src/delivery/reactor-state/sqlite/sqlite-reactor-state-store.js';
import type { RedisConnection } from '../../src/redis/redis-connection.js';
import { someInstant } from '../support/events.js';
import { openTestRedis } from '../support/redis/open-test-redis.js';
import { type RedisCluster, startRedisCluster } from '../support/redis/redis-cluster.js';
import { testRedis } from '../support/redis/test-redis.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { reactorStateContract } from './reactor-state.contract.js';

reactorStateContract('memory', () => {
  const states: ReactorStatesInMemory = new Map();
  return { open: (clock) => createMemoryReactorStateStore({ clock, states }), dispose: () => states.clear() };
});

reactorStateContract('sqlite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-reactors-'));
  return {
    open: (clock) => createSqliteReactorStateStore({ path: join(folder, 'reactors.sqlite'), clock }),
    dispose: () => rmSync(folder, { recursive: true }),
  };
});

/** The contract over the Redis that a URL leads to, which is known when the tests begin. Each store is a process's own. */
function redisReactorStateContract(name: string, url: () => string): void {
  describe(name, () => {
    let connections: readonly RedisConnection[];
    beforeAll(async () => {
      connections = await Promise.all([openTestRedis(url()), openTestRedis(url())]);
    });
    afterAll(() => {
      for (const connection of connections) connection.close();
    });

    reactorStateContract(name, () => {
      const storeId = randomUUID();
      let opened = 0;
      return {
        open: (clock) => {
          opened += 1;
          const { client } = connections[opened % connections.length]!;
          return createRedisReactorStateStore({ client, storeId, clock });
        },
        dispose: () => undefined,
      };
    });
  });
}

redisReactorStateContract('Redis', testRedis);

describe('a cluster of three', () => {
  let cluster: RedisCluster;
  beforeAll(async () => {
    cluster = await startRedisCluster();
  });
  afterAll(() => cluster.stop());

  redisReactorStateContract('Redis Cluster', () => cluster.nodes.join(',').replaceAll(',redis://', ','));
});

it('the SQLite reactor state store is readable and writable by its owner only, with its companion files', async () => {
  const folder = temporaryDirectory();
  const store = createSqliteReactorStateStore({ path: join(folder, 'reactors.sqlite'), clock: Date.now });
  await store.acquire('sender', 'first', someInstant);
  const modes = readdirSync(folder).map((name) => [name, statSync(join(folder, name)).mode & 0o777]);
  await store.close();
  expect(modes).toEqual([
    ['reactors.sqlite', 0o600],
    ['reactors.sqlite-shm', 0o600],
    ['reactors.sqlite-wal', 0o600],
  ]);
});
