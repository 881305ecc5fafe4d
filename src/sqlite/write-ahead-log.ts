import type { DatabaseSync } from 'node:sqlite';

/** SQLITE_BUSY; what its higher bits add says who is in the way. */
const busy = 5;

/** How long a process waits before it tries again, in milliseconds. */
const pause = 5;

/**
 * Has a database keep a write-ahead log from now on. Processes that open a new file at the same moment are in each
 * other's way here, and SQLite does not wait for them by its own busy timeout, since two that wait for each other would
 * wait for ever: so this tries again.
 *
 * @param busyTimeout milliseconds after which it is given up. @throws {Error} as SQLite says it.
 */
export function useWriteAheadLog(database: DatabaseSync, busyTimeout: number): void {
  const end = performance.now() + busyTimeout;
  for (;;) {
    try {
      database.exec('PRAGMA journal_mode = WAL');
      return;
    } catch (error) {
      if (!isBusy(error) || performance.now() >= end) throw error;
      // Nothing else runs in this thread while a database is being opened.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
    }
  }
}

function isBusy(error: unknown): boolean {
  return (
    error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' && (error.errcode & 0xff) === busy
  );
}
