import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KeyDestroyed, type KeyStore } from '../../src/crypto/key-store/port.js';

/** One place where keys are kept, and key stores that share it as two processes do. */
export interface KeyStorage {
  open(): KeyStore | Promise<KeyStore>;
  dispose(): void;
}

/** What every key store promises. */
export function keyStoreContract(adapter: string, createStorage: () => KeyStorage): void {
  describe(`key store: ${adapter}`, () => {
    let storage: KeyStorage;
    let store: KeyStore;
    let other: KeyStore;

    beforeEach(async () => {
      storage = createStorage();
      store = await storage.open();
      other = await storage.open();
    });

    afterEach(async () => {
      await store.close();
      await other.close();
      storage.dispose();
    });

    it('makes a key of 32 bytes, and another one for another id', async () => {
      const first = await store.ensure('user:1');
      const second = await store.ensure('user:2');
      expect(first).toHaveLength(32);
      expect(second).toHaveLength(32);
      expect(hex(second)).not.toBe(hex(first));
    });

    it('gives everybody who asks for an id the same key', async () => {
      const keys = await Promise.all([store, other, store, other].map((each) => each.ensure('user:1')));
      expect(new Set(keys.map(hex)).size).toBe(1);
      expect(await other.get('user:1')).toEqual({ status: 'present', key: keys[0] });
    });

    it('tells a key that never was from a destroyed one', async () => {
      await store.ensure('user:1');
      await store.destroy('user:1');
      expect(await store.get('user:1')).toEqual({ status: 'destroyed' });
      expect(await store.get('user:2')).toEqual({ status: 'absent' });
    });

    it('does not make a key by looking for it', async () => {
      await store.get('user:1');
      expect(await store.get('user:1')).toEqual({ status: 'absent' });
    });

    it('G6: a key destroyed by one is gone for all at once, also for those who have read it', async () => {
      const key = await other.ensure('user:1');
      expect(await other.get('user:1')).toEqual({ status: 'present', key });
      await store.destroy('user:1');
      expect(await other.get('user:1')).toEqual({ status: 'destroyed' });
    });

    it('G6: a key destroyed by one is given to nobody who has it, to seal something else under it', async () => {
      await other.ensure('user:1');
      await store.destroy('user:1');
      await expect(other.ensure('user:1')).rejects.toThrow(KeyDestroyed);
    });

    it('G6: a key is gone when it is destroyed, also for those who have not stopped asking for it', async () => {
      await store.ensure('user:1');
      const destroyed = store.destroy('user:1').then(() => 'DESTROYED' as const);
      let progress: 'DESTROYED' | undefined;
      while (progress === undefined) {
        await Promise.all([store.get('user:1'), other.get('user:1')]);
        progress = await Promise.race([destroyed, Promise.resolve(undefined)]);
      }
      expect(await store.get('user:1')).toEqual({ status: 'destroyed' });
      expect(await other.get('user:1')).toEqual({ status: 'destroyed' });
    });

    it('G6: a destroyed key does not come back under its id', async () => {
      await store.ensure('user:1');
      await store.destroy('user:1');
      await expect(store.ensure('user:1')).rejects.toThrow(KeyDestroyed);
      await expect(other.ensure('user:1')).rejects.toThrow(KeyDestroyed);
      expect(await store.get('user:1')).toEqual({ status: 'destroyed' });
    });

    it('G6: destroying again changes nothing', async () => {
      await store.ensure('user:1');
      await store.destroy('user:1');
      await other.destroy('user:1');
      expect(await store.get('user:1')).toEqual({ status: 'destroyed' });
    });

    it('G6: an id destroyed before its key was made never gets one', async () => {
      await store.destroy('user:1');
      await expect(other.ensure('user:1')).rejects.toThrow(KeyDestroyed);
    });

    it('leaves other keys alone when one is destroyed', async () => {
      const key = await store.ensure('user:1');
      await store.ensure('user:2');
      await store.destroy('user:2');
      expect(await store.get('user:1')).toEqual({ status: 'present', key });
    });

    it('leaves a key that was given out as it was when it is destroyed', async () => {
      const key = await store.ensure('user:1');
      const before = hex(key);
      await store.destroy('user:1');
      expect(hex(key)).toBe(before);
    });

    it('takes any text as an id', async () => {
      const odd = ['', "'; DROP TABLE keys; --", 'ключ', 'a'.repeat(1_000)];
      const keys = await Promise.all(odd.map((kid) => store.ensure(kid)));
      expect(new Set(keys.map(hex)).size).toBe(odd.length);
    });

    it('keeps keys and tombstones when it is closed and opened', async () => {
      const key = await store.ensure('user:1');
      await store.destroy('user:2');
      await store.close();
      await other.close();
      store = await storage.open();
      expect(await store.get('user:1')).toEqual({ status: 'present', key });
      expect(await store.get('user:2')).toEqual({ status: 'destroyed' });
    });

    it('can be closed twice', async () => {
      await store.close();
      await expect(store.close()).resolves.toBeUndefined();
    });
  });
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
