import type { Config } from './config.js';
import { KeyEncryptionKeyUnusable, loadKeyEncryptionKey } from './crypto/key-encryption-key.js';
import type { KeyStore } from './crypto/key-store/port.js';
import { createSqliteKeyStore } from './crypto/key-store/sqlite/sqlite-key-store.js';
import type { RandomBytes } from './crypto/random-bytes.js';
import { prepareDataDirectory } from './data-directory.js';
import type { Codec } from './event-store/codec.js';
import type { EventStore } from './event-store/port.js';
import { openSqliteEventStore } from './event-store/sqlite/sqlite-event-store.js';
import { openTogether } from './open-together.js';

/** The history, and the keys that open what is sealed in it. */
export interface Stores {
  readonly eventStore: EventStore;
  readonly keyStore: KeyStore;
  /** Finishes what is being written, then lets go of everything. */
  close(): Promise<void>;
}

export type StoresConfig = Pick<Config, 'dataDirectory' | 'keyEncryptionKey' | 'eventStoreUrl'>;

export interface StoresDependencies {
  readonly codec: Codec;
  readonly randomBytes: RandomBytes;
}

/**
 * In the data directory, which is made where it is missing and may be in use by other processes of this machine; with
 * EVENT_STORE_URL in KurrentDB.
 *
 * @throws {StoreUnavailable} @throws {WrongKeyEncryptionKey} @throws {KeyEncryptionKeyUnusable}
 */
export function openStores(config: StoresConfig, dependencies: StoresDependencies): Promise<Stores> {
  const { eventStoreUrl } = config;
  return eventStoreUrl === undefined
    ? openDataDirectory(config, dependencies)
    : openKurrentDbStores({ ...config, eventStoreUrl }, dependencies);
}

function openDataDirectory(
  { dataDirectory, keyEncryptionKey: given }: StoresConfig,
  { codec, randomBytes }: StoresDependencies,
): Promise<Stores> {
  return openTogether(async (opened) => {
    const files = prepareDataDirectory(dataDirectory, given !== undefined);
    const keyEncryptionKey = given ?? loadKeyEncryptionKey(files.keyEncryptionKey, randomBytes);
    const keyStore = opened.add(createSqliteKeyStore({ path: files.keys, keyEncryptionKey, randomBytes }));
    const eventStore = opened.add(await openSqliteEventStore({ file: files.events, codec }));
    return { eventStore, keyStore, close: opened.close };
  });
}

function openKurrentDbStores(
  { eventStoreUrl, keyEncryptionKey }: StoresConfig & { readonly eventStoreUrl: string },
  { codec, randomBytes }: StoresDependencies,
): Promise<Stores> {
  return openTogether(async (opened) => {
    if (keyEncryptionKey === undefined) {
      throw new KeyEncryptionKeyUnusable('Set KEY_ENCRYPTION_KEY: all processes wrap keys with the same one.');
    }
    // Loaded where it is asked for: the client is large, and mostly not wanted.
    const { openKurrentDb } = await import('./kurrentdb/kurrentdb-connection.js');
    const { openKurrentDbEventStore } = await import('./event-store/kurrentdb/kurrentdb-event-store.js');
    const { createKurrentDbKeyStore } = await import('./crypto/key-store/kurrentdb/kurrentdb-key-store.js');
    const connection = opened.add(openKurrentDb({ url: eventStoreUrl }));
    const eventStore = opened.add(await openKurrentDbEventStore({ connection, codec }));
    const keyStore = opened.add(await createKurrentDbKeyStore({ connection, keyEncryptionKey, randomBytes }));
    return { eventStore, keyStore, close: opened.close };
  });
}
