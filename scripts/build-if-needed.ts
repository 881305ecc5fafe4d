/**
 * Builds where dist is missing or older than what it is made of, then runs a program of dist in this same process, so
 * that its input, output, signals and exit code are its own:
 *
 *     node scripts/build-if-needed.ts [--quiet] [program [argument…]]
 *
 * It runs before there is a build: Node executes it as it stands, without its types.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

const root = resolve(import.meta.dirname, '..');
const dist = join(root, 'dist');
/** Empty; its time of change is when the last build that succeeded was begun. */
const stamp = join(dist, '.built');
/** There while a build is under way; holds the id of the process that builds. */
const lock = join(dist, '.building');

/** Folders count with their own time too: it changes where a file is added, renamed or deleted. */
function newestChange(path: string): number {
  const status = statSync(path);
  if (!status.isDirectory()) {
    return status.mtimeMs;
  }
  return readdirSync(path).reduce((newest, name) => Math.max(newest, newestChange(join(path, name))), status.mtimeMs);
}

function isCurrent(): boolean {
  const built = statSync(stamp, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return ['src', 'scripts', 'tsconfig.json', 'package-lock.json'].every(
    (source) => newestChange(join(root, source)) < built,
  );
}

/** True where the lock was free, or left behind by a build that is no longer running. */
function takeLock(): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    try {
      process.kill(Number(readFileSync(lock, 'utf8')), 0);
    } catch {
      rmSync(lock, { force: true });
    }
    return false;
  }
}

/** Two commands given at once do not write into one another's dist: the second waits for the first. */
async function buildIfNeeded(quiet: boolean): Promise<void> {
  if (isCurrent()) {
    return;
  }
  mkdirSync(dist, { recursive: true });
  while (!takeLock()) {
    await setTimeout(50);
  }
  try {
    if (!isCurrent()) {
      build(quiet);
    }
  } finally {
    rmSync(lock, { force: true });
  }
}

/** @throws Error with the compiler's own words. */
function build(quiet: boolean): void {
  const begun = new Date();
  if (!quiet) {
    process.stderr.write('Building…\n');
  }
  const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const { status, stdout } = spawnSync(process.execPath, [compiler, '-p', 'scripts/config/tsconfig.build.json'], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) {
    throw new Error(`The build failed.\n${stdout}`);
  }
  writeFileSync(stamp, '');
  utimesSync(stamp, begun, begun);
}

const quiet = process.argv[2] === '--quiet';
const [program, ...programArguments] = process.argv.slice(quiet ? 3 : 2);

try {
  await buildIfNeeded(quiet);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

if (program !== undefined) {
  const path = join(dist, program);
  process.argv = [process.execPath, path, ...programArguments];
  await import(pathToFileURL(path).href);
}
