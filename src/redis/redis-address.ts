/** Where Redis is, and what it asks for. */
export interface RedisAddress {
  /** One server, or some servers of one cluster. */
  readonly nodes: readonly { readonly host: string; readonly port: number }[];
  readonly username?: string;
  readonly password?: string;
  readonly db?: number;
  readonly tls?: Record<never, never>;
}

/**
 * Reads `redis://[user][:password]@host[:port][/database]`, `rediss://` for TLS. Several hosts with commas between them
 * are nodes of one cluster, which has no numbered databases.
 *
 * @throws {RangeError} it is none. The message does not repeat it: it may hold a password.
 */
export function redisAddressOf(text: string): RedisAddress {
  const parts = /^(rediss?):\/\/(?:([^:@/]*)(?::([^@/]*))?@)?([^@/?#]+)(?:\/(\d{1,4})?)?$/.exec(text);
  if (parts === null) throw new RangeError('Not an address of Redis.');
  const [, scheme, username = '', password = '', hosts = '', database = '0'] = parts;
  const nodes = hosts.split(',').map(nodeOf);
  const db = Number(database);
  if (nodes.length > 1 && db !== 0) throw new RangeError('A Redis Cluster has no numbered databases.');
  return {
    nodes,
    ...(username !== '' && { username: decodeURIComponent(username) }),
    ...(password !== '' && { password: decodeURIComponent(password) }),
    ...(db !== 0 && { db }),
    ...(scheme === 'rediss' && { tls: {} }),
  };
}

function nodeOf(text: string): RedisAddress['nodes'][number] {
  const parts = /^(\[[0-9a-fA-F:.]+\]|[0-9A-Za-z._-]+)(?::(\d{1,5}))?$/.exec(text);
  const port = Number(parts?.[2] ?? 6_379);
  if (parts === null || port < 1 || port > 65_535) throw new RangeError('Not an address of Redis.');
  return { host: (parts[1] ?? '').replaceAll(/[[\]]/g, ''), port };
}
