import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openInstallation } from '../../src/compose.js';
import { readConfig } from '../../src/config.js';
import { buildProgram, type Program, startProgram } from '../support/program.js';
import { openTestRedis } from '../support/redis/open-test-redis.js';
import { startRedisServer } from '../support/redis/redis-server.js';
import { testRedis } from '../support/redis/test-redis.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const root = resolve(import.meta.dirname, '../..');

/** `sallyport` as people run it. */
async function sallyport(settings: Readonly<Record<string, string>>, ...parameters: readonly string[]) {
  const child = spawn(process.execPath, [join(root, 'dist/src/ops/cli.js'), ...parameters], {
    // Nothing of this machine's own settings.
    env: { PATH: process.env['PATH'], ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolveEnded) => child.once('close', resolveEnded));
  const [exitCode, printed, complained] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { exitCode, printed, complained };
}

describe('sallyport projections, as processes beside a service and on a Redis', { timeout: 120_000 }, () => {
  beforeAll(buildProgram, 180_000);

  it('rebuilds, switches, verifies, repairs and rolls back what a running service serves', async () => {
    const directory = temporaryDirectory();
    const settings = { DATA_DIR: directory, REDIS_URL: testRedis(), LOG_LEVEL: 'warn' };
    const program: Program = await startProgram(settings);
    const projections = (...parameters: readonly string[]) => sallyport(settings, 'projections', ...parameters);
    const because = ['--reason', 'an exercise'];
    try {
      // The demo's people are there, and their views.
      await expect
        .poll(async () => (await projections('list')).printed, { timeout: 30_000 })
        .toMatch(/^team +LIVE +v1\.1 +\d+ +0 +- +0 +- +-$/m);

      expect(await projections('rebuild', 'team')).toMatchObject({ exitCode: 0, complained: '' });
      expect(await projections('verify', 'team', '--built')).toMatchObject({
        exitCode: 0,
        printed: 'team.v1.2: 4 documents, as the history has them.\n',
      });
      expect(await projections('switch', 'team', ...because)).toMatchObject({ exitCode: 0 });

      await deleteTeam(directory, 'team.v1.2');
      const verified = await projections('verify', 'team');
      expect(verified).toMatchObject({ exitCode: 1, printed: expect.stringContaining('4 differences') });
      expect(await projections('repair', 'team', ...because)).toMatchObject({
        exitCode: 0,
        printed: expect.stringContaining('4 written anew'),
      });
      expect(await projections('verify', 'team')).toMatchObject({ exitCode: 0, complained: '' });

      expect(await projections('rollback', 'team', ...because)).toMatchObject({
        exitCode: 0,
        printed: 'Rolled back: team.v1.1 is served again in place of team.v1.2.\n',
      });
    } finally {
      program.kill();
      await program.ended;
    }
  });

  /** All documents and lists of an edition, as a slip of the hand does; how far it has read stays. */
  async function deleteTeam(directory: string, edition: string): Promise<void> {
    const { eventStore, close } = await openInstallation(readConfig({ DATA_DIR: directory }));
    const connection = await openTestRedis(testRedis());
    const keys = await connection.client.keys(`{sallyport:${eventStore.id}:*}:${edition}*`);
    for (const key of keys) {
      if (!key.endsWith(edition)) await connection.client.unlink(key);
      else {
        const fields = (await connection.client.hkeys(key)).filter((field) => field !== '#position');
        if (fields.length > 0) await connection.client.hdel(key, ...fields);
      }
    }
    connection.close();
    await close();
  }

  describe('a Redis that cannot be used', () => {
    let close: () => Promise<void>;
    let url: string;
    beforeAll(async () => {
      const server = await startRedisServer({ 'maxmemory-policy': 'allkeys-lru' });
      url = server.url;
      close = () => server.stop();
    });
    afterAll(() => close());

    it.each([
      ['evicts', () => url, /^Redis evicts \(allkeys-lru\): set maxmemory-policy to noeviction\.\n$/],
      ['is not there', () => 'redis://:a-password@127.0.0.1:1', /^Redis cannot be used\. It cannot be reached\.\n$/],
    ])('that %s is named, without its address, and exits with 3', async (_, redisUrl, message) => {
      const settings = { DATA_DIR: temporaryDirectory(), REDIS_URL: redisUrl() };
      expect(await sallyport(settings, 'projections', 'list')).toEqual({
        exitCode: 3,
        printed: '',
        complained: expect.stringMatching(message),
      });
    });
  });
});
