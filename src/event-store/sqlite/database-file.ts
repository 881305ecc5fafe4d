import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { useWriteAheadLog } from '../../sqlite/write-ahead-log.js';
import { StoreUnavailable } from '../port.js';

/** `PRAGMA user_version` of the files that this program writes. */
const formatVersion = 1;

/** `PRAGMA application_id`: "SALY". Tells an event store from any other SQLite file. */
const applicationId = 0x53_41_4c_59;

/**
 * `position` is given inside the write lock and never used again (AUTOINCREMENT), so events become visible in the
 * order of their positions. The triggers stop a slip of the hand; what stops an intruder is the audit log.
 */
const format = `
  CREATE TABLE store (id TEXT NOT NULL) STRICT;
  CREATE TABLE events (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    stream TEXT NOT NULL,
    revision INTEGER NOT NULL,
    id TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    schema_version INTEGER NOT NULL,
    occurred_at TEXT NOT NULL,
    data TEXT NOT NULL,
    metadata TEXT NOT NULL,
    UNIQUE (stream, revision)
  ) STRICT;
  CREATE TRIGGER events_are_not_changed BEFORE UPDATE ON events
    BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
  CREATE TRIGGER events_are_not_deleted BEFORE DELETE ON events
    BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;
  PRAGMA application_id = ${applicationId};
  PRAGMA user_version = ${formatVersion};
`;

/**
 * Creates the database where there is none (readable by its owner only), and gives the store's id.
 *
 * @throws {StoreUnavailable} the file is of a newer program or no event store, or this SQLite is not safe for it.
 */
export function prepareDatabase(file: string, busyTimeout: number, newStoreId: () => string): string {
  createPrivateFile(file);
  const database = new DatabaseSync(file);
  try {
    database.exec(`PRAGMA busy_timeout = ${busyTimeout}`);
    refuseUnsafeSqlite(String(database.prepare('SELECT sqlite_version() AS version').get()?.['version']));
    if (isEmpty(database)) {
      useWriteAheadLog(database, busyTimeout);
      create(database, newStoreId);
    }
    refuseForeignFile(pragma(database, 'application_id'), pragma(database, 'user_version'));
    if (pragma(database, 'journal_mode') !== 'wal') {
      throw new StoreUnavailable('The event store needs a file system on which SQLite can keep a write-ahead log.');
    }
    return String(database.prepare('SELECT id FROM store').get()?.['id']);
  } finally {
    database.close();
  }
}

function create(database: DatabaseSync, newStoreId: () => string): void {
  database.exec('BEGIN IMMEDIATE');
  // Another process may have been faster.
  if (isEmpty(database)) {
    database.exec(format);
    database.prepare('INSERT INTO store (id) VALUES (?)').run(newStoreId());
  }
  database.exec('COMMIT');
}

function isEmpty(database: DatabaseSync): boolean {
  return pragma(database, 'user_version') === 0 && database.prepare('SELECT 1 FROM sqlite_schema').get() === undefined;
}

/**
 * Up to 3.51.2 a race between two connections that write or checkpoint could corrupt the file (the "WAL-reset" bug).
 * Here a server and a command line do write to one file, so there is no safe way to run on those.
 *
 * @throws {StoreUnavailable} the version has the bug. Node has none of them from 24.15 on.
 */
export function refuseUnsafeSqlite(version: string): void {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  if (major * 1_000_000 + minor * 1_000 + patch < 3_051_003) {
    throw new StoreUnavailable(
      `SQLite ${version}, which comes with Node ${process.version}, can corrupt the event store. ` +
        'It takes SQLite 3.51.3 or newer: use Node 24.15 or newer.',
    );
  }
}

function refuseForeignFile(id: unknown, version: unknown): void {
  if (id !== applicationId) {
    throw new StoreUnavailable('The file is a database of another program, not an event store.');
  }
  if (version !== formatVersion) {
    throw new StoreUnavailable(
      `The event store is of format ${String(version)}; this program knows ${formatVersion}. Use the newer program.`,
    );
  }
}

/** Before SQLite opens it, so that there is no moment at which others could read it. */
function createPrivateFile(file: string): void {
  closeSync(openSync(file, 'a', 0o600));
}

function pragma(database: DatabaseSync, name: 'user_version' | 'application_id' | 'journal_mode'): unknown {
  return database.prepare(`PRAGMA ${name}`).get()?.[name];
}
