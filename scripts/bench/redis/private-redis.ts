import type { RedisClient } from '../../../src/redis/redis-client.js';
import { openUsableRedis } from '../../redis/open-usable-redis.js';
import { startRedisProcess } from '../../redis/redis-process.js';
import { startOnFreePort } from '../../redis/start-on-free-port.js';
import type { Bench } from '../measurement.js';

/** A redis-server of the benchmark's own on this machine. It ends with the benchmark, however that ends. */
export interface PrivateRedis {
  readonly url: string;
  /** To look into it. */
  readonly client: RedisClient;
  /** Bytes that it has allocated. */
  usedMemory(): Promise<number>;
  /** How often it was given a command, such as `hmget`, also from within a script. */
  calls(command: string): Promise<number>;
  /** Ends it, and its files with it. */
  stop(): Promise<void>;
}

/** As in production: every write goes to a file that reaches the disk within a second, and nothing is evicted. */
const settings = {
  bind: '127.0.0.1',
  save: '',
  appendonly: 'yes',
  appendfsync: 'everysec',
  'maxmemory-policy': 'noeviction',
} as const;

export async function startPrivateRedis({ workspace }: Bench): Promise<PrivateRedis> {
  const directory = workspace.directory();
  const { port, running } = await startOnFreePort((free) =>
    startRedisProcess(directory, { ...settings, port: String(free) }),
  );
  const url = `redis://127.0.0.1:${port}`;
  const connection = await openUsableRedis(url);
  const { client } = connection;
  const numberIn = async (section: string, field: RegExp): Promise<number> =>
    Number(field.exec(await client.info(section))?.[1] ?? 0);

  return {
    url,
    client,
    usedMemory: () => numberIn('memory', /^used_memory:(\d+)/m),
    calls: (command) => numberIn('commandstats', new RegExp(`^cmdstat_${command}:calls=(\\d+)`, 'm')),
    async stop() {
      connection.close();
      running.child.kill('SIGKILL');
      await running.ended;
      workspace.remove(directory);
    },
  };
}
