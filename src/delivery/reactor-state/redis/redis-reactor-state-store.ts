import { instantOf } from '../../../domain/instant.js';
import type { RedisClient } from '../../../redis/redis-client.js';
import type { ReactorStateStore } from '../port.js';

/**
 * Each script has one of KEYS, a reactor's hash: its `position`, and who is its `holder` and `until` when, neither while
 * nobody holds the lease. Instants have one width: comparing them as texts compares them in time.
 *
 * ARGV: who asks, until when, the time. @returns 1: the lease is theirs.
 */
const acquireScript = `
local lease = redis.call('HMGET', KEYS[1], 'holder', 'until')
if lease[1] and lease[1] ~= ARGV[1] and lease[2] > ARGV[3] then return 0 end
redis.call('HSET', KEYS[1], 'holder', ARGV[1], 'until', ARGV[2])
return 1
`;

/** ARGV: who gives it back. */
const releaseScript = `
if redis.call('HGET', KEYS[1], 'holder') == ARGV[1] then redis.call('HDEL', KEYS[1], 'holder', 'until') end
return 1
`;

/** ARGV: who saves, the position. @returns 1: it is saved. */
const saveScript = `
if redis.call('HGET', KEYS[1], 'holder') ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'position', ARGV[2])
return 1
`;

/** The scripts as commands of one key each. */
interface Scripts {
  acquireReactor(key: string, holder: string, until: string, now: string): Promise<number>;
  releaseReactor(key: string, holder: string): Promise<number>;
  saveReactorPosition(key: string, holder: string, position: string): Promise<number>;
}

export interface RedisReactorStateStoreDependencies {
  /** It is closed by whoever opened it. */
  readonly client: RedisClient;
  /** The event store that positions are places in: those in another history are not even found. */
  readonly storeId: string;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/**
 * A reactor state store that processes on several machines share. What Redis loses, in a crash or when a replica takes
 * over, costs time: a lease may then be held twice for a moment, and a reactor goes on from an older place.
 *
 * A lease is over by the clock of whoever asks for it. Clocks may differ by as long as a lease that has just been
 * prolonged has left, which is 9 seconds as reactors use it; a process that is further ahead takes leases too early.
 */
export function createRedisReactorStateStore(dependencies: RedisReactorStateStoreDependencies): ReactorStateStore {
  const { storeId, clock } = dependencies;
  const client = withScripts(dependencies.client);
  const keyOf = (reactor: string) => `{sallyport:${storeId}:reactors}:${reactor}`;

  return {
    async acquire(reactor, holder, until) {
      return (await client.acquireReactor(keyOf(reactor), holder, until, instantOf(clock()))) === 1;
    },
    async release(reactor, holder) {
      await client.releaseReactor(keyOf(reactor), holder);
    },
    async position(reactor) {
      return (await client.hget(keyOf(reactor), 'position')) ?? undefined;
    },
    async savePosition(reactor, holder, position) {
      return (await client.saveReactorPosition(keyOf(reactor), holder, position)) === 1;
    },
    async close() {},
  };
}

function withScripts(client: RedisClient): RedisClient & Scripts {
  client.defineCommand('acquireReactor', { lua: acquireScript, numberOfKeys: 1 });
  client.defineCommand('releaseReactor', { lua: releaseScript, numberOfKeys: 1 });
  client.defineCommand('saveReactorPosition', { lua: saveScript, numberOfKeys: 1 });
  return client as RedisClient & Scripts;
}
