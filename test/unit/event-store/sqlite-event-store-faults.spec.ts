import { readFileSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { StoreUnavailable } from '../../../src/event-store/port.js';
import { refuseUnsafeSqlite } from '../../../src/event-store/sqlite/database-file.js';
import { eventsOf, idsOf } from '../../support/event-recorder.js';
import { eventId, sessionSeen } from '../../support/events.js';
import { openEventStore } from '../../support/sqlite-event-store.js';
import { startAppending } from '../../support/start-appending.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

const unavailable = { status: 'rejected', reason: expect.any(StoreUnavailable) };
const newFile = () => `${temporaryDirectory()}/events.db`;

describe('the SQLite event store is not opened', () => {
  it('where a newer program has made it', async () => {
    const file = newFile();
    await (await openEventStore(file)).close();
    const database = new DatabaseSync(file);
    database.exec('PRAGMA user_version = 2');
    database.close();
    const refusal = new StoreUnavailable(
      'The event store is of format 2; this program knows 1. Use the newer program.',
    );
    await expect(openEventStore(file)).rejects.toEqual(refusal);
  });

  it('where the file is the database of another program', async () => {
    const file = newFile();
    const database = new DatabaseSync(file);
    database.exec('CREATE TABLE bookmarks (url TEXT)');
    await expect(openEventStore(file)).rejects.toThrow('another program');
    expect(database.prepare('SELECT name FROM sqlite_schema').all()).toEqual([{ name: 'bookmarks' }]);
    database.close();
  });

  it('where the file is no database, and leaves it as it is', async () => {
    const file = newFile();
    const letter = 'a letter to a friend, and not a database at all';
    writeFileSync(file, letter);
    await expect(openEventStore(file)).rejects.toThrow(StoreUnavailable);
    expect(readFileSync(file, 'utf8')).toBe(letter);
  });

  it('where there is no such directory', async () => {
    await expect(openEventStore(`${temporaryDirectory()}/missing/events.db`)).rejects.toThrow(StoreUnavailable);
  });

  it('where its writer does not start', async () => {
    const startThread = () => new Worker('throw new Error("no writer today")', { eval: true });
    await expect(openEventStore(newFile(), { startThread })).rejects.toThrow(StoreUnavailable);
  });

  it.each(['3.47.2', '3.50.4', '3.51.2'])('on SQLite %s, which may corrupt a file with two writers', (version) => {
    expect(() => refuseUnsafeSqlite(version)).toThrow(StoreUnavailable);
  });

  it.each(['3.51.3', '3.53.4', '4.0.0'])('but it is on SQLite %s', (version) => {
    expect(() => refuseUnsafeSqlite(version)).not.toThrow();
  });
});

describe('an append is refused as unavailable', () => {
  it('while another process holds the write lock for too long, and works again after that', async () => {
    const file = newFile();
    const store = await openEventStore(file, { busyTimeout: 20 });
    const other = new DatabaseSync(file);
    other.exec('BEGIN IMMEDIATE');
    const refused = await Promise.allSettled([
      store.append('twoFactor-a', 'noStream', [sessionSeen(1)]),
      store.append('twoFactor-b', 'noStream', [sessionSeen(2)]),
    ]);
    expect(refused).toEqual([unavailable, unavailable]);
    other.exec('ROLLBACK');
    other.close();
    await store.append('twoFactor-a', 'noStream', [sessionSeen(3)]);
    expect(await idsOf(store)).toEqual([eventId(3)]);
  });

  it('when the writer dies with it, and so is every later one; reading goes on', async () => {
    const file = newFile();
    const healthy = await openEventStore(file);
    await healthy.append('twoFactor-a', 'noStream', [sessionSeen(1)]);
    const dying = `
      const { parentPort } = require('node:worker_threads');
      parentPort.postMessage({ kind: 'ready' });
      parentPort.once('message', () => { throw new Error('out of memory'); });
    `;
    const store = await openEventStore(file, { startThread: () => new Worker(dying, { eval: true }) });
    const pending = await Promise.allSettled([
      store.append('twoFactor-a', 0, [sessionSeen(2)]),
      store.append('twoFactor-b', 'noStream', [sessionSeen(3)]),
    ]);
    expect(pending).toEqual([unavailable, unavailable]);
    await expect(store.append('twoFactor-a', 0, [sessionSeen(2)])).rejects.toThrow(StoreUnavailable);
    expect(await idsOf(store)).toEqual([eventId(1)]);
    await expect(store.close()).resolves.toBeUndefined();
  });

  it('when the disk is full; what was acknowledged stays, and nothing is half-written', async () => {
    const file = newFile();
    // What a process may write into one file: the write-ahead log reaches it within a few hundred appends.
    const appending = startAppending({ file, firstNumber: 0, rounds: 0, limit: 'ulimit -f 2000' });
    await appending.ended;
    expect(appending.process.exitCode).toBe(0);
    const refusals = appending.reports.filter((report) => report.kind === 'refused');
    expect(refusals).toEqual(Array.from({ length: 12 }, () => ({ kind: 'refused', error: 'StoreUnavailable' })));

    const store = await openEventStore(file);
    const acknowledged = appending.reports.flatMap((report) => (report.kind === 'acknowledged' ? report.ids : []));
    expect(acknowledged.length).toBeGreaterThan(0);
    expect((await idsOf(store)).toSorted()).toEqual(acknowledged.toSorted());
    const [newest] = (await eventsOf(store.readStream('twoFactor-0'))).slice(-1);
    await store.append('twoFactor-0', newest?.revision ?? 'noStream', [sessionSeen(9_999_999)]);
  });
});
