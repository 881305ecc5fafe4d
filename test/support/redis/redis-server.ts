import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RedisProcess, type RedisSettings, startRedisProcess } from '../../../scripts/redis/redis-process.js';
import { startOnFreePort } from '../../../scripts/redis/start-on-free-port.js';
import { redisCommand } from './redis-command.js';

/** A redis-server of a test's own on this machine, which the test may treat badly. It ends with the test's process. */
export interface RedisServer {
  /** With its password, where it has one. */
  readonly url: string;
  readonly port: number;
  /** It keeps its connections and takes new ones, but says nothing more (SIGSTOP). */
  pause(): void;
  resume(): void;
  /** Ends it at once (SIGKILL); its port is then closed. */
  kill(): Promise<void>;
  /**
   * Starts it again on the same port, first ending it where it runs or is paused. `kept`: with what it held; after
   * `kill` only with what it had written to its disk (`appendonly`). `emptied`: with nothing.
   */
  restart(data: 'kept' | 'emptied'): Promise<void>;
  /** Ends it for good. */
  stop(): Promise<void>;
}

/**
 * A test changes these by what it gives. Nothing is written to disk, and nothing is evicted: the product refuses a Redis
 * that evicts.
 */
const usualSettings: RedisSettings = {
  bind: '127.0.0.1',
  save: '',
  appendonly: 'no',
  'maxmemory-policy': 'noeviction',
};

/**
 * @param settings as in redis.conf, such as `{ requirepass: 'a password' }`.
 * @param anyPort draws a port, and another one where that is taken.
 */
export async function startRedisServer(settings: RedisSettings = {}, anyPort?: () => number): Promise<RedisServer> {
  const directory = await mkdtemp(join(tmpdir(), 'sallyport-redis-'));
  const start = (port: number) => startRedisProcess(directory, { ...usualSettings, ...settings, port: String(port) });
  const removeDirectory = () => rm(directory, { recursive: true, force: true });

  const { port, ...first } = await startOnFreePort(start, anyPort).catch(async (error: unknown) => {
    await removeDirectory();
    throw error;
  });
  let { running } = first;
  const password = settings['requirepass'] ?? '';
  const url = `redis://${password === '' ? '' : `:${encodeURIComponent(password)}@`}127.0.0.1:${port}`;

  const resume = (): void => void running.child.kill('SIGCONT');
  const kill = async (): Promise<void> => {
    running.child.kill('SIGKILL');
    await running.ended;
  };

  return {
    url,
    port,
    pause: () => void running.child.kill('SIGSTOP'),
    resume,
    kill,
    restart: async (data) => {
      resume();
      if (data === 'kept' && isAlive(running)) {
        await redisCommand(url, 'SAVE');
      }
      await kill();
      if (data === 'emptied') {
        await removeDirectory();
        await mkdir(directory);
      }
      running = await start(port);
    },
    stop: async () => {
      await kill();
      await removeDirectory();
    },
  };
}

const isAlive = ({ child }: RedisProcess) => child.exitCode === null && child.signalCode === null;
