import { randomInt } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { redisCommand } from './redis-command.js';
import { PortTaken, type RedisProcess, type RedisSettings, startRedisProcess } from './redis-process.js';

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
export async function startRedisServer(settings: RedisSettings = {}, anyPort = drawPort): Promise<RedisServer> {
  const directory = await mkdtemp(join(tmpdir(), 'sallyport-redis-'));
  const start = (port: number) => startRedisProcess(directory, { ...usualSettings, ...settings, port: String(port) });
  const removeDirectory = () => rm(directory, { recursive: true, force: true });

  const { port, first } = await startOnFreePort(start, anyPort).catch(async (error: unknown) => {
    await removeDirectory();
    throw error;
  });
  let running = first;
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

/**
 * Below the ports that a system gives to whoever asks for any, so that the port is still free when a server that was
 * killed starts again. The nodes of a cluster also talk to one another, 10,000 ports further up.
 */
const drawPort = (): number => randomInt(10_000, 20_000);

/** A port is free when the server has it; asked before, another could take it meanwhile. */
async function startOnFreePort(start: (port: number) => Promise<RedisProcess>, anyPort: () => number) {
  for (let attempt = 1; ; attempt += 1) {
    const port = anyPort();
    try {
      return { port, first: await start(port) };
    } catch (error) {
      if (!(error instanceof PortTaken) || attempt === 20) {
        throw error;
      }
    }
  }
}
