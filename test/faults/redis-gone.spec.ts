// What happens to Redis changes how fast queries are answered, and nothing else: not who gets in, and not what is shown.
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { second } from '../../src/domain/instant.js';
import { nameOf } from '../../src/projections/edition.js';
import { foldDocument } from '../../src/projections/fold-view.js';
import { partitionOf } from '../../src/projections/partition.js';
import { projections } from '../../src/projections/projections.js';
import { redisKeysOf } from '../../src/projections/redis/redis-keys.js';
import { createRedisViewStore } from '../../src/projections/redis/redis-view-store.js';
import { UnsuitableRedis } from '../../src/redis/redis-connection.js';
import { being } from '../support/person.js';
import { openTestRedis } from '../support/redis/open-test-redis.js';
import { redisCommand } from '../support/redis/redis-command.js';
import { type RedisServer, startRedisServer } from '../support/redis/redis-server.js';
import { startTestService } from '../support/test-service.js';

interface Harm {
  readonly name: string;
  harm(redis: RedisServer, keys: KeysOfPerson): Promise<unknown>;
  /** What somebody does about it; absent: it heals by itself. */
  mend?(redis: RedisServer): Promise<unknown>;
  /** What readiness names meanwhile; absent: it is over too soon to be seen. */
  readonly named?: RegExp;
}

interface KeysOfPerson {
  readonly loginChallenge: string;
  readonly id: string;
}

const harms: readonly Harm[] = [
  {
    name: 'stopped',
    harm: (redis) => redis.kill(),
    mend: (redis) => redis.restart('kept'),
    named: /redis: .*(lost|reached)/,
  },
  {
    name: 'stopped, and started again with nothing in it',
    harm: (redis) => redis.kill(),
    mend: (redis) => redis.restart('emptied'),
    named: /redis: .*(lost|reached)/,
  },
  { name: 'flushed', harm: ({ url }) => redisCommand(url, 'FLUSHALL') },
  {
    name: 'paused for 10 s',
    harm: async (redis) => redis.pause(),
    mend: async (redis) => {
      await setTimeout(10 * second);
      redis.resume();
    },
    named: /projection login-challenge: .*UNREACHABLE/,
  },
  {
    name: 'made a replica that takes no writes',
    harm: ({ url }) => redisCommand(url, 'REPLICAOF', '127.0.0.1', '1'),
    mend: ({ url }) => redisCommand(url, 'REPLICAOF', 'NO', 'ONE'),
    named: /projection login-challenge: .*CATCHING_UP/,
  },
  {
    name: 'given another password',
    harm: async ({ url }) => {
      await redisCommand(url, 'CONFIG', 'SET', 'requirepass', 'another');
      await redisCommand(url.replace('redis://', 'redis://:another@'), 'CLIENT', 'KILL', 'TYPE', 'normal');
    },
    mend: ({ url }) => redisCommand(url.replace('redis://', 'redis://:another@'), 'CONFIG', 'SET', 'requirepass', ''),
    named: /redis: It refuses the password of REDIS_URL/,
  },
  {
    name: 'robbed of one edition in one partition, as eviction would',
    harm: ({ url }, { loginChallenge }) => redisCommand(url, 'DEL', loginChallenge),
  },
  {
    name: 'robbed of one document',
    harm: ({ url }, { loginChallenge, id }) => redisCommand(url, 'HDEL', loginChallenge, id),
  },
  {
    name: 'given a damaged document',
    harm: ({ url }, { loginChallenge, id }) => redisCommand(url, 'HSET', loginChallenge, id, '00000000{"view":{}}'),
  },
];

