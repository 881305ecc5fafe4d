import { z } from 'zod';
import { parseKeyEncryptionKey } from './crypto/key-encryption-key.js';
import { kurrentDbAddressOf } from './kurrentdb/kurrentdb-address.js';
import { redisAddressOf } from './redis/redis-address.js';
import type { SettingMistake } from './setting-mistake.js';

const keyEncryptionKey = z.string().transform((text, context) => {
  try {
    return parseKeyEncryptionKey(text);
  } catch {
    context.addIssue('Give 32 random bytes in base64, as `openssl rand -base64 32` prints them.');
    return z.NEVER;
  }
});

/** @param read throws where the text is none. */
const addressIn = (read: (text: string) => unknown, advice: string) =>
  z.string().refine((text) => {
    try {
      read(text);
      return true;
    } catch {
      return false;
    }
  }, advice);

/** Where the history and its keys are. */
export const storeSettings = {
  DATA_DIR: z.string().default('data'),
  EVENT_STORE_URL: addressIn(
    kurrentDbAddressOf,
    'Give an address such as kurrentdb://user:password@eventstore.example.com:2113.',
  ).optional(),
  KEY_ENCRYPTION_KEY: keyEncryptionKey.optional(),
};

export const redisUrl = addressIn(
  redisAddressOf,
  'Give an address such as redis://:password@redis.example.com:6379, or several hosts of a cluster with commas between.',
);

/** What a setting of a history beyond this machine cannot do without. */
const neededBesideEventStoreUrl = {
  REDIS_URL: 'With EVENT_STORE_URL, say where processes on all machines share views, throttles and leases.',
  KEY_ENCRYPTION_KEY: 'With EVENT_STORE_URL, give the key that processes on all machines wrap the others with.',
} as const;

/** What is missing beside what is there. */
export function mistakesInStores(given: Readonly<Record<string, unknown>>): readonly SettingMistake[] {
  if (given['EVENT_STORE_URL'] === undefined) return [];
  return Object.entries(neededBesideEventStoreUrl)
    .filter(([setting]) => given[setting] === undefined)
    .map(([setting, message]) => ({ setting, message }));
}
