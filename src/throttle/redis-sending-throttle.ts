import type { SendingThrottle } from '../application/sending-throttle.js';
import { instantOf } from '../domain/instant.js';
import type { RedisClient } from '../redis/redis-client.js';

/**
 * Each of KEYS is a list of when the sends of one budget were, oldest first, for as long as its cap looks back: a count
 * that starts again at fixed times would let twice the cap through around the turn.
 *
 * ARGV: the time, then for each key: how many sends its cap lets through, and in how many milliseconds.
 *
 * @returns nothing: it was taken from all of them; otherwise it was taken from none: which key stays full longest (1 for
 * the first), and until when.
 */
const takeScript = `
local now = tonumber(ARGV[1])
local full, roomAt = 0, now
for i, key in ipairs(KEYS) do
  local sends, window = tonumber(ARGV[2 * i]), tonumber(ARGV[2 * i + 1])
  -- Halving finds the first that still counts in a few steps, however many there are.
  local first, last = 0, redis.call('LLEN', key)
  while first < last do
    local middle = math.floor((first + last) / 2)
    if tonumber(redis.call('LINDEX', key, middle)) <= now - window then first = middle + 1 else last = middle end
  end
  if first > 0 then redis.call('LTRIM', key, first, -1) end
  if redis.call('LLEN', key) >= sends then
    -- Room is made when the oldest of the last so many is out of the window.
    local leaves = sends > 0 and tonumber(redis.call('LINDEX', key, -sends)) or now
    if leaves + window > roomAt then full, roomAt = i, leaves + window end
  end
end
if full > 0 then return { full, roomAt } end
for i, key in ipairs(KEYS) do
  redis.call('RPUSH', key, now)
  redis.call('PEXPIRE', key, ARGV[2 * i + 1])
end
return {}
`;

/** The script as a command: how many keys there are, the keys, the other arguments. */
interface Scripts {
  takeSend(keys: number, ...parameters: readonly (string | number)[]): Promise<[] | [full: number, roomAt: number]>;
}

export interface RedisSendingThrottleDependencies {
  readonly client: RedisClient;
  /** The event store whose messages these are. */
  readonly storeId: string;
  readonly clock: () => number;
}

/** The sending throttle of all processes with this Redis. What it is asked is rejected while Redis does not do it. */
export function createRedisSendingThrottle(dependencies: RedisSendingThrottleDependencies): SendingThrottle {
  const { storeId, clock } = dependencies;
  const client = withScripts(dependencies.client);

  return {
    take: async (caps) => {
      // They share a hash tag: one script looks at all of them, and one node of a cluster has them.
      const keys = caps.map(({ limit, key }) => `{sallyport:${storeId}:throttle:sending}:${limit}:${key}`);
      const budgets = caps.flatMap(({ sends, window }) => [sends, window]);
      const [full, roomAt] = await client.takeSend(keys.length, ...keys, clock(), ...budgets);
      const cap = full === undefined ? undefined : caps[full - 1];
      return cap === undefined || roomAt === undefined ? undefined : { limit: cap.limit, retryAt: instantOf(roomAt) };
    },
  };
}

function withScripts(client: RedisClient): RedisClient & Scripts {
  client.defineCommand('takeSend', { lua: takeScript });
  return client as RedisClient & Scripts;
}
