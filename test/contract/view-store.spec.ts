import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe } from 'vitest';
import { createMemoryViewStore } from '../../src/projections/memory/memory-view-store.js';
import { createRedisViewStore } from '../../src/projections/redis/redis-view-store.js';
import type { ViewStore } from '../../src/projections/view-store.js';
import { openTestRedis } from '../support/redis/open-test-redis.js';
import { type RedisCluster, startRedisCluster } from '../support/redis/redis-cluster.js';
import { testRedis } from '../support/redis/test-redis.js';
import { viewStoreContract } from './view-store.contract.js';

/** One that nobody else uses: views are kept apart by the event store that they are made from. */
const openRedisViewStore = async (url: string): Promise<ViewStore> =>
  createRedisViewStore({ connection: await openTestRedis(url), storeId: randomUUID() });

viewStoreContract('memory', async () => createMemoryViewStore());
viewStoreContract('Redis', () => openRedisViewStore(testRedis()));

describe('on a Redis Cluster of three masters', () => {
  let cluster: RedisCluster;
  beforeAll(async () => {
    cluster = await startRedisCluster();
  });
  afterAll(() => cluster.stop());

  viewStoreContract('Redis Cluster', () =>
    openRedisViewStore(`redis://${cluster.nodes.map((node) => new URL(node).host).join(',')}`),
  );
});
