import { StoreUnavailable } from '../../../event-store/port.js';
import { openPrivateDatabase } from '../../../sqlite/private-database.js';
import type { RandomBytes } from '../../random-bytes.js';
import { KeyDestroyed, type KeyStore } from '../port.js';
import { checkKid, createKeyWrap } from '../wrapped-key.js';

export interface SqliteKeyStoreDependencies {
  /** The file; made with mode 0600 where there is none. Its folder must exist. */
  readonly path: string;
  /** 32 bytes, kept apart from the file. */
  readonly keyEncryptionKey: Uint8Array;
  readonly randomBytes: RandomBytes;
  /** Milliseconds to wait for another process that uses the file: 5,000 by default, where milliseconds are usual. */
  readonly busyTimeout?: number;
}

/**
 * A key store in an SQLite file of its own, beside the events and not among them: a copied history opens nothing
 * (attack 36). Keys stand there wrapped, and are unwrapped anew at each `get`.
 *
 * @throws {WrongKeyEncryptionKey} the file's keys were wrapped with another key-encryption key.
 * @throws {Error} of the file system or of SQLite: the file cannot be opened.
 */
export function createSqliteKeyStore(dependencies: SqliteKeyStoreDependencies): KeyStore {
  const { path, keyEncryptionKey, randomBytes, busyTimeout = 5_000 } = dependencies;
  const keyWrap = createKeyWrap({ keyEncryptionKey, randomBytes, place: path });
  const database = openPrivateDatabase({ path, busyTimeout, setup });
  const insert = database.prepare('INSERT INTO keys (kid, wrapped) VALUES (?, ?) ON CONFLICT (kid) DO NOTHING');
  const select = database.prepare('SELECT wrapped FROM keys WHERE kid = ?');
  const erase = database.prepare(
    'INSERT INTO keys (kid, wrapped) VALUES (?, NULL) ON CONFLICT (kid) DO UPDATE SET wrapped = NULL',
  );
  const checkpoint = database.prepare('PRAGMA wal_checkpoint(TRUNCATE)');

  /** `undefined`: no such id; `null`: destroyed. */
  function read(kid: string): Uint8Array | null | undefined {
    const wrapped = asking(() => select.get(kid))?.['wrapped'];
    if (wrapped === undefined || wrapped === null || wrapped instanceof Uint8Array) return wrapped;
    throw new TypeError('A wrapped key is a blob.');
  }

  /** Whoever inserts first wins, and everybody reads what stands there then. */
  function ensure(kid: string): Uint8Array {
    let wrapped = read(kid);
    if (wrapped === undefined) {
      asking(() => insert.run(kid, keyWrap.wrapNew(kid)));
      wrapped = read(kid);
    }
    if (!wrapped) throw new KeyDestroyed(kid);
    return keyWrap.unwrap(kid, wrapped);
  }

  try {
    ensure(checkKid);
  } catch (error) {
    database.close();
    throw error;
  }

  return {
    async ensure(kid) {
      return ensure(kid);
    },
    async get(kid) {
      const wrapped = read(kid);
      if (wrapped === undefined) return { status: 'absent' };
      if (wrapped === null) return { status: 'destroyed' };
      return { status: 'present', key: keyWrap.unwrap(kid, wrapped) };
    },
    async destroy(kid) {
      asking(() => erase.run(kid));
      // The old page is still in the write-ahead log: it is emptied too. `secure_delete` has zeroed the bytes in the
      // new page, which the checkpoint writes over the old one.
      if (asking(() => checkpoint.get())?.['busy'] !== 0) throw new KeyNotPurged(kid);
    },
    async close() {
      if (database.isOpen) database.close();
    },
  };
}

/** @throws {StoreUnavailable} in place of whatever SQLite throws. */
function asking<Result>(action: () => Result): Result {
  try {
    return action();
  } catch (cause) {
    throw new StoreUnavailable('The keys cannot be used: their database refused.', { cause });
  }
}

/** WAL costs one sync a key; FULL means that the key is on disk when `ensure` returns. */
const setup = `
  PRAGMA synchronous = FULL;
  PRAGMA secure_delete = ON;
  CREATE TABLE IF NOT EXISTS keys (
    kid TEXT PRIMARY KEY,
    wrapped BLOB -- NULL: destroyed
  ) STRICT, WITHOUT ROWID;
`;

/**
 * The key is destroyed, and nobody is given it any more; but a process that kept the file busy for seconds held up
 * purging it from the write-ahead log. Destroying it again purges it.
 */
export class KeyNotPurged extends Error {
  override readonly name = 'KeyNotPurged';
  constructor(kid: string) {
    super(`The key ${kid} is destroyed but not yet purged from the disk. Destroy it again.`);
  }
}
