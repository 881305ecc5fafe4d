import type { PasswordThrottle } from './application/password-throttle.js';
import type { SendingThrottle } from './application/sending-throttle.js';
import type { KeyedHash } from './crypto/keyed-hash.js';
import { openRedis } from './redis/redis-connection.js';
import { createFallback } from './throttle/fallback.js';
import { createFallbackPasswordThrottle } from './throttle/fallback-password-throttle.js';
import { createFallbackSendingThrottle } from './throttle/fallback-sending-throttle.js';
import { createMemoryPasswordThrottle } from './throttle/memory-password-throttle.js';
import { createMemorySendingThrottle } from './throttle/memory-sending-throttle.js';
import { createRedisPasswordThrottle } from './throttle/redis-password-throttle.js';
import { createRedisSendingThrottle } from './throttle/redis-sending-throttle.js';

/** What counts guesses and messages. */
export interface Throttles {
  readonly passwords: PasswordThrottle;
  readonly sending: SendingThrottle;
  close(): void;
}

/** Counts of this process alone. */
export function throttlesInMemory(clock: () => number): Throttles {
  return {
    passwords: createMemoryPasswordThrottle({ clock }),
    sending: createMemorySendingThrottle({ clock }),
    close: () => undefined,
  };
}

export interface SharedThrottlesOptions {
  readonly redisUrl: string;
  /** The event store whose users are counted. */
  readonly storeId: string;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Of client networks, which do not stand in Redis in plain. */
  readonly networkHash: KeyedHash;
  /** Told once until they can be asked again. */
  readonly onLost: (error: unknown) => void;
}

/** Milliseconds for which a sign-in waits for the shared counts before those of its process decide. */
const patience = 250;

/** Counts that all processes share, kept up in this process too, which decides alone while Redis is lost. */
export function sharedThrottles({ redisUrl: url, storeId, clock, networkHash, onLost }: SharedThrottlesOptions): Throttles {
  const { client, close } = openRedis({ url, patience, onLost: () => undefined });
  const fallback = createFallback({ patience, onLost });
  const own = throttlesInMemory(clock);
  return {
    passwords: createFallbackPasswordThrottle({
      shared: createRedisPasswordThrottle({ client, storeId, clock, networkHash }),
      own: own.passwords,
      fallback,
    }),
    sending: createFallbackSendingThrottle({
      shared: createRedisSendingThrottle({ client, storeId, clock }),
      own: own.sending,
      fallback,
    }),
    close,
  };
}
