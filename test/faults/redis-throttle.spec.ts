import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PasswordThrottle } from '../../src/application/password-throttle.js';
import type { SendingCap, SendingThrottle } from '../../src/application/sending-throttle.js';
import { day, minute } from '../../src/domain/instant.js';
import type { RedisConnection } from '../../src/redis/redis-connection.js';
import { createFallback } from '../../src/throttle/fallback.js';
import { createFallbackPasswordThrottle } from '../../src/throttle/fallback-password-throttle.js';
import { createFallbackSendingThrottle } from '../../src/throttle/fallback-sending-throttle.js';
import { createMemoryPasswordThrottle } from '../../src/throttle/memory-password-throttle.js';
import { createMemorySendingThrottle } from '../../src/throttle/memory-sending-throttle.js';
import { createRedisPasswordThrottle } from '../../src/throttle/redis-password-throttle.js';
import { createRedisSendingThrottle } from '../../src/throttle/redis-sending-throttle.js';
import { openTestRedis } from '../support/redis/open-test-redis.js';
import { redisCommand } from '../support/redis/redis-command.js';
import { type RedisServer, startRedisServer } from '../support/redis/redis-server.js';

/** Milliseconds that a throttle waits for Redis. */
const patience = 300;
/** How much longer an answer may take on a busy machine. */
const grace = 700;

const networkHash = (network: string) => `hash of ${network}`;
const guessAt = (account: string) => ({ account, address: '192.0.2.1' });
const daily: SendingCap = { limit: 'DAILY_BUDGET', key: 'all', sends: 4, window: day };
const sendTo = (key: string) => [{ limit: 'NUMBER', key, sends: 3, window: 10 * minute } satisfies SendingCap, daily];

const losses: readonly {
  readonly fate: string;
  readonly lose: (server: RedisServer) => unknown;
  readonly regain: (server: RedisServer) => unknown;
}[] = [
  { fate: 'killed', lose: (server) => server.kill(), regain: (server) => server.restart('emptied') },
  { fate: 'paused', lose: (server) => server.pause(), regain: (server) => server.resume() },
  {
    fate: 'read-only',
    lose: ({ url }) => redisCommand(url, 'REPLICAOF', '127.0.0.1', '1'),
    regain: ({ url }) => redisCommand(url, 'REPLICAOF', 'NO', 'ONE'),
  },
  {
    fate: 'full',
    lose: ({ url }) => redisCommand(url, 'CONFIG', 'SET', 'maxmemory', '1'),
    regain: ({ url }) => redisCommand(url, 'CONFIG', 'SET', 'maxmemory', '0'),
  },
];

let server: RedisServer;
let connections: RedisConnection[];
let passwords: PasswordThrottle;
let sending: SendingThrottle;
/** Of another process, which has nothing but Redis. */
let others: PasswordThrottle;
let told: unknown[];

beforeEach(async () => {
  server = await startRedisServer();
  // So patient that nobody but the throttles bounds the wait.
  connections = await Promise.all([openTestRedis(server.url, minute), openTestRedis(server.url, patience)]);
  told = [];
  compose(connections[0]!, connections[1]!);
  // Delays do not end by themselves while the machine is busy. Only the date stands still.
  vi.useFakeTimers({ now: Date.now(), toFake: ['Date'] });
});

afterEach(async () => {
  vi.useRealTimers();
  for (const connection of connections) connection.close();
  await server.stop();
});

function compose({ client }: RedisConnection, other: RedisConnection): void {
  const storeId = randomUUID();
  const clock = Date.now;
  const fallback = createFallback({ patience, onLost: (error) => told.push(error) });
  passwords = createFallbackPasswordThrottle({
    shared: createRedisPasswordThrottle({ client, storeId, clock, networkHash }),
    own: createMemoryPasswordThrottle({ clock }),
    fallback,
  });
  sending = createFallbackSendingThrottle({
    shared: createRedisSendingThrottle({ client, storeId, clock }),
    own: createMemorySendingThrottle({ clock }),
    fallback,
  });
  others = createRedisPasswordThrottle({ client: other.client, storeId, clock, networkHash });
}

