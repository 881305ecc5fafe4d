import { vi } from 'vitest';
import { redisCommand } from './redis-command.js';
import { type RedisServer, startRedisServer } from './redis-server.js';

export interface RedisCluster {
  /** The URL of each of its masters. */
  readonly nodes: readonly string[];
  stop(): Promise<void>;
}

/** A Redis Cluster of three masters on this machine; resolves when each of them serves. Takes about 3 seconds. */
export async function startRedisCluster(): Promise<RedisCluster> {
  const servers: RedisServer[] = [];
  const stop = async () => {
    await Promise.all(servers.map((server) => server.stop()));
  };
  try {
    for (const slots of sharesOfSlots) {
      const server = await startRedisServer({ 'cluster-enabled': 'yes' });
      servers.push(server);
      await redisCommand(server.url, 'CLUSTER', 'ADDSLOTS', ...slots);
    }
    await introduce(servers);
    await Promise.all(servers.map(serves));
  } catch (error) {
    await stop();
    throw error;
  }
  return { nodes: servers.map(({ url }) => url), stop };
}

const numberOfMasters = 3;
const numberOfSlots = 16_384;
/** By name, as Redis before 7 does not know ranges. */
const sharesOfSlots = Array.from({ length: numberOfMasters }, (_, master) =>
  Array.from({ length: numberOfSlots }, (_slot, slot) => slot)
    .filter((slot) => Math.floor((slot * numberOfMasters) / numberOfSlots) === master)
    .map(String),
);

/** Lets the first know the others; each then hears of the rest. */
async function introduce([first, ...others]: readonly RedisServer[]): Promise<void> {
  for (const { port } of others) {
    await redisCommand(first!.url, 'CLUSTER', 'MEET', '127.0.0.1', String(port));
  }
}

/** Resolves when a master knows of all the slots, and so of all the masters. */
const serves = ({ url }: RedisServer) =>
  vi.waitUntil(
    async () => {
      const info = await redisCommand(url, 'CLUSTER', 'INFO');
      return info?.includes('cluster_state:ok') === true && info.includes(`cluster_slots_ok:${numberOfSlots}`);
    },
    { interval: 20, timeout: 20_000 },
  );
