import type { RandomBytes } from '../../random-bytes.js';
import { KeyDestroyed, type KeyStore, keySize } from '../port.js';

/** What a memory key store keeps: keys by id, `undefined` where the key has been destroyed. */
export type KeysInMemory = Map<string, Uint8Array | undefined>;

export interface MemoryKeyStoreDependencies {
  readonly randomBytes: RandomBytes;
  /** Stores given the same map share their keys, as processes share a file. */
  readonly keys?: KeysInMemory;
}

/** A key store that forgets everything with the process: for tests. */
export function createMemoryKeyStore({ randomBytes, keys = new Map() }: MemoryKeyStoreDependencies): KeyStore {
  return {
    async ensure(kid) {
      if (!keys.has(kid)) keys.set(kid, randomBytes(keySize));
      const key = keys.get(kid);
      if (!key) throw new KeyDestroyed(kid);
      return key;
    },
    async get(kid) {
      if (!keys.has(kid)) return { status: 'absent' };
      const key = keys.get(kid);
      return key ? { status: 'present', key } : { status: 'destroyed' };
    },
    async destroy(kid) {
      keys.set(kid, undefined);
    },
    async close() {},
  };
}
