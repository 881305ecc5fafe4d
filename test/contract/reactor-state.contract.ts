import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReactorStateStore } from '../../src/delivery/reactor-state/port.js';
import { instantOf, second } from '../../src/domain/instant.js';

/** One place where states are kept, and stores that share it as two processes do. */
export interface ReactorStateStorage {
  open(clock: () => number): ReactorStateStore;
  dispose(): void;
}

/** What every reactor state store promises. */
export function reactorStateContract(adapter: string, createStorage: () => ReactorStateStorage): void {
  describe(`reactor state store: ${adapter}`, () => {
    const reactor = 'sender';
    const positionOf = (number: number) => String(number).padStart(20, '0');
    let now: number;
    let storage: ReactorStateStorage;
    let store: ReactorStateStore;
    let other: ReactorStateStore;

    beforeEach(() => {
      now = Date.parse('2026-11-24T12:00:00.000Z');
      storage = createStorage();
      store = storage.open(() => now);
      other = storage.open(() => now);
    });
    afterEach(async () => {
      await store.close();
      await other.close();
      storage.dispose();
    });

    const inSeconds = (seconds: number) => instantOf(now + seconds * second);

    it('gives the lease to one, and to nobody else while it lasts', async () => {
      expect(await store.acquire(reactor, 'first', inSeconds(10))).toBe(true);
      expect(await other.acquire(reactor, 'second', inSeconds(10))).toBe(false);
      now += 10 * second - 1;
      expect(await other.acquire(reactor, 'second', inSeconds(10))).toBe(false);
    });

    it('gives the lease to another when it is over', async () => {
      await store.acquire(reactor, 'first', inSeconds(10));
      now += 10 * second;
      expect(await other.acquire(reactor, 'second', inSeconds(10))).toBe(true);
      expect(await store.acquire(reactor, 'first', inSeconds(10))).toBe(false);
    });

    it('prolongs the lease for the one who holds it', async () => {
      await store.acquire(reactor, 'first', inSeconds(10));
      now += 9 * second;
      expect(await store.acquire(reactor, 'first', inSeconds(10))).toBe(true);
      now += 9 * second;
      expect(await other.acquire(reactor, 'second', inSeconds(10))).toBe(false);
    });

    it('lets its holder go on with a lease that is over and that nobody has taken', async () => {
      await store.acquire(reactor, 'first', inSeconds(10));
      now += 60 * second;
      expect(await store.acquire(reactor, 'first', inSeconds(10))).toBe(true);
      expect(await other.acquire(reactor, 'second', inSeconds(10))).toBe(false);
    });

    it('gives the lease to exactly one of many who ask at once', async () => {
      const asked = Array.from({ length: 20 }, (_, number) =>
        (number % 2 === 0 ? store : other).acquire(reactor, `holder-${number}`, inSeconds(10)),
      );
      expect((await Promise.all(asked)).filter((isMine) => isMine)).toHaveLength(1);
    });

    it('gives a released lease to the next one at once', async () => {
      await store.acquire(reactor, 'first', inSeconds(10));
      await store.release(reactor, 'first');
      expect(await other.acquire(reactor, 'second', inSeconds(10))).toBe(true);
    });

    it('takes no lease from another that is told to be released by one who had it before', async () => {
      await store.acquire(reactor, 'first', inSeconds(10));
      now += 10 * second;
      await other.acquire(reactor, 'second', inSeconds(10));
      await store.release(reactor, 'first');
      expect(await store.acquire(reactor, 'third', inSeconds(10))).toBe(false);
    });

    it('releases what nobody holds without harm', async () => {
      await store.release(reactor, 'first');
      expect(await store.acquire(reactor, 'first', inSeconds(10))).toBe(true);
    });

    it('has no position before one is saved, and then the last one', async () => {
      expect(await store.position(reactor)).toBeUndefined();
      await store.acquire(reactor, 'first', inSeconds(10));
      expect(await store.position(reactor)).toBeUndefined();
      expect(await store.savePosition(reactor, 'first', positionOf(3))).toBe(true);
      expect(await store.savePosition(reactor, 'first', positionOf(7))).toBe(true);
      expect(await other.position(reactor)).toBe(positionOf(7));
    });

    it('saves no position for one without the lease', async () => {
      expect(await store.savePosition(reactor, 'first', positionOf(1))).toBe(false);
      await store.acquire(reactor, 'first', inSeconds(10));
      await store.savePosition(reactor, 'first', positionOf(3));
      expect(await other.savePosition(reactor, 'second', positionOf(4))).toBe(false);
      expect(await store.position(reactor)).toBe(positionOf(3));
    });

    it('saves no position for one whose lease another has taken: the newer position stays', async () => {
      await store.acquire(reactor, 'first', inSeconds(10));
      now += 10 * second;
      await other.acquire(reactor, 'second', inSeconds(10));
      await other.savePosition(reactor, 'second', positionOf(9));
      expect(await store.savePosition(reactor, 'first', positionOf(3))).toBe(false);
      expect(await store.position(reactor)).toBe(positionOf(9));
    });

    it('saves no position for one who has released the lease', async () => {
      await store.acquire(reactor, 'first', inSeconds(10));
      await store.release(reactor, 'first');
      expect(await store.savePosition(reactor, 'first', positionOf(3))).toBe(false);
    });

    it('keeps the position when the lease goes from one to another', async () => {
      await store.acquire(reactor, 'first', inSeconds(10));
      await store.savePosition(reactor, 'first', positionOf(3));
      await store.release(reactor, 'first');
      await other.acquire(reactor, 'second', inSeconds(10));
      expect(await other.position(reactor)).toBe(positionOf(3));
    });

    it('keeps reactors apart', async () => {
      await store.acquire(reactor, 'first', inSeconds(10));
      await store.savePosition(reactor, 'first', positionOf(3));
      expect(await other.position("'; DROP TABLE reactors; --")).toBeUndefined();
      expect(await other.acquire('another', 'second', inSeconds(10))).toBe(true);
      expect(await other.savePosition('another', 'second', positionOf(5))).toBe(true);
      expect(await store.position(reactor)).toBe(positionOf(3));
    });

    it('keeps lease and position when it is closed and opened', async () => {
      await store.acquire(reactor, 'first', inSeconds(10));
      await store.savePosition(reactor, 'first', positionOf(3));
      await store.close();
      await other.close();
      store = storage.open(() => now);
      expect(await store.position(reactor)).toBe(positionOf(3));
      expect(await store.acquire(reactor, 'second', inSeconds(10))).toBe(false);
    });

    it('can be closed twice', async () => {
      await store.close();
      await expect(store.close()).resolves.toBeUndefined();
    });
  });
}
