import { describe, expect, it, onTestFinished } from 'vitest';
import type { KurrentDbEventStoreDependencies } from '../../src/event-store/kurrentdb/kurrentdb-event-store.js';
import { RevisionConflict, StoreUnavailable } from '../../src/event-store/port.js';
import { openKurrentDb } from '../../src/kurrentdb/kurrentdb-connection.js';
import { createEventRecorder, idsOf } from '../support/event-recorder.js';
import { eventId, sessionSeen, sessionsSeen } from '../support/events.js';
import { openKurrentDbTestStore, someStreamPrefix } from '../support/kurrentdb-event-store.js';
import { startKurrentDbServer } from '../support/kurrentdb-server/kurrentdb-server.js';

/** A store on a server of its own, which can be made to fail. */
async function openFixture(
  changes: Partial<KurrentDbEventStoreDependencies> = {},
  address: 'url' | 'discoverUrl' = 'url',
) {
  const server = await startKurrentDbServer();
  onTestFinished(() => server.close());
  const open = async (deadline: number) => {
    const settings = `&defaultDeadline=${deadline}&maxDiscoverAttempts=2`;
    const connection = openKurrentDb({ url: `${server[address]}${settings}` });
    onTestFinished(() => connection.close());
    return openKurrentDbTestStore(connection, { streamPrefix, ...changes });
  };
  const streamPrefix = someStreamPrefix();
  return { server, faults: server.faults, store: await open(2_000), open };
}

const ids = (...numbers: number[]) => numbers.map(eventId);

describe('an append whose answer is lost', () => {
  it('was written: it is acknowledged, and stands there once', async () => {
    const { faults, store } = await openFixture();
    faults.cutAfterWrite();
    const appended = await store.append('twoFactor-a', 'noStream', sessionsSeen(1, 2));
    expect(appended).toEqual({ revision: 1, position: await store.head() });
    expect(await idsOf(store)).toEqual(ids(1, 2));
  });

  it('was not written: it is written with the next try', async () => {
    const { faults, store } = await openFixture();
    faults.cutBeforeWrite();
    const appended = await store.append('twoFactor-a', 'noStream', sessionsSeen(1, 2));
    expect(appended).toEqual({ revision: 1, position: await store.head() });
    expect(await idsOf(store)).toEqual(ids(1, 2));
  });

  it.each(['deadlineExceeded', 'deadlineExceededAfterWrite', 'unavailable', 'halfABatchThenCut'] as const)(
    'because of %s: it is there once all the same',
    async (fault) => {
      const { faults, store } = await openFixture();
      await store.append('twoFactor-a', 'noStream', [sessionSeen(1)]);
      faults[fault]();
      expect((await store.append('twoFactor-a', 0, sessionsSeen(2, 3))).revision).toBe(3);
      expect(await idsOf(store)).toEqual(ids(1, 2, 3, 4));
    },
  );

  it('comes too late: the stream is read, and the append acknowledged', async () => {
    const { faults, open } = await openFixture();
    // No less: the client takes half a second for its first connection.
    const store = await open(1_000);
    const released = Promise.withResolvers<undefined>();
    faults.delayAnswerUntil(released.promise);
    expect((await store.append('twoFactor-a', 'noStream', [sessionSeen(1)])).revision).toBe(0);
    expect(await idsOf(store)).toEqual(ids(1));
    released.resolve(undefined);
  });

  it('is a conflict where somebody else has appended since', async () => {
    const { faults, store, open } = await openFixture();
    const other = await open(2_000);
    await store.append('twoFactor-a', 'noStream', [sessionSeen(1)]);
    await other.append('twoFactor-a', 0, sessionsSeen(10, 2));
    faults.cutBeforeWrite();
    const conflict = new RevisionConflict('twoFactor-a', 0, 2);
    await expect(store.append('twoFactor-a', 0, [sessionSeen(2)])).rejects.toEqual(conflict);
    expect(await idsOf(store)).toEqual(ids(1, 10, 11));
  });
});

describe('an append that is refused', () => {
  it('because the stream is elsewhere: a conflict with the actual revision', async () => {
    const { faults, store } = await openFixture();
    faults.wrongExpectedVersion(7n);
    const conflict = new RevisionConflict('twoFactor-a', 'noStream', 7);
    await expect(store.append('twoFactor-a', 'noStream', [sessionSeen(1)])).rejects.toEqual(conflict);
  });

  it('because the rights are missing: unavailable at once, in words without a secret', async () => {
    const { faults, store } = await openFixture();
    faults.accessDenied();
    await expect(store.append('twoFactor-a', 'noStream', [sessionSeen(1)])).rejects.toEqual(
      new StoreUnavailable(
        'The event store cannot be used: KurrentDB refuses the user, the password or the rights of the connection string.',
        { cause: expect.anything() },
      ),
    );
    expect(await idsOf(store)).toEqual([]);
  });

  it('by a node that leads no more: it is sent to the leader', async () => {
    const { server, faults, store } = await openFixture();
    faults.notLeader(await leaderOf(server));
    expect((await store.append('twoFactor-a', 'noStream', [sessionSeen(1)])).revision).toBe(0);
    expect(await idsOf(store)).toEqual(ids(1));
  });

  it('by a node that leads no more, and reads too: both find their way back from a leader that is gone', async () => {
    const { faults, store } = await openFixture();
    await store.append('twoFactor-a', 'noStream', [sessionSeen(1)]);
    const gone = await startKurrentDbServer();
    await gone.close();
    faults.notLeader(gone, 'read');
    await expect(idsOf(store)).rejects.toThrow(StoreUnavailable);
    await expect.poll(() => idsOf(store).catch(() => [])).toEqual(ids(1));
    faults.notLeader(gone);
    expect((await store.append('twoFactor-a', 0, [sessionSeen(2)])).revision).toBe(1);
  });

  /** Another node of the same cluster. */
  async function leaderOf({ history }: Awaited<ReturnType<typeof startKurrentDbServer>>) {
    const leader = await startKurrentDbServer({ history });
    onTestFinished(() => leader.close());
    return leader;
  }
});

describe('a database that is gone', () => {
  it.each(['url', 'discoverUrl'] as const)(
    'refuses appends and reads, and serves them when it is back (%s)',
    async (address) => {
      const { server, store } = await openFixture({}, address);
      await store.append('twoFactor-a', 'noStream', [sessionSeen(1)]);
      await server.stop();
      await expect(store.append('twoFactor-a', 0, [sessionSeen(2)])).rejects.toThrow(StoreUnavailable);
      await expect(store.head()).rejects.toThrow(StoreUnavailable);
      await expect(idsOf(store)).rejects.toThrow(StoreUnavailable);
      await server.restart();
      await expect.poll(() => store.head().catch(() => undefined), { timeout: 10_000 }).toBeDefined();
      const retried = async () => (await store.append('twoFactor-a', 0, [sessionSeen(2)])).revision;
      await expect.poll(() => retried().catch(() => undefined), { timeout: 10_000 }).toBe(1);
      expect(await idsOf(store)).toEqual(ids(1, 2));
    },
  );

  it('keeps nobody from closing', async () => {
    const { server, store } = await openFixture();
    const recorder = createEventRecorder();
    store.subscribe(undefined, recorder);
    await server.stop();
    await store.close();
    expect(recorder.failures).toEqual([]);
  });
});
