import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createKurrentDbKeyStore } from '../../../src/crypto/key-store/kurrentdb/kurrentdb-key-store.js';
import type { KeyStore } from '../../../src/crypto/key-store/port.js';
import { StoreUnavailable } from '../../../src/event-store/port.js';
import { type KurrentDbConnection, openKurrentDb } from '../../../src/kurrentdb/kurrentdb-connection.js';
import { someStreamPrefix } from '../../support/kurrentdb-event-store.js';
import { type KurrentDbServer, startKurrentDbServer } from '../../support/kurrentdb-server/kurrentdb-server.js';

const faultsOfWrites = [
  'cutBeforeWrite',
  'cutAfterWrite',
  'deadlineExceeded',
  'deadlineExceededAfterWrite',
  'unavailable',
] as const;

describe('KurrentDB key store, where the database fails it', () => {
  let server: KurrentDbServer;
  let connection: KurrentDbConnection;
  let store: KeyStore;
  /** Another process. */
  let other: KeyStore;

  beforeAll(async () => {
    server = await startKurrentDbServer();
    connection = openKurrentDb({ url: `${server.url}&defaultDeadline=1000` });
  });
  afterAll(async () => {
    await connection.close();
    await server.close();
  });
  beforeEach(async () => {
    const streamPrefix = someStreamPrefix();
    const open = () =>
      createKurrentDbKeyStore({ connection, keyEncryptionKey: Buffer.alloc(32, 1), randomBytes, streamPrefix });
    store = await open();
    other = await open();
  });

  it('says so while the database is gone, and goes on with the same keys when it is back', async () => {
    const key = await other.ensure('user:1');
    await server.stop();
    await expect(store.get('user:1')).rejects.toThrow(StoreUnavailable);
    await expect(store.ensure('user:1')).rejects.toThrow(StoreUnavailable);
    await expect(store.ensure('user:2')).rejects.toThrow(StoreUnavailable);
    await expect(store.destroy('user:1')).rejects.toThrow(StoreUnavailable);

    await server.restart();
    expect(await persistently(() => store.get('user:1'))).toEqual({ status: 'present', key });
  });

  it.each(faultsOfWrites)('%s while a key is made: all end with the one key that stands there', async (fault) => {
    server.faults[fault]('append');
    await expect(store.ensure('user:1')).rejects.toThrow(StoreUnavailable);
    const key = await persistently(() => store.ensure('user:1'));
    expect(await other.get('user:1')).toEqual({ status: 'present', key });
  });

  it.each(faultsOfWrites)(
    'G6: %s while a key is destroyed: it is not acknowledged, and destroying it again destroys it',
    async (fault) => {
      await store.ensure('user:1');
      server.faults[fault]('delete');
      await expect(store.destroy('user:1')).rejects.toThrow(StoreUnavailable);
      await persistently(() => store.destroy('user:1'));
      expect(await store.get('user:1')).toEqual({ status: 'destroyed' });
      expect(await other.get('user:1')).toEqual({ status: 'destroyed' });
    },
  );

  it('takes the key of whoever was first, and not the one that it was about to keep', async () => {
    const { promise: released, resolve: release } = Promise.withResolvers<undefined>();
    server.faults.delayAnswerUntil(released, 'read');
    const late = store.ensure('user:1');
    const key = await persistently(() => other.ensure('user:1'));
    release(undefined);
    expect(await late).toEqual(key);
  });

  it('does not wait for an answer for ever', async () => {
    const { promise: released, resolve: release } = Promise.withResolvers<undefined>();
    server.faults.delayAnswerUntil(released, 'read');
    await expect(store.get('user:1')).rejects.toThrow(StoreUnavailable);
    release(undefined);
  });

  it('says why for a log, and nothing of a key', async () => {
    server.faults.accessDenied('append');
    const refusal: unknown = await store.ensure('user:1').catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(StoreUnavailable);
    const { message, cause } = refusal as StoreUnavailable;
    expect(message).toBe('The keys cannot be used.');
    expect(cause).toMatchObject({ reason: 'ACCESS_DENIED' });
    expect(Object.keys(cause as Error).toSorted()).toEqual(['actual', 'name', 'reason']);
  });
});

/** Until the connection is there again. */
function persistently<Result>(action: () => Promise<Result>): Promise<Result> {
  return vi.waitFor(action, { timeout: 10_000 });
}
