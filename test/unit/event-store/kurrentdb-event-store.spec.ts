import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { StoreUnavailable } from '../../../src/event-store/port.js';
import { openKurrentDb } from '../../../src/kurrentdb/kurrentdb-connection.js';
import { eventsOf, idsOf } from '../../support/event-recorder.js';
import { eventId, sessionSeen, sessionsSeen } from '../../support/events.js';
import { openKurrentDbTestStore, someStreamPrefix } from '../../support/kurrentdb-event-store.js';
import { type KurrentDbServerOptions, startKurrentDbServer } from '../../support/kurrentdb-server/kurrentdb-server.js';

async function startServer(options: KurrentDbServerOptions = {}) {
  const server = await startKurrentDbServer(options);
  onTestFinished(() => server.close());
  return server;
}

function connect(url: string) {
  const connection = openKurrentDb({ url });
  onTestFinished(() => connection.close());
  return connection;
}

describe('the KurrentDB event store', () => {
  it('is the same store with the same history when it is opened again', async () => {
    const { url } = await startServer();
    const streamPrefix = someStreamPrefix();
    const before = await openKurrentDbTestStore(connect(url), { streamPrefix });
    const appended = await before.append('twoFactor-a', 'noStream', sessionsSeen(1, 2));
    const history = await eventsOf(before.readAll());
    await before.close();

    const after = await openKurrentDbTestStore(connect(url), { streamPrefix });
    expect(after.id).toBe(before.id);
    expect(await eventsOf(after.readAll())).toEqual(history);
    expect(await after.append('twoFactor-a', 'noStream', sessionsSeen(1, 2))).toEqual(appended);
  });

  it('is made once when several open it at the same moment', async () => {
    const { url } = await startServer();
    const streamPrefix = someStreamPrefix();
    const stores = await Promise.all([1, 2, 3, 4].map(() => openKurrentDbTestStore(connect(url), { streamPrefix })));
    expect(new Set(stores.map(({ id }) => id)).size).toBe(1);
  });

  it('is one of several in a database, each with a history of its own', async () => {
    const connection = connect((await startServer()).url);
    const [one, other] = [await openKurrentDbTestStore(connection), await openKurrentDbTestStore(connection)];
    await one.append('twoFactor-a', 'noStream', [sessionSeen(1)]);
    await other.append('twoFactor-a', 'noStream', [sessionSeen(2)]);
    expect([await idsOf(one), await idsOf(other)]).toEqual([[eventId(1)], [eventId(2)]]);
    expect(await one.countAfter()).toBe(1);
  });

  it('finds its way through a cluster', async () => {
    const { discoverUrl } = await startServer();
    const store = await openKurrentDbTestStore(connect(discoverUrl));
    await store.append('twoFactor-a', 'noStream', [sessionSeen(1)]);
    expect(await idsOf(store)).toEqual([eventId(1)]);
  });

  it('counts any history as it is, whenever and from wherever it is asked', async () => {
    const connection = connect((await startServer()).url);
    const howMany = fc.integer({ min: 1, max: 700 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(howMany, { minLength: 1, maxLength: 4 }),
        fc.infiniteStream(fc.nat()),
        async (appends, picks) => {
          const store = await openKurrentDbTestStore(connection);
          let all = 0;
          for (const [index, events] of appends.entries()) {
            await store.append(`twoFactor-${index}`, 'noStream', sessionsSeen(all, events));
            all += events;
            const history = await eventsOf(store.readAll());
            const place = Number(picks.next().value) % all;
            expect(await store.countAfter(history[place]?.position)).toBe(all - place - 1);
          }
          expect(await store.countAfter()).toBe(all);
          await store.close();
        },
      ),
      { numRuns: 8, seed: 20261124 },
    );
  });
});

describe('the KurrentDB event store is not opened', () => {
  it('on a server that is too old, and says in one line which is needed', async () => {
    const { url } = await startServer({ version: '22.6.0' });
    await expect(openKurrentDbTestStore(connect(url))).rejects.toThrow(
      'The event store cannot be used: KurrentDB is of version 22.6.0; it takes 22.10 or newer.',
    );
  });

  it('on a server that does not say of which version it is', async () => {
    const { url } = await startServer({ version: '20.10.0' });
    await expect(openKurrentDbTestStore(connect(url))).rejects.toThrow('it takes 22.10 or newer.');
  });

  it.each(['kurrentdb://127.0.0.1:1?tls=false', 'kurrentdb+discover://127.0.0.1:1?tls=false&maxDiscoverAttempts=1'])(
    'where there is none: %s',
    async (url) => {
      await expect(openKurrentDbTestStore(connect(url))).rejects.toThrow(StoreUnavailable);
    },
  );
});
