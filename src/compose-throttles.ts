import type { PasswordThrottle } from './application/password-throttle.js';
import type { SendingThrottle } from './application/sending-throttle.js';
import type { Config } from './config.js';
import { type KeyStore, serviceKeys } from './crypto/key-store/port.js';
import { createKeyedHash } from './crypto/keyed-hash.js';
import type { EventStore } from './event-store/port.js';
import type { Logger } from './logger.js';
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

export interface ThrottleComposition {
  readonly eventStore: Pick<EventStore, 'id'>;
  readonly keyStore: KeyStore;
  readonly logger: Logger;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/** Milliseconds for which a sign-in waits for the shared counts before those of its process decide. */
const patience = 250;

/**
 * With REDIS_URL, counts that all processes share. They are kept up in this process too, which decides alone while Redis
 * is lost.
 */
export async function openThrottles(
  { redisUrl: url }: Pick<Config, 'redisUrl'>,
  { eventStore, keyStore, logger, clock }: ThrottleComposition,
): Promise<Throttles> {
  const own = throttlesInMemory(clock);
  if (url === undefined) return own;
  const { client, close } = openRedis({ url, patience, onLost: () => undefined });
  const fallback = createFallback({
    patience,
    onLost: () => logger.warn({ component: 'throttles' }, 'Redis cannot be asked: each process counts for itself'),
  });
  const shared = { client, storeId: eventStore.id, clock };
  // Addresses do not stand in Redis in plain.
  const networkHash = createKeyedHash(await keyStore.ensure(serviceKeys.clientNetworkHash));
  return {
    passwords: createFallbackPasswordThrottle({
      shared: createRedisPasswordThrottle({ ...shared, networkHash }),
      own: own.passwords,
      fallback,
    }),
    sending: createFallbackSendingThrottle({ shared: createRedisSendingThrottle(shared), own: own.sending, fallback }),
    close,
  };
}
