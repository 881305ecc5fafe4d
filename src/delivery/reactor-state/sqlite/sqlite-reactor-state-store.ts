import { instantOf } from '../../../domain/instant.js';
import { openPrivateDatabase } from '../../../sqlite/private-database.js';
import type { ReactorStateStore } from '../port.js';

export interface SqliteReactorStateStoreDependencies {
  /** The file; made with mode 0600 where there is none. Its folder must exist. */
  readonly path: string;
  readonly clock: () => number;
  /** Milliseconds to wait for another process that uses the file: 5,000 by default, where milliseconds are usual. */
  readonly busyTimeout?: number;
}

/**
 * A reactor state store in an SQLite file of its own: it is written every second, and may be deleted at any time while
 * nobody uses it. Each method is one statement, so that what it compares and what it sets cannot come apart.
 */
export function createSqliteReactorStateStore(dependencies: SqliteReactorStateStoreDependencies): ReactorStateStore {
  const { path, clock, busyTimeout = 5_000 } = dependencies;
  const database = openPrivateDatabase({ path, busyTimeout, setup });
  const acquire = database.prepare(`
    INSERT INTO reactors (name, holder, held_until) VALUES ($reactor, $holder, $until)
    ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, held_until = excluded.held_until
    WHERE holder IS NULL OR holder = excluded.holder OR held_until <= $now
  `);
  const release = database.prepare(
    'UPDATE reactors SET holder = NULL, held_until = NULL WHERE name = $reactor AND holder = $holder',
  );
  const select = database.prepare('SELECT position FROM reactors WHERE name = $reactor');
  const save = database.prepare('UPDATE reactors SET position = $position WHERE name = $reactor AND holder = $holder');

  return {
    async acquire(reactor, holder, until) {
      return acquire.run({ reactor, holder, until, now: instantOf(clock()) }).changes === 1;
    },
    async release(reactor, holder) {
      release.run({ reactor, holder });
    },
    async position(reactor) {
      const position = select.get({ reactor })?.['position'];
      return typeof position === 'string' ? position : undefined;
    },
    async savePosition(reactor, holder, position) {
      return save.run({ reactor, holder, position }).changes === 1;
    },
    async close() {
      if (database.isOpen) database.close();
    },
  };
}

/** NORMAL spares a sync a second. A power cut may bring an older position back, from which nothing is done twice. */
const setup = `
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS reactors (
    name TEXT PRIMARY KEY,
    position TEXT, -- NULL: at the beginning
    holder TEXT, -- NULL: nobody
    held_until TEXT
  ) STRICT, WITHOUT ROWID;
`;
