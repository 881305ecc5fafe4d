import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keySize, serviceKeys } from '../../../src/crypto/key-store/port.js';
import { createSqliteKeyStore, KeyNotPurged } from '../../../src/crypto/key-store/sqlite/sqlite-key-store.js';
import { WrongKeyEncryptionKey } from '../../../src/crypto/key-store/wrapped-key.js';
import { StoreUnavailable } from '../../../src/event-store/port.js';
import { startChild } from './child-process.js';
import { seededRandomBytes } from './seeded-random-bytes.js';

const sourceUrl = new URL('../../../src/crypto/', import.meta.url).href;
const keyEncryptionKey = Buffer.alloc(32, 1);

describe('sqlite key store', () => {
  let folder: string;
  let path: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sallyport-keys-'));
    path = join(folder, 'keys.sqlite');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const open = (key: Uint8Array = keyEncryptionKey, seed = 'keys') =>
    createSqliteKeyStore({ path, keyEncryptionKey: key, randomBytes: seededRandomBytes(seed) });
  const filesAsText = () =>
    readdirSync(folder)
      .map((name) => readFileSync(join(folder, name)).toString('latin1'))
      .join('');
  const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

  function wrappedKeys(): Map<string, string> {
    const database = new DatabaseSync(path, { readOnly: true });
    const rows = database.prepare('SELECT kid, wrapped FROM keys WHERE wrapped IS NOT NULL').all();
    database.close();
    return new Map(rows.map(({ kid, wrapped }) => [String(kid), latin1(wrapped as Uint8Array)]));
  }

  function sql(statement: string): void {
    const database = new DatabaseSync(path);
    database.exec(statement);
    database.close();
  }

  it('attack 36: keys do not stand in the file in plain', async () => {
    const store = open();
    const key = await store.ensure('user:1');
    await store.close();
    expect(filesAsText()).toContain('user:1');
    expect(filesAsText()).not.toContain(latin1(key));
  });

  it('is readable and writable by its owner only, with its companion files', async () => {
    const store = open();
    await store.ensure('user:1');
    const modes = readdirSync(folder).map((name) => [name, statSync(join(folder, name)).mode & 0o777]);
    await store.close();
    expect(modes).toEqual([
      ['keys.sqlite', 0o600],
      ['keys.sqlite-shm', 0o600],
      ['keys.sqlite-wal', 0o600],
    ]);
  });

  it('refuses another key-encryption key at start, and leaves the keys as they were', async () => {
    const store = open();
    const key = await store.ensure('user:1');
    await store.close();
    expect(() => open(Buffer.alloc(32, 2))).toThrow(WrongKeyEncryptionKey);
    expect(() => open(Buffer.alloc(32, 2))).toThrow(/^This key-encryption key did not wrap the keys in .*keys\.sqlite/);
    const again = open();
    expect(await again.get('user:1')).toEqual({ status: 'present', key });
    await again.close();
  });

  it('attack 33: a key moved to another id in the file is refused', async () => {
    const store = open();
    await store.ensure('user:1');
    await store.ensure('user:2');
    sql("UPDATE keys SET wrapped = (SELECT wrapped FROM keys WHERE kid = 'user:1') WHERE kid = 'user:2'");
    await expect(store.get('user:2')).rejects.toThrow(WrongKeyEncryptionKey);
    await expect(store.get('user:1')).resolves.toMatchObject({ status: 'present' });
    await store.close();
  });

  it.each(["x''", "x'00'", 'CAST(substr(wrapped, 1, length(wrapped) - 12) AS BLOB)'])(
    'attack 33: a key cut to %s in the file is refused',
    async (cut) => {
      const store = open();
      await store.ensure('user:1');
      sql(`UPDATE keys SET wrapped = ${cut} WHERE kid = 'user:1'`);
      await expect(store.get('user:1')).rejects.toThrow(WrongKeyEncryptionKey);
      await store.close();
    },
  );

  it('G6: no byte of a destroyed key stays in the files, while others have them open and read them', async () => {
    const store = open();
    const reader = open();
    // Kids in no order, so that pages of the table split and rows move between them.
    const kids = Array.from({ length: 150 }, () => randomUUID());
    for (const kid of kids) await store.ensure(kid);
    const before = wrappedKeys();
    const destroyed = kids.filter((_, index) => index % 10 === 0);
    for (const kid of destroyed) {
      await reader.get(kid);
      await store.destroy(kid);
    }

    const text = filesAsText();
    const found = kids.filter((kid) => {
      const wrapped = before.get(kid) ?? '';
      expect(wrapped).toHaveLength(12 + keySize + 16);
      return text.includes(wrapped.slice(0, 16)) || text.includes(wrapped.slice(-16));
    });
    expect(found).toEqual(kids.filter((kid) => !destroyed.includes(kid)));
    await store.close();
    await reader.close();
  });

  it('G6: says so when a reader holds up purging a destroyed key; destroying it again purges it', async () => {
    const store = createSqliteKeyStore({
      path,
      keyEncryptionKey,
      randomBytes: seededRandomBytes('held up'),
      busyTimeout: 0,
    });
    await store.ensure('user:1');
    const wrapped = wrappedKeys().get('user:1') ?? '';
    const reader = new DatabaseSync(path, { readOnly: true });
    reader.exec('BEGIN; SELECT count(*) FROM keys');

    await expect(store.destroy('user:1')).rejects.toThrow(KeyNotPurged);
    expect(await store.get('user:1')).toEqual({ status: 'destroyed' });
    expect(filesAsText()).toContain(wrapped);

    reader.close();
    await store.destroy('user:1');
    expect(filesAsText()).not.toContain(wrapped);
    await store.close();
  });

  it('says that the keys cannot be reached where the file is damaged, and nothing of them', async () => {
    const store = open();
    await store.ensure('user:1');
    sql('DROP TABLE keys');
    await expect(store.get('user:1')).rejects.toThrow(StoreUnavailable);
    await expect(store.ensure('user:1')).rejects.toThrow(StoreUnavailable);
    await expect(store.destroy('user:1')).rejects.toThrow(StoreUnavailable);
    await store.close();
  });

  it('processes that start at once on an empty folder end with one set of service keys', async () => {
    const imports = `
      import { randomBytes } from 'node:crypto';
      import { loadKeyEncryptionKey } from '${sourceUrl}key-encryption-key.ts';
      import { serviceKeys } from '${sourceUrl}key-store/port.ts';
      import { createSqliteKeyStore } from '${sourceUrl}key-store/sqlite/sqlite-key-store.ts';`;
    const body = `
      const keyEncryptionKey = loadKeyEncryptionKey(${JSON.stringify(join(folder, 'key-encryption-key'))}, randomBytes);
      const store = createSqliteKeyStore({ path: ${JSON.stringify(path)}, keyEncryptionKey, randomBytes });
      const keys = [];
      for (const kid of Object.values(serviceKeys)) keys.push(Buffer.from(await store.ensure(kid)).toString('hex'));
      await store.close();
      console.log(keys.join(' '));`;
    const children = await Promise.all(Array.from({ length: 4 }, () => startChild(imports, body)));
    const printed = await Promise.all(children.map((child) => child.run()));

    expect(printed[0]?.match(/\b[0-9a-f]{64}\b/g)).toHaveLength(Object.keys(serviceKeys).length);
    expect(new Set(printed).size).toBe(1);
    // Of two that close at the same time neither is the last, which removes what SQLite keeps beside the database.
    const left = readdirSync(folder).filter((name) => !/-(shm|wal)$/.test(name));
    expect(left.toSorted()).toEqual(['key-encryption-key', 'keys.sqlite']);
  });

  it('G6: a key destroyed by another process is gone at once', async () => {
    const store = open();
    await store.ensure('user:1');
    const child = await startChild(
      `import { createSqliteKeyStore } from '${sourceUrl}key-store/sqlite/sqlite-key-store.ts';`,
      `const store = createSqliteKeyStore({
         path: ${JSON.stringify(path)}, keyEncryptionKey: Buffer.alloc(32, 1), randomBytes: Buffer.alloc });
       await store.destroy('user:1');
       console.log((await store.get('user:1')).status);`,
    );
    expect(await store.get('user:1')).toMatchObject({ status: 'present' });
    expect(await child.run()).toBe('destroyed\n');
    expect(await store.get('user:1')).toEqual({ status: 'destroyed' });
    await store.close();
  });
});
