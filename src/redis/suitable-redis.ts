import { Cluster } from 'ioredis';
import type { RedisClient } from './redis-client.js';

/** Scripts that write after they have asked for the time need it. */
const leastVersion = { major: 6, minor: 2 };

/**
 * What is wrong with how Redis is set up, in words that say what to do; `undefined`: nothing.
 * @throws it cannot be asked.
 */
export async function findUnsuitable(client: RedisClient): Promise<string | undefined> {
  const servers = client instanceof Cluster ? client.nodes('master') : [client];
  for (const server of servers) {
    const unsuitable = faultIn(await server.info());
    if (unsuitable !== undefined) return unsuitable;
  }
  return undefined;
}

function faultIn(info: string): string | undefined {
  const fields = new Map(info.split('\r\n').map((line) => [line.split(':')[0], line.slice(line.indexOf(':') + 1)]));
  const version = fields.get('redis_version') ?? '0';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < leastVersion.major || (major === leastVersion.major && minor < leastVersion.minor)) {
    return `Redis ${version} is too old: ${leastVersion.major}.${leastVersion.minor} or newer is needed.`;
  }
  const policy = fields.get('maxmemory_policy');
  // Any other policy throws views away at will when memory is short.
  return policy === 'noeviction' ? undefined : `Redis evicts (${policy}): set maxmemory-policy to noeviction.`;
}
