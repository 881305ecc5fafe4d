import { type ChildProcess, spawn } from 'node:child_process';
import { findRedisServer } from './find-redis-server.js';

/** Settings as in redis.conf, by name. */
export type RedisSettings = Readonly<Record<string, string>>;

export interface RedisProcess {
  readonly child: ChildProcess;
  /** Resolves when it has ended. */
  readonly ended: Promise<void>;
}

/** Another program listens on the port. */
export class PortTaken extends Error {}

/**
 * Starts redis-server over a directory; resolves when it takes connections. It ends with this process, however this
 * process ends, and then the directory goes too.
 *
 * @throws {PortTaken}
 * @throws {Error} it ended before, and what it said.
 */
export async function startRedisProcess(directory: string, settings: RedisSettings): Promise<RedisProcess> {
  const parameters = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  const child = spawn(findRedisServer(), [...parameters, '--dir', directory], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const guard = startGuard(child, directory);
  child.once('exit', () => guard.kill('SIGKILL'));
  await readiness(child);
  return { child, ended };
}

/** Another server on the same port would answer a PING: what this one says itself cannot be mistaken. */
function readiness(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (words: Buffer): void => {
      said += words.toString();
      if (said.includes('Ready to accept connections')) {
        resolve();
      }
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('error', reject);
    child.once('close', () => {
      const isTaken = /Address (already )?in use/.test(said);
      reject(isTaken ? new PortTaken(said) : new Error(`redis-server ended before it was ready. It said: ${said}`));
    });
  });
}

/**
 * Reads from this process, which never writes to it: it reads on when this one has ended, be it by SIGKILL, and ends the
 * child. A session of its own keeps it out of the reach of a terminal's Ctrl-C.
 */
function startGuard(child: ChildProcess, directory: string): ChildProcess {
  const script = 'read -r line; kill -KILL "$1"; rm -rf "$2"';
  return spawn('sh', ['-c', script, 'sh', String(child.pid), directory], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
}
