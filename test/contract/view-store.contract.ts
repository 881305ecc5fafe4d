import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ViewStore } from '../../src/projections/view-store.js';

const at = (position: number): string => String(position).padStart(20, '0');
const views = (entries: Record<string, unknown>) => new Map(Object.entries(entries));

/** What every view store promises, whatever it keeps views in. */
export function viewStoreContract(name: string, open: () => Promise<ViewStore>): void {
  describe(`view store: ${name}`, () => {
    let store: ViewStore;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    it('has neither views nor a position at first', async () => {
      expect(await store.position('p')).toBeUndefined();
      expect(await store.read('p', 'stream-1')).toEqual({ view: undefined, position: undefined });
    });

    it('applies a batch: the views that it changes, and the position', async () => {
      const batch = { expectedPosition: undefined, position: at(3), views: views({ 'stream-1': { n: 1 } }) };
      expect(await store.apply('p', batch)).toBe(true);
      expect(await store.read('p', 'stream-1')).toEqual({ view: { n: 1 }, position: at(3) });
      expect(await store.read('p', 'stream-2')).toEqual({ view: undefined, position: at(3) });
    });

    it('moves the position where a batch changes no view', async () => {
      await store.apply('p', { expectedPosition: undefined, position: at(1), views: views({}) });
      expect(await store.apply('p', { expectedPosition: at(1), position: at(9), views: views({}) })).toBe(true);
      expect(await store.position('p')).toBe(at(9));
    });

    it('exactly once: refuses a batch whose position it does not stand at, and changes nothing', async () => {
      const first = { expectedPosition: undefined, position: at(1), views: views({ 'stream-1': { n: 1 } }) };
      await store.apply('p', first);
      expect(await store.apply('p', { ...first, views: views({ 'stream-1': { n: 2 } }) })).toBe(false);
      const skipping = { expectedPosition: at(2), position: at(3), views: views({ 'stream-1': { n: 3 } }) };
      expect(await store.apply('p', skipping)).toBe(false);
      expect(await store.read('p', 'stream-1')).toEqual({ view: { n: 1 }, position: at(1) });
    });

    it('of two batches for one position sent at once, applies one', async () => {
      const batch = (n: number) => ({
        expectedPosition: undefined,
        position: at(n),
        views: views({ 'stream-1': { n } }),
      });
      const applied = await Promise.all([store.apply('p', batch(1)), store.apply('p', batch(2))]);
      expect(applied.filter(Boolean)).toHaveLength(1);
    });

    it('keeps projections apart', async () => {
      await store.apply('p', { expectedPosition: undefined, position: at(1), views: views({ 'stream-1': { n: 1 } }) });
      expect(await store.read('q', 'stream-1')).toEqual({ view: undefined, position: undefined });
    });

    it('wakes whoever waits for a position as soon as it is reached or passed', async () => {
      const waiting = store.reached('p', at(2), 60_000);
      await store.apply('p', { expectedPosition: undefined, position: at(1), views: views({}) });
      await store.apply('p', { expectedPosition: at(1), position: at(5), views: views({}) });
      expect(await waiting).toBe(true);
      expect(await store.reached('p', at(5), 60_000)).toBe(true);
    });

    it('gives up waiting after the time', async () => {
      expect(await store.reached('p', at(2), 1)).toBe(false);
    });

    describe('watching a document', () => {
      const change = (projection: string, key: string, position: number, expected?: number) =>
        store.apply(projection, {
          expectedPosition: expected === undefined ? undefined : at(expected),
          position: at(position),
          views: views({ [key]: { n: position } }),
        });

      /** Watches, and notes what could be read at each call. */
      const noteChanges = (projection: string, key: string) => {
        const noted: unknown[] = [];
        const stop = store.watch(projection, key, () => {
          void store.read(projection, key).then(({ view }) => noted.push(view));
        });
        return { noted, stop };
      };

      it('is told of every change, whoever else watches, once the new state can be read', async () => {
        const one = noteChanges('p', 'stream-1');
        const other = noteChanges('p', 'stream-1');
        await change('p', 'stream-1', 1);
        await expect.poll(() => one.noted.at(-1)).toEqual({ n: 1 });
        await change('p', 'stream-1', 2, 1);
        await expect.poll(() => one.noted.at(-1)).toEqual({ n: 2 });
        await expect.poll(() => other.noted.at(-1)).toEqual({ n: 2 });
      });

      it('is told nothing of other documents, of other projections, and of a batch that was refused', async () => {
        const { noted } = noteChanges('p', 'stream-1');
        await change('p', 'stream-2', 1);
        await change('q', 'stream-1', 1);
        expect(await change('p', 'stream-1', 2)).toBe(false);
        await change('p', 'stream-1', 3, 1);
        await expect.poll(() => noted).toEqual([{ n: 3 }]);
      });

      it('ends when it is ended, once and for itself alone', async () => {
        let calls = 0;
        const count = () => {
          calls += 1;
        };
        const stop = store.watch('p', 'stream-1', count);
        store.watch('p', 'stream-1', count);
        const { noted } = noteChanges('p', 'stream-1');
        stop();
        stop();
        await change('p', 'stream-1', 1);
        await expect.poll(() => noted).toEqual([{ n: 1 }]);
        expect(calls).toBe(1);
      });

      it('can be ended by the call itself', async () => {
        let calls = 0;
        const stop = store.watch('p', 'stream-1', () => {
          calls += 1;
          stop();
        });
        const { noted } = noteChanges('p', 'stream-1');
        await change('p', 'stream-1', 1);
        await change('p', 'stream-1', 2, 1);
        await expect.poll(() => noted.at(-1)).toEqual({ n: 2 });
        expect(calls).toBe(1);
      });

      it('is counted while it lasts', async () => {
        expect(store.watches()).toBe(0);
        const stops = ['stream-1', 'stream-1', 'stream-2'].map((key) => store.watch('p', key, () => undefined));
        expect(store.watches()).toBe(3);
        for (const stop of stops) stop();
        expect(store.watches()).toBe(0);
      });

      it('ends with the store', async () => {
        store.watch('p', 'stream-1', () => undefined);
        await store.close();
        expect(store.watches()).toBe(0);
      });
    });
  });
}
