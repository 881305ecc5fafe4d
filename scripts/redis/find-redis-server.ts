/**
 * The program `redis-server`, for the tests that need a real Redis. By itself it makes sure that it is there, and prints
 * where:
 *
 *     node scripts/redis/find-redis-server.ts
 *
 * It imports nothing of this project, so that Node executes it as it stands, before there is a build.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What decides where `redis-server` is found, and whether it may be installed. */
export interface Machine {
  /** The folders to look in, as in the variable `PATH`. */
  readonly path: string;
  readonly isRoot: boolean;
  /** Is told what takes long. */
  readonly tell: (line: string) => void;
}

interface PackageManager {
  readonly program: string;
  readonly commands: readonly string[];
  readonly runAs: 'root' | 'user';
}

const packageManagers: readonly PackageManager[] = [
  {
    program: 'apt-get',
    // A fresh machine has no list of packages. One that has just been started may still be busy with its updates.
    commands: ['apt-get update', 'apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=300 redis-server'],
    runAs: 'root',
  },
  { program: 'apk', commands: ['apk add --no-cache redis'], runAs: 'root' },
  // By the file's name: the package that holds it is called redis on some systems and valkey-compat-redis on others.
  { program: 'dnf', commands: ['dnf install -y /usr/bin/redis-server'], runAs: 'root' },
  { program: 'brew', commands: ['brew install redis'], runAs: 'user' },
];

/**
 * The path of `redis-server`. Where there is none it is installed with the system's package manager, if whoever runs
 * this may do that, and standard error tells how that goes.
 *
 * @throws {Error} there is none and it could not be installed: says what to install, and what else would do.
 */
export function findRedisServer(machine: Machine = thisMachine()): string {
  const found = programOn(machine, 'redis-server');
  if (found !== undefined) {
    return found;
  }
  const manager = packageManagers.find(({ program }) => programOn(machine, program) !== undefined);
  if (manager === undefined) {
    throw new RedisServerMissing('Install Redis with what this system installs programs with.');
  }
  if ((manager.runAs === 'root') !== machine.isRoot) {
    throw new RedisServerMissing(`Run this as ${nameOf(manager.runAs)}: ${manager.commands.join(' && ')}`);
  }
  machine.tell(`There is no redis-server here. Installing it with ${manager.program}…`);
  for (const command of manager.commands) {
    run(command, machine);
  }
  const installed = programOn(machine, 'redis-server');
  if (installed === undefined) {
    throw new RedisServerMissing(`It was not there either after: ${manager.commands.join(' && ')}`);
  }
  return installed;
}

class RedisServerMissing extends Error {
  constructor(whatToDo: string) {
    super(`There is no redis-server on the PATH, and the tests need a real Redis.
${whatToDo}
Or set REDIS_URL to a Redis that the tests may write to; those that stop it, or need a cluster, need redis-server even so.`);
  }
}

const thisMachine = (): Machine => ({
  path: process.env['PATH'] ?? '',
  isRoot: process.getuid?.() === 0,
  tell: (line) => process.stderr.write(`${line}\n`),
});

const nameOf = (user: PackageManager['runAs']) => (user === 'root' ? 'root' : 'a user who is not root');

function programOn({ path }: Machine, name: string): string | undefined {
  return path
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Whether it succeeded is seen by what is there afterwards: one unreachable list of packages need not matter. */
function run(command: string, { path }: Machine): void {
  const [program = '', ...parameters] = command.split(' ');
  spawnSync(program, parameters, {
    env: { ...process.env, PATH: path, DEBIAN_FRONTEND: 'noninteractive' },
    // What it says goes to standard error.
    stdio: ['ignore', 2, 2],
  });
}

if (import.meta.main) {
  try {
    console.log(findRedisServer());
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
