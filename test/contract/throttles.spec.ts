import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe } from 'vitest';
import type { RedisConnection } from '../../src/redis/redis-connection.js';
import { createFallback } from '../../src/throttle/fallback.js';
import { createFallbackPasswordThrottle } from '../../src/throttle/fallback-password-throttle.js';
import { createFallbackSendingThrottle } from '../../src/throttle/fallback-sending-throttle.js';
import { createMemoryPasswordThrottle } from '../../src/throttle/memory-password-throttle.js';
import { createMemorySendingThrottle } from '../../src/throttle/memory-sending-throttle.js';
import { createRedisPasswordThrottle } from '../../src/throttle/redis-password-throttle.js';
import { createRedisSendingThrottle } from '../../src/throttle/redis-sending-throttle.js';
import { openTestRedis } from '../support/redis/open-test-redis.js';
import { type RedisCluster, startRedisCluster } from '../support/redis/redis-cluster.js';
import { testRedis } from '../support/redis/test-redis.js';
import { passwordThrottleContract } from './password-throttle.contract.js';
import { sendingThrottleContract } from './sending-throttle.contract.js';
import { sharedThrottleContract, type Throttles } from './shared-throttle.contract.js';

passwordThrottleContract('memory', (clock) => createMemoryPasswordThrottle({ clock }));
sendingThrottleContract('memory', (clock) => createMemorySendingThrottle({ clock }));

/** A keyed hash only hides the network; here whoever reads a failure should see it. */
const networkHash = (network: string) => `hash of ${network}`;

type Opener = (connection: RedisConnection, storeId: string, clock: () => number) => Throttles;

const shared: Opener = ({ client }, storeId, clock) => ({
  passwords: createRedisPasswordThrottle({ client, storeId, clock, networkHash }),
  sending: createRedisSendingThrottle({ client, storeId, clock }),
});

const withFallback: Opener = (connection, storeId, clock) => {
  const { passwords, sending } = shared(connection, storeId, clock);
  // Where Redis were not asked, the fallback would keep most of the promises.
  const onLost = (error: unknown) => {
    throw error;
  };
  const fallback = createFallback({ patience: 5_000, onLost });
  return {
    passwords: createFallbackPasswordThrottle({
      shared: passwords,
      own: createMemoryPasswordThrottle({ clock }),
      fallback,
    }),
    sending: createFallbackSendingThrottle({ shared: sending, own: createMemorySendingThrottle({ clock }), fallback }),
  };
};

/** All contracts over the Redis that a URL leads to, which is known when the tests begin. */
function redisThrottles(name: string, open: Opener, url: () => string): void {
  describe(name, () => {
    let connections: readonly [RedisConnection, RedisConnection];
    beforeAll(async () => {
      connections = await Promise.all([openTestRedis(url()), openTestRedis(url())]);
    });
    afterAll(() => {
      for (const connection of connections) connection.close();
    });

    passwordThrottleContract(name, (clock) => open(connections[0], randomUUID(), clock).passwords);
    sendingThrottleContract(name, (clock) => open(connections[0], randomUUID(), clock).sending);
    sharedThrottleContract(name, (clock) => {
      const storeId = randomUUID();
      return [open(connections[0], storeId, clock), open(connections[1], storeId, clock)];
    });
  });
}

redisThrottles('Redis', shared, testRedis);
redisThrottles('Redis with its fallback', withFallback, testRedis);

describe('a cluster of three', () => {
  let cluster: RedisCluster;
  beforeAll(async () => {
    cluster = await startRedisCluster();
  });
  afterAll(() => cluster.stop());
  const url = () => cluster.nodes.join(',').replaceAll(',redis://', ',');

  redisThrottles('Redis Cluster', shared, url);
  redisThrottles('Redis Cluster with its fallback', withFallback, url);
});
