import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { UnreadableEvent } from '../../../src/event-store/codec.js';
import { createEventRecorder, eventsOf, idsOf } from '../../support/event-recorder.js';
import { eventId, sessionSeen, sessionsSeen } from '../../support/events.js';
import { openEventStore } from '../../support/sqlite-event-store.js';
import { startAppending } from '../../support/start-appending.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

const newFile = () => `${temporaryDirectory()}/events.db`;

describe('the SQLite event store', () => {
  it('is the same store with the same history when it is opened again', async () => {
    const file = newFile();
    const before = await openEventStore(file);
    const appended = await before.append('twoFactor-a', 'noStream', sessionsSeen(1, 2));
    const history = await eventsOf(before.readAll());
    await before.close();

    const after = await openEventStore(file);
    expect(after.id).toBe(before.id);
    expect(await eventsOf(after.readAll())).toEqual(history);
    expect(await after.append('twoFactor-a', 'noStream', sessionsSeen(1, 2))).toEqual(appended);
    const next = await after.append('twoFactor-a', 1, [sessionSeen(3)]);
    expect(next.position > appended.position).toBe(true);
  });

  it('leaves nothing beside the database when it is closed', async () => {
    const file = newFile();
    const store = await openEventStore(file);
    await store.append('twoFactor-a', 'noStream', [sessionSeen(1)]);
    expect(statSync(`${file}-wal`).size).toBeGreaterThan(0);
    await store.close();
    expect(statSync(`${file}-wal`, { throwIfNoEntry: false })).toBeUndefined();
  });

  it('can be read by its owner only, the log of the last writes too', async () => {
    const file = newFile();
    const store = await openEventStore(file);
    await store.append('twoFactor-a', 'noStream', [sessionSeen(1)]);
    const modes = [file, `${file}-wal`, `${file}-shm`].map((path) => statSync(path).mode & 0o777);
    expect(modes).toEqual([0o600, 0o600, 0o600]);
  });

  it('is made once when two open it at the same moment', async () => {
    const file = newFile();
    const [one, other] = await Promise.all([openEventStore(file), openEventStore(file)]);
    expect(one.id).toBe(other.id);
  });

  it('does not let an event be changed or deleted', async () => {
    const file = newFile();
    const store = await openEventStore(file);
    await store.append('twoFactor-a', 'noStream', [sessionSeen(1)]);
    const database = new DatabaseSync(file);
    expect(() => database.exec(`UPDATE events SET type = 'SignedOut'`)).toThrow('never changed');
    expect(() => database.exec('DELETE FROM events')).toThrow('never deleted');
    database.close();
  });

  it('fails, and skips nothing, where the history holds an event that it does not know', async () => {
    const file = newFile();
    const store = await openEventStore(file);
    await store.append('twoFactor-a', 'noStream', [sessionSeen(1)]);
    const recorder = createEventRecorder();
    await store.subscribe(undefined, recorder).caughtUp;
    const database = new DatabaseSync(file);
    database.exec(`
      INSERT INTO events (stream, revision, id, type, schema_version, occurred_at, data, metadata)
      VALUES ('twoFactor-a', 1, '${eventId(2)}', 'FromTheFuture', 1, '2026-11-24T12:00:00.000Z', '{}', '{}')
    `);
    database.close();
    await store.append('twoFactor-b', 'noStream', [sessionSeen(3)]);

    await expect(eventsOf(store.readStream('twoFactor-a'))).rejects.toThrow(UnreadableEvent);
    await expect(eventsOf(store.readAll())).rejects.toThrow(UnreadableEvent);
    await recorder.until(() => recorder.failures.length > 0);
    expect(recorder.failures).toEqual([expect.any(UnreadableEvent)]);
    expect(recorder.events.map((event) => event.id)).toEqual([eventId(1)]);
  });
});

describe('two stores over one file', () => {
  it('see the events of each other in their subscriptions, in one order', async () => {
    const file = newFile();
    const [one, other] = [await openEventStore(file), await openEventStore(file)];
    const recorders = [createEventRecorder(), createEventRecorder()];
    one.subscribe(undefined, recorders[0] ?? createEventRecorder());
    other.subscribe(undefined, recorders[1] ?? createEventRecorder());
    for (let number = 0; number < 20; number += 2) {
      await Promise.all([
        one.append(`twoFactor-${number}`, 'noStream', [sessionSeen(number)]),
        other.append(`twoFactor-${number + 1}`, 'noStream', [sessionSeen(number + 1)]),
      ]);
    }
    const ids = await idsOf(one);
    expect(ids).toHaveLength(20);
    for (const recorder of recorders) {
      await recorder.seen(20);
      expect(recorder.events.map((event) => event.id)).toEqual(ids);
    }
  });

  it('are in conflict where both append to a stream that both saw the same', async () => {
    const file = newFile();
    const stores = [await openEventStore(file), await openEventStore(file)];
    const outcomes = await Promise.allSettled(
      stores.map((store, number) => store.append('twoFactor-a', 'noStream', [sessionSeen(number)])),
    );
    expect(outcomes.map((outcome) => outcome.status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('may be in two processes: what one of them commits reaches the subscriptions of the other', async () => {
    const file = newFile();
    const store = await openEventStore(file);
    const recorder = createEventRecorder();
    store.subscribe(undefined, recorder);
    const other = startAppending({ file, firstNumber: 0, rounds: 5 });
    await other.ended;
    const acknowledged = other.reports.flatMap((report) => (report.kind === 'acknowledged' ? report.ids : []));
    expect(other.reports).toHaveLength(60);
    await recorder.seen(acknowledged.length);
    expect(recorder.events.map((event) => event.id).toSorted()).toEqual(acknowledged.toSorted());
    expect(recorder.events.map((event) => event.id)).toEqual(await idsOf(store));
  });
});
