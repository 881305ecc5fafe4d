import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { RedisSettings } from '../../../scripts/redis/redis-process.js';
import { redisCommand } from '../../support/redis/redis-command.js';
import { type RedisServer, startRedisServer } from '../../support/redis/redis-server.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

const started: RedisServer[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map(({ stop }) => stop()));
});

async function start(settings?: RedisSettings, anyPort?: () => number): Promise<RedisServer> {
  const server = await startRedisServer(settings, anyPort);
  started.push(server);
  return server;
}

describe('a private Redis', () => {
  it('answers, and does not evict', async () => {
    const { url } = await start();

    expect(await redisCommand(url, 'PING')).toBe('PONG');
    expect(await redisCommand(url, 'INFO', 'memory')).toContain('maxmemory_policy:noeviction');
    expect(await redisCommand(url, 'INFO', 'persistence')).toContain('aof_enabled:0');
  });

  it('takes other settings', async () => {
    const { url } = await start({ 'maxmemory-policy': 'allkeys-lru' });

    expect(await redisCommand(url, 'INFO', 'memory')).toContain('maxmemory_policy:allkeys-lru');
  });

  it('asks for the password that its URL has', async () => {
    const { url, port } = await start({ requirepass: 'a lantern: over/the@river' });

    expect(await redisCommand(url, 'PING')).toBe('PONG');
    await expect(redisCommand(`redis://127.0.0.1:${port}`, 'PING')).rejects.toThrow('NOAUTH');
    await expect(redisCommand(`redis://:wrong@127.0.0.1:${port}`, 'PING')).rejects.toThrow('WRONGPASS');
  });

  it('takes another port where one is taken, be it by a Redis that would answer', async () => {
    const first = await start();
    let draws = 0;

    const second = await start({}, () => first.port + draws++);

    expect(draws).toBeGreaterThan(1);
    expect(second.port).toBe(first.port + draws - 1);
    expect(await redisCommand(second.url, 'INFO', 'server')).toContain(`tcp_port:${second.port}`);
  });

  it('says why it does not start', async () => {
    await expect(startRedisServer({ 'no-such-setting': '1' })).rejects.toThrow(/no-such-setting/);
  });

  it('says nothing while it is paused, and then what it was asked', async () => {
    const server = await start();
    const other = await start();

    server.pause();
    let answer: string | undefined;
    const answered = redisCommand(server.url, 'PING').then((reply) => {
      answer = reply;
    });
    for (let round = 0; round < 50; round += 1) {
      await redisCommand(other.url, 'PING');
    }
    expect(answer).toBeUndefined();

    server.resume();
    await answered;
    expect(answer).toBe('PONG');
  });

  it.each(['running', 'paused'])('starts again with what it held, or with nothing, when it was %s', async (state) => {
    const server = await start();
    await redisCommand(server.url, 'SET', 'key', 'kept');

    if (state === 'paused') server.pause();
    await server.restart('kept');
    expect(await redisCommand(server.url, 'GET', 'key')).toBe('kept');

    if (state === 'paused') server.pause();
    await server.restart('emptied');
    expect(await redisCommand(server.url, 'GET', 'key')).toBeUndefined();
  });

  it('is gone when it is killed, and comes back on its port with what it wrote to its disk', async () => {
    const forgetful = await start();
    const writing = await start({ appendonly: 'yes' });

    for (const server of [forgetful, writing]) {
      await redisCommand(server.url, 'SET', 'key', 'written');
      await server.kill();
      await expect(redisCommand(server.url, 'PING')).rejects.toThrow('ECONNREFUSED');
      await server.restart('kept');
    }

    expect(await redisCommand(forgetful.url, 'GET', 'key')).toBeUndefined();
    expect(await redisCommand(writing.url, 'GET', 'key')).toBe('written');
  });
});

describe('the end of a test process', () => {
  const program = `
    const { startRedisServer } = await import(process.argv[1]);
    const server = await startRedisServer();
    server.pause();
    console.log(server.url);
    setInterval(() => undefined, 1000);`;
  const supportFile = (name: string) => new URL(`../../support/${name}`, import.meta.url).href;

  it.each(['SIGKILL', 'SIGINT'] as const)('by %s ends its Redis, even a paused one', async (signal) => {
    const temporary = temporaryDirectory();
    const child = spawn(
      process.execPath,
      [
        `--import=${supportFile('run-sources.ts')}`,
        '--input-type=module',
        `--eval=${program}`,
        supportFile('redis/redis-server.ts'),
      ],
      { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, TMPDIR: temporary } },
    );
    const [url] = (await once(child.stdout, 'data')) as [Buffer];
    expect(readdirSync(temporary)).toHaveLength(1);

    child.kill(signal);

    await vi.waitFor(() => expect(readdirSync(temporary)).toEqual([]), { timeout: 5_000 });
    // What has been killed takes connections until the system has closed its socket, and then resets them.
    await vi.waitFor(() => expect(redisCommand(url.toString().trim(), 'PING')).rejects.toThrow('ECONNREFUSED'), {
      timeout: 5_000,
    });
  });
});
