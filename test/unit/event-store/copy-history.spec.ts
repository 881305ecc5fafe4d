import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CopyOutcome,
  type CopyPart,
  CopyRefused,
  copyHistory,
} from '../../../src/event-store/copy/copy-history.js';
import { verbatimCodec } from '../../../src/event-store/copy/verbatim-codec.js';
import { createMemoryEventStore } from '../../../src/event-store/memory/memory-event-store.js';
import { type EventStore, StoreUnavailable } from '../../../src/event-store/port.js';
import { eventsOf } from '../../support/event-recorder.js';
import { eventId, newEvent, sessionSeen, sessionsSeen, someInstant } from '../../support/events.js';
import { openKurrentDbTestStore } from '../../support/kurrentdb-event-store.js';
import { openTestKurrentDb, type TestKurrentDb } from '../../support/open-test-kurrentdb.js';
import { openEventStore } from '../../support/sqlite-event-store.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

const inMemory = async () => createMemoryEventStore({ codec: verbatimCodec });
const inSqlite = () => openEventStore(join(temporaryDirectory(), 'events.sqlite'), { codec: verbatimCodec });
let kurrentDb: TestKurrentDb;
const inKurrentDb = () => openKurrentDbTestStore(kurrentDb.connect(), { codec: verbatimCodec });
beforeAll(async () => {
  kurrentDb = await openTestKurrentDb();
});
afterAll(() => kurrentDb.close());

const pairs = [
  ['memory', 'SQLite', inMemory, inSqlite],
  ['SQLite', 'memory', inSqlite, inMemory],
  ['SQLite', 'SQLite', inSqlite, inSqlite],
  ['SQLite', 'KurrentDB', inSqlite, inKurrentDb],
  ['KurrentDB', 'SQLite', inKurrentDb, inSqlite],
  ['KurrentDB', 'KurrentDB', inKurrentDb, inKurrentDb],
] as const;

const copy = (source: EventStore, target: EventStore): Promise<CopyOutcome> =>
  copyHistory({ source, target, onProgress: () => undefined });

/** All that an event is, but for its position. */
async function contentOf(store: EventStore) {
  return (await eventsOf(store.readAll())).map(({ position: _, metadata, ...event }) => ({ ...event, metadata }));
}

/** Two streams, taking turns, with runs of neighbours; event ids count up from 1. */
async function write(store: EventStore, events = 12): Promise<void> {
  const revisions = [-1, -1];
  for (let number = 1; number <= events; number += 1) {
    const stream = number % 3 === 0 ? 1 : 0;
    const revision = revisions[stream] ?? -1;
    await store.append(`twoFactor-user-${stream}`, revision === -1 ? 'noStream' : revision, [sessionSeen(number)]);
    revisions[stream] = revision + 1;
  }
}

/** A store that its process loses after so many appends: the last one is written, or not, and never answered. */
function lostAfter(store: EventStore, appends: number, isLastWritten: boolean): EventStore {
  let left = appends;
  return {
    ...store,
    async append(stream, expected, events) {
      left -= 1;
      if (left > 0 || isLastWritten) {
        const appended = await store.append(stream, expected, events);
        if (left > 0) return appended;
      }
      throw new StoreUnavailable('The event store is gone.');
    },
  };
}

describe.each(pairs)('a history in %s copied into %s', (_from, _to, openSource, openTarget) => {
  it('keeps ids, order, data, metadata and revisions, and says that both are the same', async () => {
    const [source, target] = [await openSource(), await openTarget()];
    await write(source);

    const outcome = await copy(source, target);

    expect(await contentOf(target)).toEqual(await contentOf(source));
    expect(outcome).toMatchObject({ found: 0, copied: 12, since: 0, source: { events: 12 } });
    expect(outcome.target).toEqual(outcome.source);
    expect(target.id).not.toBe(source.id);
  });

  it('goes on with what came since, having looked at what is there', async () => {
    const [source, target] = [await openSource(), await openTarget()];
    await write(source, 6);
    await copy(source, target);
    await source.append('twoFactor-user-0', 3, sessionsSeen(7, 250));

    expect(await copy(source, target)).toMatchObject({ found: 6, copied: 250 });
    expect(await copy(source, target)).toMatchObject({ found: 256, copied: 0 });
    expect(await contentOf(target)).toEqual(await contentOf(source));
  });

  it('is refused where the target has something else, and nothing is written', async () => {
    const [source, target] = [await openSource(), await openTarget()];
    await write(source);
    await write(target, 2);
    await target.append('twoFactor-user-0', 1, [sessionSeen(99)]);

    await expect(copy(source, target)).rejects.toThrow(
      /^The target has another history: its event number 3 \(2 of twoFactor-user-0\) is not that of the source\. Nothing/,
    );
    expect(await target.countAfter()).toBe(3);
  });
});

