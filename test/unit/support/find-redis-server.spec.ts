import { chmodSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findRedisServer } from '../../../scripts/redis/find-redis-server.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

/** A folder with one program in it. */
function folderWith(name: string, script: string): string {
  const folder = temporaryDirectory();
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return folder;
}

/** Installs nothing but what this test can see: `redis-server`, beside the package manager itself. */
const installs = '[ "$1" != install ] || /bin/ln -s /bin/sh "$(/usr/bin/dirname "$0")/redis-server"';

const told: string[] = [];
const machine = (path: string, user: 'root' | 'somebody') => ({
  path,
  isRoot: user === 'root',
  tell: (line: string) => told.push(line),
});

describe('redis-server', () => {
  it('is the first on the PATH', () => {
    const [first, second] = [folderWith('redis-server', ''), folderWith('redis-server', '')];

    const found = findRedisServer(machine(`${temporaryDirectory()}:${first}:${second}`, 'somebody'));

    expect(found).toBe(join(first, 'redis-server'));
  });

  it('is not a folder of that name, nor a file that cannot be executed', () => {
    const folder = folderWith('redis-server', '');
    chmodSync(join(folder, 'redis-server'), 0o644);
    const other = temporaryDirectory();
    symlinkSync(folder, join(other, 'redis-server'));

    expect(() => findRedisServer(machine(`${folder}:${other}`, 'root'))).toThrow(/no redis-server on the PATH/);
  });

  it('is installed with the package manager that is there', () => {
    const path = folderWith('apt-get', installs);

    expect(findRedisServer(machine(path, 'root'))).toBe(join(path, 'redis-server'));
    expect(told.at(-1)).toContain('Installing it with apt-get');
  });

  it('is not installed by who is not root, who is told the command and the other way', () => {
    const path = folderWith('apt-get', installs);

    expect(() => findRedisServer(machine(path, 'somebody'))).toThrow(
      /^There is no redis-server on the PATH.*\nRun this as root: apt-get update && apt-get install .*redis-server\nOr set REDIS_URL/,
    );
  });

  it('is not installed as root by Homebrew, which refuses that', () => {
    const path = folderWith('brew', installs);

    expect(() => findRedisServer(machine(path, 'root'))).toThrow(/not root: brew install redis/);
    expect(findRedisServer(machine(path, 'somebody'))).toBe(join(path, 'redis-server'));
  });

  it('is asked for where the package manager failed', () => {
    const path = folderWith('apk', 'exit 1');

    expect(() => findRedisServer(machine(path, 'root'))).toThrow(/not there either after: apk add/);
  });

  it('is asked for where there is no package manager', () => {
    expect(() => findRedisServer(machine(temporaryDirectory(), 'root'))).toThrow(/\nInstall Redis/);
  });
});
