import { randomBytes } from 'node:crypto';
import { binaryEvent, jsonEvent } from '@kurrent/kurrentdb-client';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createKurrentDbKeyStore } from '../../../src/crypto/key-store/kurrentdb/kurrentdb-key-store.js';
import { type PassingTime, recallTime } from '../../../src/crypto/key-store/kurrentdb/lent-keys.js';
import { serviceKeys } from '../../../src/crypto/key-store/port.js';
import { WrongKeyEncryptionKey } from '../../../src/crypto/key-store/wrapped-key.js';
import type { KurrentDbConnection } from '../../../src/kurrentdb/kurrentdb-connection.js';
import { openKurrentDbTestStore, someStreamPrefix } from '../../support/kurrentdb-event-store.js';
import { openTestKurrentDb, type TestKurrentDb } from '../../support/open-test-kurrentdb.js';

const keyEncryptionKey = Buffer.alloc(32, 1);

/** Stands still until it is moved on. */
function stoppedTime() {
  let now = 0;
  const waiting: { readonly until: number; readonly goOn: (value: undefined) => void }[] = [];
  const time: PassingTime = {
    now: () => now,
    pause(milliseconds) {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      waiting.push({ until: now + milliseconds, goOn: resolve });
      return promise;
    },
  };
  const moveOn = (milliseconds: number): void => {
    now += milliseconds;
    for (const { until, goOn } of waiting) if (until <= now) goOn(undefined);
  };
  return { time, moveOn, waiting };
}

describe('KurrentDB key store', () => {
  let kurrentDb: TestKurrentDb;
  let connection: KurrentDbConnection;
  let streamPrefix: string;
  beforeAll(async () => {
    kurrentDb = await openTestKurrentDb();
    connection = kurrentDb.connect();
  });
  afterAll(() => kurrentDb.close());
  beforeEach(() => {
    streamPrefix = someStreamPrefix();
  });

  const open = (others: Partial<Parameters<typeof createKurrentDbKeyStore>[0]> = {}) =>
    createKurrentDbKeyStore({ connection, keyEncryptionKey, randomBytes, streamPrefix, ...others });
  const streamOf = (kid: string) => `${streamPrefix}dataKey-${kid}`;

  async function storedIn(kid: string): Promise<Uint8Array[]> {
    const stored: Uint8Array[] = [];
    for await (const { event } of connection.client().readStream(streamOf(kid))) {
      if (event?.data instanceof Uint8Array) stored.push(event.data);
    }
    return stored;
  }

  it('attack 36: what stands in the database of a key is its wrapped form, and nothing else', async () => {
    const key = await (await open()).ensure('user:1');
    const [wrapped, ...others] = await storedIn('user:1');
    expect(others).toEqual([]);
    expect(wrapped).toHaveLength(12 + key.length + 16);
    expect(Buffer.from(wrapped!).includes(Buffer.from(key))).toBe(false);
  });

  it('refuses another key-encryption key at start, says so without it, and leaves the keys as they were', async () => {
    const key = await (await open()).ensure('user:1');
    const refusal: unknown = await open({ keyEncryptionKey: Buffer.alloc(32, 2) }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(WrongKeyEncryptionKey);
    expect((refusal as WrongKeyEncryptionKey).message).toMatch(
      /^This key-encryption key did not wrap the keys in KurrentDB/,
    );
    expect(await (await open()).get('user:1')).toEqual({ status: 'present', key });
  });

  it('attack 33: a key that was put under another id is refused', async () => {
    const store = await open();
    await store.ensure('user:1');
    const [data] = await storedIn('user:1');
    await connection.client().appendToStream(streamOf('user:2'), binaryEvent({ type: 'DataKeyWrapped', data: data! }));
    await expect(store.get('user:2')).rejects.toThrow(WrongKeyEncryptionKey);
    await expect(store.ensure('user:2')).rejects.toThrow(WrongKeyEncryptionKey);
  });

  it.each([
    ['nothing', binaryEvent({ type: 'DataKeyWrapped', data: new Uint8Array() })],
    ['a byte', binaryEvent({ type: 'DataKeyWrapped', data: new Uint8Array(1) })],
    ['JSON', jsonEvent({ type: 'DataKeyWrapped', data: { key: 'a key' } })],
  ])('attack 33: %s is refused as a key', async (_, event) => {
    const store = await open();
    await connection.client().appendToStream(streamOf('user:1'), event);
    await expect(store.get('user:1')).rejects.toThrow(WrongKeyEncryptionKey);
  });

  it('keeps keys out of the history of an event store under the same prefix', async () => {
    await (await open()).ensure('user:1');
    const eventStore = await openKurrentDbTestStore(connection, { streamPrefix });
    expect(await eventStore.countAfter()).toBe(0);
    expect(await eventStore.head()).toBeUndefined();
  });

  it('those that start at once on an empty database end with one set of service keys', async () => {
    const connections = Array.from({ length: 4 }, () => kurrentDb.connect());
    const stores = await Promise.all(connections.map((own) => open({ connection: own })));
    const sets = await Promise.all(
      stores.map((store) => Promise.all(Object.values(serviceKeys).map((kid) => store.ensure(kid)))),
    );
    expect(new Set(sets.map((keys) => Buffer.concat(keys).toString('hex'))).size).toBe(1);
  });

  it('asks for a key once in one request, and again half a second later', async () => {
    let asked = 0;
    const counted: KurrentDbConnection = {
      ...connection,
      run: (operation) => {
        asked += 1;
        return connection.run(operation);
      },
    };
    const { time, moveOn } = stoppedTime();
    await (await open()).ensure('user:1');
    const store = await open({ connection: counted, time });
    asked = 0;
    for (const ask of [store.get, store.ensure, store.get, store.ensure]) await ask('user:1');
    expect(asked).toBe(1);
    moveOn(499);
    await store.get('user:1');
    expect(asked).toBe(1);
    moveOn(1);
    await store.get('user:1');
    expect(asked).toBe(2);
  });

  it('G6: acknowledges a destruction once the last one who may have the key at hand has it no more', async () => {
    const { time, moveOn, waiting } = stoppedTime();
    const store = await open({ time });
    const other = await open({ time });
    const key = await other.ensure('user:1');
    let isAcknowledged = false;
    const destroyed = store.destroy('user:1').then(() => {
      isAcknowledged = true;
    });
    await vi.waitUntil(() => waiting.length === 1);
    expect(await other.get('user:1')).toEqual({ status: 'present', key });
    expect(await store.get('user:1')).toEqual({ status: 'destroyed' });

    moveOn(recallTime - 1);
    expect(await other.get('user:1')).toEqual({ status: 'destroyed' });
    expect(isAcknowledged).toBe(false);
    moveOn(1);
    await destroyed;
  });

  it('G6: a destruction that was begun by another is acknowledged no sooner', async () => {
    const { time, moveOn, waiting } = stoppedTime();
    const [store, other] = [await open({ time }), await open({ time })];
    await store.ensure('user:1');
    const destructions = [store.destroy('user:1'), other.destroy('user:1')];
    await vi.waitUntil(() => waiting.length === 2);
    moveOn(recallTime);
    await Promise.all(destructions);
  });
});