describe('copying a history', () => {
  it('is refused where the target has more than the source', async () => {
    const [source, target] = [await inMemory(), await inMemory()];
    await write(source, 3);
    await write(target, 4);
    await expect(copy(source, target)).rejects.toThrow('its event number 4 (2 of twoFactor-user-0)');
  });

  it.each([
    ['data', { data: { sessionId: 'another' } }],
    ['metadata', { metadata: { ...sessionSeen(1).metadata, correlationId: 'another' } }],
    ['id', { id: eventId(2) }],
  ])('is refused where the %s of one event is another', async (_what, change) => {
    const [source, target] = [await inMemory(), await inMemory()];
    await source.append('twoFactor-user-1', 'noStream', [sessionSeen(1)]);
    await target.append('twoFactor-user-1', 'noStream', [{ ...sessionSeen(1), ...change }]);
    await expect(copy(source, target)).rejects.toThrow(CopyRefused);
  });

  it('is refused into itself, and of nothing', async () => {
    const [empty, store] = [await inMemory(), await inMemory()];
    await write(store);
    await expect(copy(store, store)).rejects.toThrow('The source and the target are one and the same event store.');
    await expect(copy(empty, await inMemory())).rejects.toThrow('There is nothing to copy: the source has no events.');
  });

  it('is refused where somebody else writes to the target meanwhile', async () => {
    const [source, target] = [await inMemory(), await inMemory()];
    await write(source);
    const begun = createOnce(() => target.append('twoFactor-user-1', 'noStream', [sessionSeen(99)]));
    const shared: EventStore = {
      ...target,
      append: async (...parameters) => {
        await begun();
        return target.append(...parameters);
      },
    };
    await expect(copy(source, shared)).rejects.toThrow(/^Somebody else writes to the target: /);
  });

  it('says how many events the source was given while it was read', async () => {
    const [source, target] = [await inMemory(), await inMemory()];
    await write(source, 3);
    const late = createOnce(() => source.append('twoFactor-late', 'noStream', sessionsSeen(50, 2)));
    const outcome = await copyHistory({ source, target, onProgress: (part) => void (part === 'Comparing' && late()) });
    expect(outcome).toMatchObject({ copied: 3, since: 2 });
  });

  it('keeps events of old schemas, and of types that this program does not know, as they were written', async () => {
    const [source, target] = [await inMemory(), await inSqlite()];
    const old = newEvent(1, 'TokenRejected', { challengeId: 'c', reason: 'WRONG', method: 'APP' } as never);
    const unknown = { ...sessionSeen(2), type: 'FromTheFuture', data: { b: 1, a: [null, 'ä'] } } as never;
    await source.append('twoFactor-user-1', 'noStream', [old, unknown]);

    await copy(source, target);

    const [first, second] = await eventsOf(target.readAll());
    expect(first).toMatchObject({ data: old.data, metadata: { schemaVersion: 1 }, occurredAt: someInstant });
    expect(second).toMatchObject({ type: 'FromTheFuture', data: { b: 1, a: [null, 'ä'] } });
  });

  it('tells how far each part is', async () => {
    const [source, target] = [await inMemory(), await inMemory()];
    await write(source, 4);
    await copy(source, target);
    await source.append('twoFactor-user-1', 0, sessionsSeen(5, 2));
    const last = new Map<CopyPart, readonly [done: number, total: number]>();
    await copyHistory({ source, target, onProgress: (part, ...progress) => last.set(part, progress) });
    expect([...last]).toEqual([
      ['Checking what is there', [4, 6]],
      ['Copying', [6, 6]],
      ['Comparing', [6, 6]],
    ]);
  });

  it('comes to the same copy wherever and however often it is cut off', async () => {
    const streams = fc.array(fc.tuple(fc.nat({ max: 3 }), fc.integer({ min: 1, max: 4 })), {
      minLength: 1,
      maxLength: 30,
    });
    const cuts = fc.array(fc.tuple(fc.integer({ min: 1, max: 6 }), fc.boolean()), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(streams, cuts, async (writes, ends) => {
        const [source, target] = [await inMemory(), await inMemory()];
        const revisions = new Map<number, number>();
        let number = 0;
        for (const [stream, howMany] of writes) {
          const revision = revisions.get(stream) ?? -1;
          const events = sessionsSeen(number + 1, howMany);
          await source.append(`twoFactor-user-${stream}`, revision === -1 ? 'noStream' : revision, events);
          revisions.set(stream, revision + howMany);
          number += howMany;
        }
        for (const [appends, isLastWritten] of ends) {
          const before = await target.countAfter();
          await copy(source, lostAfter(target, appends, isLastWritten)).catch((error: unknown) => {
            expect(error).toBeInstanceOf(StoreUnavailable);
          });
          expect(await target.countAfter()).toBeGreaterThanOrEqual(before);
        }
        const outcome = await copy(source, target);
        expect(outcome.found + outcome.copied).toBe(number);
        expect(outcome.target).toEqual(outcome.source);
        expect(await contentOf(target)).toEqual(await contentOf(source));
      }),
      { numRuns: 60 },
    );
  });
});

/** Does it the first time only. */
function createOnce(act: () => Promise<unknown>): () => Promise<unknown> {
  let done: Promise<unknown> | undefined;
  return () => (done ??= act());
}
