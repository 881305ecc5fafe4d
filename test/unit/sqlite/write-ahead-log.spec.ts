import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { useWriteAheadLog } from '../../../src/sqlite/write-ahead-log.js';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sallyport-wal-'));
  path = join(folder, 'new.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true }));

const journalMode = (database: DatabaseSync) => database.prepare('PRAGMA journal_mode').get()?.['journal_mode'];

/** Has the whole file to itself until it is told, by the number at 1, to let go. */
const holder = `
  const { DatabaseSync } = require('node:sqlite');
  const { workerData: { path, shared } } = require('node:worker_threads');
  const state = new Int32Array(shared);
  const database = new DatabaseSync(path);
  database.exec('BEGIN EXCLUSIVE');
  Atomics.store(state, 0, 1);
  Atomics.notify(state, 0);
  Atomics.wait(state, 1, 0);
  database.exec('COMMIT');
  database.close();
`;

it('waits for whoever has the file to itself, and gives up in time, as SQLite says it', async () => {
  const state = new Int32Array(new SharedArrayBuffer(8));
  const worker = new Worker(holder, { eval: true, workerData: { path, shared: state.buffer } });
  Atomics.wait(state, 0, 0);
  const database = new DatabaseSync(path);
  expect(() => useWriteAheadLog(database, 20)).toThrow('database is locked');

  Atomics.store(state, 1, 1);
  Atomics.notify(state, 1);
  useWriteAheadLog(database, 5_000);
  expect(journalMode(database)).toBe('wal');
  database.close();
  await worker.terminate();
});

it('does nothing where there is one', () => {
  const database = new DatabaseSync(path);
  useWriteAheadLog(database, 0);
  useWriteAheadLog(database, 0);
  expect(journalMode(database)).toBe('wal');
  database.close();
});
