import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { minute } from '../../src/domain/instant.js';
import { projections } from '../../src/projections/projections.js';
import { type RedisServer, startRedisServer } from '../support/redis/redis-server.js';
import { subscribeTo } from '../support/subscription.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { startTestService, type TestService } from '../support/test-service.js';

let redis: RedisServer;
const services: TestService[] = [];
beforeEach(async () => {
  redis = await startRedisServer();
});
afterEach(async () => {
  for (const service of services.splice(0).toReversed()) await service.close();
  await redis.stop();
});

async function start(settings: Readonly<Record<string, string>> = {}): Promise<TestService> {
  const service = await startTestService(settings);
  services.push(service);
  return service;
}

/** A number as it is read at `/metrics`; `undefined`: it is not there. */
async function sampleOf({ service }: TestService, sample: string): Promise<number | undefined> {
  const text = await (await fetch(`${service.url}/metrics`)).text();
  const line = text.split('\n').find((one) => one.startsWith(`${sample} `));
  return line === undefined ? undefined : Number(line.slice(sample.length + 1));
}

const lag = (unit: string, projection: string) => `sallyport_projection_lag_${unit}{projection="${projection}"}`;

describe('H5: what the service tells monitoring', { timeout: 60_000 }, () => {
  it('of its operations, appends, views and watches, with views in Redis', async () => {
    const service = await start({ REDIS_URL: redis.url });
    const person = await service.addEnrolledPerson('ada');
    const id = await person.challenge();
    const watching = subscribeTo(`${service.url}/stream`, { id });
    await watching.shown();

    const read = (sample: string) => sampleOf(service, sample);
    expect(await read('sallyport_graphql_operation_seconds_count{type="mutation",outcome="ANSWERED"}')).toBe(4);
    expect(await read('sallyport_event_store_append_seconds_count{outcome="APPENDED"}')).toBeGreaterThan(5);
    expect(await read('sallyport_event_store_up')).toBe(1);
    expect(await read('sallyport_redis_up')).toBe(1);
    expect(await read('sallyport_graphql_subscriptions_open')).toBe(1);
    // Of the challenge, and of the sessions that may see it.
    expect(await read('sallyport_view_watches_open')).toBe(2);
    expect(await read('sallyport_projection_batch_seconds_count{outcome="APPLIED"}')).toBeGreaterThan(0);
    for (const { name } of projections) await expect.poll(() => read(lag('events', name))).toBe(0);
    await watching.leave();
  });

  it('of a projector that is dead, in the numbers of a process that only answers', async () => {
    const shared = { REDIS_URL: redis.url, DATA_DIR: temporaryDirectory() };
    const projector = await startTestService(shared);
    const answering = await start({ ...shared, ROLES: 'api' });
    await projector.addPerson('ada');
    await expect.poll(() => sampleOf(answering, lag('events', 'team')), { timeout: 10_000 }).toBe(0);
    await projector.close();

    await answering.addPerson('bob');
    answering.advance(10 * minute);
    for (const { name } of projections) {
      expect(await sampleOf(answering, lag('events', name)), name).toBeGreaterThan(0);
      expect(await sampleOf(answering, lag('seconds', name)), name).toBe(600);
    }
  });

  it('of Redis, when it is gone; and nothing of it where there is none', async () => {
    const service = await start({ REDIS_URL: redis.url });
    await redis.kill();
    await expect.poll(() => sampleOf(service, 'sallyport_redis_up')).toBe(0);
    const unreachable = 'sallyport_projection_state{projection="login-challenge",state="UNREACHABLE"}';
    expect(await sampleOf(service, unreachable)).toBe(1);

    const alone = await start();
    expect(await sampleOf(alone, 'sallyport_redis_up')).toBeUndefined();
    expect(await sampleOf(alone, lag('seconds', 'login-challenge'))).toBe(0);
  });
});
