import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryKeyStore, type KeysInMemory } from '../../src/crypto/key-store/memory/memory-key-store.js';
import { createSqliteKeyStore } from '../../src/crypto/key-store/sqlite/sqlite-key-store.js';
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
