import { closeSync, existsSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { useWriteAheadLog } from './write-ahead-log.js';

export interface PrivateDatabase {
  /** The file; made with mode 0600 where there is none. Its folder must exist. */
  readonly path: string;
  /** Milliseconds to wait for another process that uses the file. */
  readonly busyTimeout: number;
  /** SQL that is run at once: settings, and tables where there are none. */
  readonly setup: string;
}

/** Opens a small database that nobody else on the machine may read; it keeps a write-ahead log. */
export function openPrivateDatabase({ path, busyTimeout, setup }: PrivateDatabase): DatabaseSync {
  // Made here, since SQLite would make it readable for others; its companions inherit the mode. A file that is there is
  // not touched: closing it would drop the POSIX locks that another connection of this process has on it.
  if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
  const database = new DatabaseSync(path, { timeout: busyTimeout });
  try {
    useWriteAheadLog(database, busyTimeout);
    database.exec(setup);
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}
