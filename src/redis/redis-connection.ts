import { Cluster, Redis } from 'ioredis';
import { second } from '../domain/instant.js';
import { redisAddressOf } from './redis-address.js';
import type { RedisClient } from './redis-client.js';
import { findUnsuitable } from './suitable-redis.js';

/** A connection that is made again whenever it is lost. */
export interface RedisConnection {
  /** Every command fails at once while there is no connection, and after its time where no answer comes. */
  readonly client: RedisClient;
  /** Another connection, made when it is first asked for, to listen with. Its subscriptions outlast a lost connection. */
  listener(): RedisClient;
  /** Why it cannot be used now, for ops and without any secret; `undefined`: it can. */
  problem(): string | undefined;
  /** Resolves when it can be used, or when it is clear that it cannot be reached now. @throws {UnsuitableRedis} */
  settled(): Promise<void>;
  close(): void;
}

/** Redis is there, and is not set up so that views can be kept in it. The message says what to set. */
export class UnsuitableRedis extends Error {
  override readonly name = 'UnsuitableRedis';
}

export interface RedisConnectionOptions {
  /** As REDIS_URL has it. */
  readonly url: string;
  /** Milliseconds after which an answer is not waited for any longer. */
  readonly patience: number;
  /** Told when the connection is lost, or cannot be made; once until it is there again. */
  readonly onLost: (problem: string) => void;
}

/** Made at once: whether Redis answers, or is there at all, turns out with the first commands. */
export function openRedis({ url, patience, onLost }: RedisConnectionOptions): RedisConnection {
  const client = createClient(url, { commandTimeout: patience, enableOfflineQueue: false });
  let listener: RedisClient | undefined;
  let problem: string | undefined = 'Not connected yet.';
  const { promise: settled, resolve: settle, reject } = Promise.withResolvers<undefined>();
  // Whoever does not ask is not told.
  settled.catch(() => undefined);

  let isTold = false;
  const lost = (reason: string): void => {
    problem = reason;
    if (!isTold) onLost(reason);
    isTold = true;
  };
  const check = async (): Promise<void> => {
    const unsuitable = await findUnsuitable(client);
    if (unsuitable !== undefined) {
      lost(unsuitable);
      reject(new UnsuitableRedis(unsuitable));
      return;
    }
    problem = undefined;
    isTold = false;
    settle(undefined);
  };
  client.on('error', (error: Error) => {
    lost(wordsFor(error));
    settle(undefined);
  });
  // Why it cannot be made again is worth more.
  client.on('close', () => lost(problem ?? 'The connection was lost.'));
  // A connection that is lost at once is made again, and looked at again.
  client.on('ready', () => void check().catch(() => lost('It does not answer.')));
  // How it is set up can change while it runs.
  const timer = setInterval(() => {
    if (client.status === 'ready') void check().catch(() => undefined);
  }, checkEvery).unref();

  return {
    client,
    listener: () => {
      // What it subscribes to waits until it is connected. Whatever befalls it befalls the other one too.
      listener ??= createClient(url, { enableOfflineQueue: true }).on('error', () => undefined);
      return listener;
    },
    problem: () => problem,
    settled: () => settled,
    close: () => {
      clearInterval(timer);
      client.removeAllListeners('close');
      client.disconnect();
      listener?.disconnect();
    },
  };
}

const checkEvery = 30 * second;

/** Soon at first, and often enough that nobody waits for long once Redis is back. */
const reconnectAfter = (times: number): number => Math.min(50 * 2 ** Math.min(times, 5), second);

function createClient(
  url: string,
  { enableOfflineQueue, ...options }: { readonly enableOfflineQueue: boolean; readonly commandTimeout?: number },
): RedisClient {
  const { nodes, ...access } = redisAddressOf(url);
  const redisOptions = {
    ...options,
    ...access,
    connectTimeout: 2 * second,
    // A command whose answer was lost may have been done: whoever gave it decides whether to repeat it.
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    reconnectOnError: atMostOnceASecond((error) => error.message.startsWith('READONLY')),
  };
  const [first] = nodes;
  if (nodes.length > 1) {
    return new Cluster([...nodes], { redisOptions, enableOfflineQueue, clusterRetryStrategy: reconnectAfter });
  }
  return new Redis({
    ...first,
    ...redisOptions,
    enableOfflineQueue,
    retryStrategy: reconnectAfter,
    // What is asked for in one turn of the event loop goes out in one write, which is a third of the work of an answer
    // under load. Not to a cluster: of a script, ioredis takes the number of its keys for a key there.
    enableAutoPipelining: true,
  });
}

/**
 * Where a primary has become a replica, its address may lead to the new primary by now. There may be many
 * refusals at once, and a connection can be given up once.
 */
function atMostOnceASecond(isReason: (error: Error) => boolean): (error: Error) => boolean {
  let givenUpAt = Number.NEGATIVE_INFINITY;
  return (error) => {
    if (!isReason(error) || performance.now() - givenUpAt < second) return false;
    givenUpAt = performance.now();
    return true;
  };
}

const refusalsInWords: Readonly<Record<string, string>> = {
  WRONGPASS: 'It refuses the password of REDIS_URL.',
  NOAUTH: 'It refuses the password of REDIS_URL.',
  NOPERM: 'The user of REDIS_URL may not do what is needed.',
  LOADING: 'It is still loading its data.',
};

/** Addresses and passwords stay out of it: it is logged and shown. */
function wordsFor({ message }: Error): string {
  const [code = ''] = /^[A-Z]+\b/.exec(message) ?? [];
  return refusalsInWords[code] ?? 'It cannot be reached.';
}
