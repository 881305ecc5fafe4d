import type { GuessKeys, PasswordThrottle } from '../application/password-throttle.js';
import { instantOf } from '../domain/instant.js';
import type { RedisClient } from '../redis/redis-client.js';
import { clientNetwork } from './client-network.js';
import { passwordDelays } from './password-delays.js';

/**
 * Each of KEYS is a hash with what one kind of delays remembers: when it `began`, how many `tries` there were since, and
 * until when it is `closed`. Redis forgets it by its own clock as well, so that a wrong clock of a process cannot keep
 * anybody out for longer.
 *
 * ARGV: the time, then for each key: free tries, longest delay, memory. A try that one key refuses counts for none: who
 * hammers must not slow down the others of the network.
 *
 * @returns milliseconds to wait; 0: the try may go on, and is counted.
 */
const admitScript = `
local now = tonumber(ARGV[1])
local begins, tries, wait = {}, {}, 0
for i, key in ipairs(KEYS) do
  local free, memory = tonumber(ARGV[3 * i - 1]), tonumber(ARGV[3 * i + 1])
  local kept = redis.call('HMGET', key, 'began', 'tries', 'closed')
  begins[i] = now - (tonumber(kept[1]) or 0) >= memory
  tries[i] = 1 + (begins[i] and 0 or tonumber(kept[2]) or 0)
  if tries[i] >= free then wait = math.max(wait, (tonumber(kept[3]) or 0) - now) end
end
if wait > 0 then return wait end
for i, key in ipairs(KEYS) do
  local free, longest, memory = tonumber(ARGV[3 * i - 1]), tonumber(ARGV[3 * i]), ARGV[3 * i + 1]
  if begins[i] then
    redis.call('HSET', key, 'began', now)
    redis.call('PEXPIRE', key, memory)
  end
  redis.call('HSET', key, 'tries', tries[i])
  if tries[i] >= free then
    redis.call('HSET', key, 'closed', now + math.min(1000 * 2 ^ (tries[i] - free), longest))
  end
end
return 0
`;

/** KEYS: of account and network, of the account, of the network: one's own right password buys no guesses at others. */
const succeededScript = `
redis.call('DEL', KEYS[1], KEYS[2])
local tries = tonumber(redis.call('HGET', KEYS[3], 'tries')) or 0
if tries > 0 then redis.call('HSET', KEYS[3], 'tries', tries - 1) end
return 0
`;

/** Takes a try back. Less than nothing would be tries for free. */
const withdrawScript = `
for _, key in ipairs(KEYS) do
  local tries = tonumber(redis.call('HGET', key, 'tries')) or 0
  if tries > 0 then redis.call('HSET', key, 'tries', tries - 1) end
end
return 0
`;

/** The scripts as commands of three keys each. */
interface Scripts {
  admitGuess(...parameters: readonly (string | number)[]): Promise<number>;
  forgetGuesses(...keys: readonly string[]): Promise<number>;
  withdrawGuess(...keys: readonly string[]): Promise<number>;
}

export interface RedisPasswordThrottleDependencies {
  readonly client: RedisClient;
  /** The event store whose users these are. */
  readonly storeId: string;
  readonly clock: () => number;
  /** A keyed hash: no address of a client may be read from what Redis keeps (attack 36). */
  readonly networkHash: (network: string) => string;
}

/** The password throttle of all processes with this Redis. What it is asked is rejected while Redis does not do it. */
export function createRedisPasswordThrottle(dependencies: RedisPasswordThrottleDependencies): PasswordThrottle {
  const { storeId, clock, networkHash } = dependencies;
  const client = withScripts(dependencies.client);
  const { accountAndNetwork, account: ofAccount, network: ofNetwork } = passwordDelays;
  const delays = [accountAndNetwork, ofAccount, ofNetwork].flatMap(({ free, longest, memory }) => [
    free,
    longest,
    memory,
  ]);
  /** They share a hash tag: one script looks at all of them, and one node of a cluster has them. */
  const keysOf = ({ account, address }: GuessKeys): [string, string, string] => {
    const network = networkHash(clientNetwork(address));
    const tag = `{sallyport:${storeId}:throttle:password}`;
    return [`${tag}:account-network:${account}:${network}`, `${tag}:account:${account}`, `${tag}:network:${network}`];
  };

  return {
    admit: async (keys) => {
      const now = clock();
      const wait = await client.admitGuess(...keysOf(keys), now, ...delays);
      return wait === 0 ? undefined : instantOf(now + wait);
    },
    succeeded: async (keys) => {
      await client.forgetGuesses(...keysOf(keys));
    },
    withdraw: async (keys) => {
      await client.withdrawGuess(...keysOf(keys));
    },
  };
}

function withScripts(client: RedisClient): RedisClient & Scripts {
  client.defineCommand('admitGuess', { lua: admitScript, numberOfKeys: 3 });
  client.defineCommand('forgetGuesses', { lua: succeededScript, numberOfKeys: 3 });
  client.defineCommand('withdrawGuess', { lua: withdrawScript, numberOfKeys: 3 });
  return client as RedisClient & Scripts;
}
