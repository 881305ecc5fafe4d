import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openKurrentDb } from '../../src/kurrentdb/kurrentdb-connection.js';
import { createEventRecorder, type EventRecorder } from '../support/event-recorder.js';
import { eventId, sessionSeen, sessionsSeen } from '../support/events.js';
import { openKurrentDbTestStore } from '../support/kurrentdb-event-store.js';
import { startKurrentDbServer } from '../support/kurrentdb-server/kurrentdb-server.js';

/** A subscription that has caught up with an event, on a server of its own that can be made to fail. */
async function openFixture(changes: { readonly heartbeat?: number } = {}) {
  const server = await startKurrentDbServer();
  onTestFinished(() => server.close());
  const connection = openKurrentDb({ url: `${server.url}&defaultDeadline=2000` });
  onTestFinished(() => connection.close());
  // Nothing is helped by a heartbeat where it is not asked for.
  const store = await openKurrentDbTestStore(connection, { heartbeat: 3_600_000, ...changes });
  const recorder = createEventRecorder();
  await store.append('twoFactor-1', 'noStream', [sessionSeen(1)]);
  await store.subscribe(undefined, recorder).caughtUp;
  // A live event shows that the subscription stands.
  await store.append('twoFactor-2', 'noStream', [sessionSeen(2)]);
  await recorder.seen(2);
  const append = (number: number) => store.append(`twoFactor-${number}`, 'noStream', [sessionSeen(number)]);
  /** The same, as soon as the database takes it. */
  const appended = (number: number) => vi.waitFor(() => append(number), { timeout: 10_000 });
  const goneAndBack = async () => {
    await server.stop();
    await server.restart();
  };
  return { server, faults: server.faults, store, recorder, append, appended, goneAndBack };
}

/** It was given all events with the numbers from 1 on, in order, each once, and told of no failure. */
function expectAll(recorder: EventRecorder, howMany: number): void {
  expect(recorder.events.map(({ id }) => id)).toEqual(sessionsSeen(1, howMany).map(({ id }) => id));
  expect(recorder.failures).toEqual([]);
}

describe('a subscription to KurrentDB goes on, and misses and repeats nothing', () => {
  it('when the database was gone for a while', async () => {
    const { recorder, append, appended, goneAndBack } = await openFixture();
    await goneAndBack();
    await appended(3);
    await append(4);
    await recorder.seen(4);
    expectAll(recorder, 4);
  });

  it('when an event is sent twice', async () => {
    const { faults, recorder, append } = await openFixture();
    faults.redeliverEvent();
    await append(3);
    await append(4);
    await recorder.seen(4);
    expectAll(recorder, 4);
  });

  it('when the connection is cut in the middle of many events', async () => {
    const { faults, store, recorder } = await openFixture();
    faults.halfABatchThenCut('subscribe');
    await store.append('twoFactor-3', 'noStream', sessionsSeen(3, 50));
    await recorder.seen(52);
    expectAll(recorder, 52);
  });

  it('when reading what it was told of is cut in the middle', async () => {
    const { faults, store, recorder } = await openFixture();
    faults.halfABatchThenCut('read');
    await store.append('twoFactor-3', 'noStream', sessionsSeen(3, 50));
    await recorder.seen(52);
    expectAll(recorder, 52);
  });

  it.each(['accessDenied', 'unavailable', 'deadlineExceeded'] as const)(
    'when it is refused once more (%s)',
    async (fault) => {
      const { faults, recorder, appended, goneAndBack } = await openFixture();
      faults[fault]('subscribe');
      faults[fault]('read');
      await goneAndBack();
      await appended(3);
      await recorder.seen(3);
      expectAll(recorder, 3);
    },
  );

  it('when checkpoints come late, after the event that they are before', async () => {
    const { server, faults, recorder, append, appended, goneAndBack } = await openFixture();
    faults.lateCheckpoint();
    server.writeStatistics(2_000);
    await append(3);
    await goneAndBack();
    await appended(4);
    await recorder.seen(4);
    expectAll(recorder, 4);
  });

  it('when it falls silent, which the heartbeat finds', async () => {
    const { faults, recorder, append } = await openFixture({ heartbeat: 50 });
    faults.stallSubscription();
    await append(3);
    await recorder.seen(3);
    await append(4);
    await recorder.seen(4);
    expectAll(recorder, 4);
  });
});

describe('a subscription to KurrentDB', () => {
  it('ends, and says so, at a position that the database never gave', async () => {
    const { store } = await openFixture();
    const recorder = createEventRecorder();
    store.subscribe('00000000000000000017', recorder);
    await recorder.until(() => recorder.failures.length > 0);
    expect([recorder.events, recorder.failures.length]).toEqual([[], 1]);
  });

  it('is given events of its own store only, of several in one database', async () => {
    const { server, recorder, append } = await openFixture();
    const connection = openKurrentDb({ url: server.url });
    onTestFinished(() => connection.close());
    const other = await openKurrentDbTestStore(connection);
    await other.append('twoFactor-3', 'noStream', [sessionSeen(99)]);
    await append(3);
    await recorder.seen(3);
    expectAll(recorder, 3);
    expect(recorder.events.map(({ id }) => id)).not.toContain(eventId(99));
  });
});
