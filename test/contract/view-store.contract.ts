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
  });
}
