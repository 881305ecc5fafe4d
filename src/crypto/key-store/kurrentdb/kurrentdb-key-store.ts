import { setTimeout } from 'node:timers/promises';
import type { KurrentDbConnection } from '../../../kurrentdb/kurrentdb-connection.js';
import type { RandomBytes } from '../../random-bytes.js';
import { KeyDestroyed, type KeyLookup, type KeyStore } from '../port.js';
import { checkKid, createKeyWrap } from '../wrapped-key.js';
import { createLentKeys, type PassingTime, recallTime } from './lent-keys.js';
import { createWrappedKeyStreams, type Kept } from './wrapped-key-streams.js';

export interface KurrentDbKeyStoreDependencies {
  /** It is closed by whoever opened it. */
  readonly connection: KurrentDbConnection;
  /** 32 bytes, kept apart from the database. */
  readonly keyEncryptionKey: Uint8Array;
  readonly randomBytes: RandomBytes;
  /** What the streams' names begin with; the event store's by default. */
  readonly streamPrefix?: string;
  readonly time?: PassingTime;
}

/**
 * A key store in streams of their own beside the events. Their one event is the wrapped key, so a copied database opens
 * nothing without the key-encryption key (attack 36).
 *
 * To destroy a key is to tombstone its stream: nobody is given it any more, and its id stays taken. Only a leader that has
 * been cut off from the others may still give it, for the seconds until it knows that it leads no more. The wrapped bytes
 * leave a node's disk when the database is scavenged there, and stay in the backups that were made before.
 *
 * @throws {WrongKeyEncryptionKey} the keys were wrapped with another key-encryption key.
 * @throws {StoreUnavailable}
 */
export async function createKurrentDbKeyStore(dependencies: KurrentDbKeyStoreDependencies): Promise<KeyStore> {
  const { connection, keyEncryptionKey, randomBytes, streamPrefix = 'sallyport.', time = realTime } = dependencies;
  const keyWrap = createKeyWrap({ keyEncryptionKey, randomBytes, place: 'KurrentDB' });
  const streams = createWrappedKeyStreams(connection, streamPrefix);
  const lentKeys = createLentKeys(time);

  async function look(kid: string, find: () => Promise<Kept>): Promise<KeyLookup> {
    const lent = lentKeys.find(kid);
    if (lent) return { status: 'present', key: lent };
    const askedAt = time.now();
    const kept = await find();
    if (kept === 'absent' || kept === 'destroyed') return { status: kept };
    const key = keyWrap.unwrap(kid, kept);
    lentKeys.lend(kid, key, askedAt);
    return { status: 'present', key };
  }

  const store: KeyStore = {
    async ensure(kid) {
      const found = await look(kid, async () => {
        const kept = await streams.read(kid);
        return kept === 'absent' ? streams.keep(kid, keyWrap.wrapNew(kid)) : kept;
      });
      if (found.status !== 'present') throw new KeyDestroyed(kid);
      return found.key;
    },
    get: (kid) => look(kid, () => streams.read(kid)),
    async destroy(kid) {
      lentKeys.takeBack(kid);
      await streams.destroy(kid);
      // Other processes, and reads of this one that were under way, may have the key on loan until then (G6). So it is
      // where it was destroyed before: that may have been just now, by one who still waits.
      await time.pause(recallTime);
    },
    async close() {},
  };
  await store.ensure(checkKid);
  return store;
}

const realTime: PassingTime = { now: () => performance.now(), pause: (milliseconds) => setTimeout(milliseconds) };
