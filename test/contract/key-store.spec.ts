import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe } from 'vitest';
import { createKurrentDbKeyStore } from '../../src/crypto/key-store/kurrentdb/kurrentdb-key-store.js';
import type { PassingTime } from '../../src/crypto/key-store/kurrentdb/lent-keys.js';
import { createMemoryKeyStore, type KeysInMemory } from '../../src/crypto/key-store/memory/memory-key-store.js';
import { createSqliteKeyStore } from '../../src/crypto/key-store/sqlite/sqlite-key-store.js';
import type { KurrentDbConnection } from '../../src/kurrentdb/kurrentdb-connection.js';
import { someStreamPrefix } from '../support/kurrentdb-event-store.js';
import { openTestKurrentDb, type TestKurrentDb } from '../support/open-test-kurrentdb.js';
import { seededRandomBytes } from '../unit/crypto/seeded-random-bytes.js';
import { keyStoreContract } from './key-store.contract.js';

keyStoreContract('memory', () => {
  const keys: KeysInMemory = new Map();
  const random = seededRandomBytes('memory key store');
  return { open: () => createMemoryKeyStore({ randomBytes: random, keys }), dispose: () => keys.clear() };
});

keyStoreContract('sqlite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-keys-'));
  const keyEncryptionKey = Buffer.alloc(32, 7);
  const random = seededRandomBytes('sqlite key store');
  return {
    open: () => createSqliteKeyStore({ path: join(folder, 'keys.sqlite'), keyEncryptionKey, randomBytes: random }),
    dispose: () => rmSync(folder, { recursive: true }),
  };
});

describe('KurrentDB', () => {
  /** Runs ten times as fast: whoever destroys a key waits until nobody else has it. */
  const time: PassingTime = {
    now: () => performance.now() * 10,
    pause: (milliseconds) => setTimeout(milliseconds / 10),
  };
  const keyEncryptionKey = Buffer.alloc(32, 7);
  let kurrentDb: TestKurrentDb;
  let connections: readonly KurrentDbConnection[];
  beforeAll(async () => {
    kurrentDb = await openTestKurrentDb();
    connections = [kurrentDb.connect(), kurrentDb.connect()];
  });
  afterAll(() => kurrentDb.close());

  keyStoreContract('KurrentDB', () => {
    const streamPrefix = someStreamPrefix();
    const random = seededRandomBytes('kurrentdb key store');
    let opened = 0;
    return {
      open: () => {
        opened += 1;
        const connection = connections[opened % connections.length]!;
        return createKurrentDbKeyStore({ connection, keyEncryptionKey, randomBytes: random, streamPrefix, time });
      },
      dispose: () => undefined,
    };
  });
});