/** A person who can sign in, at a service with a Redis of its own. */
async function start() {
  const redis = await startRedisServer();
  const service = await startTestService({ REDIS_URL: redis.url });
  const person = await service.addEnrolledPerson('ada');
  const { eventStore } = service.service.installation;
  const edition = nameOf({ projection: 'login-challenge', version: 1, number: 1 });
  const loginChallenge = redisKeysOf(eventStore.id).edition(edition, partitionOf(person.userId));

  const readiness = async () => {
    const response = await fetch(`${service.service.url}/health/ready`);
    const { ready, degraded, checks } = (await response.json()) as {
      readonly ready: boolean;
      readonly degraded: boolean;
      readonly checks: readonly { readonly name: string; readonly ok: boolean; readonly detail?: string }[];
    };
    const wrong = checks.filter(({ ok }) => !ok).map(({ name, detail }) => `${name}: ${detail}`);
    return { status: response.status, ready, degraded, wrong: wrong.join('\n') };
  };

  return {
    redis,
    person,
    keys: { loginChallenge, id: person.userId },
    readiness,
    viewsAreServed: () => vi.waitUntil(async () => (await readiness()).wrong === '', waiting),

    /** Signs in as the article has it, and sees every step; a token that was used is refused. */
    async signInAndLook(): Promise<void> {
      service.advance(30 * second);
      const prompt = being(await person.signIn(), 'ChallengeRequired');
      const { id } = prompt.challenge;
      expect(await person.loginChallenge(id, prompt.position)).toEqual(prompt.challenge);
      const token = person.token();
      const signedIn = being(await person.answer(id, token), 'SignedIn');
      expect(await person.loginChallenge(id, signedIn.position)).toMatchObject({ state: 'PASSED' });
      expect(await person.answer(await person.challenge(), token)).toMatchObject({ reason: 'TOKEN_ALREADY_USED' });
      const { twoFactor } = await person.me(signedIn.session.token);
      expect(twoFactor).toMatchObject({ enabled: true, defaultMethod: 'AUTHENTICATOR_APP' });
    },

    /** Every document of the person is what the history makes of it. */
    async viewsEqualTheHistory(): Promise<void> {
      const store = createRedisViewStore({ connection: await openTestRedis(redis.url), storeId: eventStore.id });
      for (const projection of projections) {
        const name = nameOf({ projection: projection.name, version: projection.version, number: 1 });
        await vi.waitUntil(async () => {
          const { document, position } = await store.read(name, person.userId);
          const folded = await foldDocument(eventStore, projection, person.userId, position ?? '');
          return JSON.stringify(document) === JSON.stringify(folded) && position === (await eventStore.head());
        }, waiting);
      }
      await store.close();
    },

    async close(): Promise<void> {
      await service.close();
      await redis.stop();
    },
  };
}

const waiting = { timeout: 20_000, interval: 50 };

describe('Redis', { timeout: 150_000 }, () => {
  it.concurrent.each(harms)(
    '$name: people sign in, are shown the truth, and views heal',
    async ({ harm, mend, named }) => {
      const { redis, keys, readiness, signInAndLook, viewsAreServed, viewsEqualTheHistory, close } = await start();
      await viewsAreServed();
      await harm(redis, keys);
      for (let round = 0; round < 3; round += 1) await signInAndLook();
      if (named !== undefined) {
        await vi.waitUntil(async () => named.test((await readiness()).wrong), waiting);
        expect(await readiness()).toMatchObject({ status: 200, ready: true, degraded: true });
      }
      await mend?.(redis);
      await signInAndLook();
      await viewsEqualTheHistory();
      await viewsAreServed();
      await signInAndLook();
      await close();
    },
  );

  it('that says nothing is not waited for with every query', async () => {
    const { redis, person, viewsAreServed, close } = await start();
    await viewsAreServed();
    const id = await person.challenge();
    redis.pause();
    const begun = performance.now();
    const queries = 60;
    for (let query = 0; query < queries; query += 1) await person.loginChallenge(id);
    const took = performance.now() - begun;
    redis.resume();
    // Each would take a quarter of a second.
    expect(took).toBeLessThan(queries * 250);
    await close();
  });

  it('that evicts is refused at the start, with what to set', async () => {
    const evicting = await startRedisServer({ 'maxmemory-policy': 'allkeys-lru' });
    const refusal = await startTestService({ REDIS_URL: evicting.url }).catch((error: unknown) => error);
    await evicting.stop();
    expect(refusal).toBeInstanceOf(UnsuitableRedis);
    expect(String(refusal)).toMatch(/set maxmemory-policy to noeviction/);
  });

  it('that is not there at the start keeps nobody out', async () => {
    const redis = await startRedisServer();
    await redis.kill();
    const service = await startTestService({ REDIS_URL: redis.url });
    const ben = await service.addEnrolledPerson('ben');
    expect(await ben.signInWithApp()).not.toBe('');
    await redis.restart('kept');
    const isServed = () => service.service.views.status.report().every(({ state }) => state === 'LIVE');
    await vi.waitUntil(isServed, waiting);
    await service.close();
    await redis.stop();
  });
});