/** How many of so many side by side were admitted. */
async function admitted(times: number, ask: (index: number) => Promise<unknown>): Promise<number> {
  const answers = await Promise.all(Array.from({ length: times }, (_, index) => ask(index)));
  return answers.filter((answer) => answer === undefined).length;
}

describe.each(losses)('Redis is $fate while the throttles count in it', ({ lose, regain }) => {
  it('A5: guesses stay limited, and a guesser gains none by it', async () => {
    expect(await admitted(100, () => passwords.admit(guessAt('account-1')))).toBe(5);
    await lose(server);
    expect(await admitted(100, () => passwords.admit(guessAt('account-1')))).toBe(0);
    expect(await admitted(100, () => passwords.admit(guessAt('account-2')))).toBe(5);
  });

  it('attack 29: messages stay limited, and no budget begins again', async () => {
    expect(await admitted(2, () => sending.take(sendTo('number-1')))).toBe(2);
    await lose(server);
    expect(await admitted(50, () => sending.take(sendTo('number-1')))).toBe(1);
    expect(await admitted(50, (index) => sending.take(sendTo(`another-${index}`)))).toBe(1);
  });

  it('a right password is served like any other day, and starts the count again', async () => {
    await lose(server);
    for (let guessed = 1; guessed <= 4; guessed += 1) await passwords.admit(guessAt('account-1'));
    await passwords.succeeded(guessAt('account-1'));
    expect(await admitted(100, () => passwords.admit(guessAt('account-1')))).toBe(5);
  });

  it('no answer takes longer than it may, and only the first one waits at all', async () => {
    await lose(server);
    const begun = performance.now();
    await passwords.admit(guessAt('account-1'));
    expect(performance.now() - begun).toBeLessThan(patience + grace);
    for (let time = 1; time <= 20; time += 1) {
      await passwords.admit(guessAt(`account-${time}`));
      await passwords.succeeded(guessAt(`account-${time}`));
      await sending.take(sendTo('number-1'));
    }
    // Sixty more answers, in less time than four of them would wait.
    expect(performance.now() - begun).toBeLessThan(patience + grace + 3 * patience);
  });

  it('tells once that it is lost', async () => {
    await lose(server);
    for (let time = 1; time <= 5; time += 1) {
      vi.setSystemTime(Date.now() + 1_000);
      await passwords.admit(guessAt('account-1'));
    }
    expect(told).toEqual([expect.any(Error)]);
  });

  it('the throttles go back to it by themselves', async () => {
    await lose(server);
    await passwords.admit(guessAt('account-1'));
    await regain(server);
    vi.useRealTimers();
    await vi.waitFor(
      async () => {
        const account = randomUUID();
        for (let guessed = 1; guessed <= 5; guessed += 1) await passwords.admit(guessAt(account));
        expect(await others.admit(guessAt(account))).toBeDefined();
      },
      { interval: 50, timeout: 10_000 },
    );
    expect(told).toHaveLength(1);
  });
});

it('Redis stays silent: once a second one asks whether it is back, and nobody waits for that one', async () => {
  server.pause();
  await passwords.admit(guessAt('account-1'));
  vi.setSystemTime(Date.now() + 1_000);
  let isStillAsking = true;
  const asking = passwords.admit(guessAt('account-1')).finally(() => {
    isStillAsking = false;
  });
  await admitted(100, () => passwords.admit(guessAt('account-2')));
  expect(isStillAsking).toBe(true);
  await asking;
});

it('Redis is emptied: counts begin again, and limits hold', async () => {
  expect(await admitted(100, () => passwords.admit(guessAt('account-1')))).toBe(5);
  await redisCommand(server.url, 'FLUSHALL');
  expect(await admitted(100, () => passwords.admit(guessAt('account-1')))).toBe(5);
  expect(told).toEqual([]);
});

it('Redis forgets its scripts: they are sent again', async () => {
  await passwords.admit(guessAt('account-1'));
  await redisCommand(server.url, 'SCRIPT', 'FLUSH');
  expect(await admitted(100, () => passwords.admit(guessAt('account-1')))).toBe(4);
  expect(await admitted(50, () => sending.take(sendTo('number-1')))).toBe(3);
  expect(told).toEqual([]);
});
