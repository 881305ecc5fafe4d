import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptyCatalog } from '../../src/projections/catalog.js';
import { type Partition, partitionOf, partitions } from '../../src/projections/partition.js';
import type { Document, EditionBatch, GroupChange, ViewStore } from '../../src/projections/view-store.js';

const at = (position: number): string => String(position).padStart(20, '0');
const view = (content: unknown): Document => ({ kind: 'VIEW', view: content });
const edition = 'p.v1.1';
/** An id in partition 3, and others beside it. */
const [id = '', ...beside] = Array.from({ length: 400 }, (_, index) => `id-${index}`).filter(
  (one) => partitionOf(one) === 3,
);
const partition: Partition = 3;

interface Move {
  readonly edition?: string;
  readonly expected?: number;
  readonly documents?: Readonly<Record<string, Document | undefined>>;
  readonly groups?: readonly GroupChange[];
  readonly announced?: boolean;
}

const batch = (position: number, move: Move = {}): EditionBatch => ({
  edition: move.edition ?? edition,
  expected: move.expected === undefined ? undefined : at(move.expected),
  position: at(position),
  documents: new Map(Object.entries(move.documents ?? {})),
  groups: move.groups ?? [],
  announced: move.announced ?? true,
});

/** What every view store promises, whatever it keeps views in. `open` gives one that is empty. */
export function viewStoreContract(name: string, open: () => Promise<ViewStore>): void {
  describe(`view store: ${name}`, () => {
    let store: ViewStore;
    let fence: string;
    beforeEach(async () => {
      store = await open();
      ({ fence } = await store.claim(partition, [edition]));
    });
    afterEach(() => store.close());

    const apply = (...batches: readonly EditionBatch[]) => store.apply(partition, fence, batches);
    const positionOf = async (of = edition, place = partition) => (await store.status([of])).get(of)?.[place]?.position;

    it('has neither documents nor positions at first', async () => {
      expect(await store.read(edition, id)).toEqual({ document: undefined, position: undefined });
      expect(await store.status([edition])).toEqual(
        new Map([[edition, partitions.map(() => ({ position: undefined, parked: 0 }))]]),
      );
    });

    describe('a batch', () => {
      it('applies: the documents that it changes, and the position', async () => {
        expect(await apply(batch(3, { documents: { [id]: view({ n: 1 }) } }))).toBe('APPLIED');
        expect(await store.read(edition, id)).toEqual({ document: view({ n: 1 }), position: at(3) });
        expect(await store.read(edition, beside[0]!)).toEqual({ document: undefined, position: at(3) });
      });

      it('moves the position where it changes no document, and only that of its partition', async () => {
        await apply(batch(1));
        expect(await apply(batch(9, { expected: 1 }))).toBe('APPLIED');
        expect(await positionOf()).toBe(at(9));
        expect(await positionOf(edition, 4)).toBeUndefined();
      });

      it('removes a document', async () => {
        await apply(batch(1, { documents: { [id]: view(1), [beside[0]!]: view(2) } }));
        await apply(batch(1, { expected: 1, documents: { [id]: undefined } }));
        expect(await store.readMany(edition, partition, [id, beside[0]!])).toEqual(new Map([[beside[0], view(2)]]));
      });

      it('is refused where its edition does not stand at the expected position, and nothing changes', async () => {
        await apply(batch(1, { documents: { [id]: view(1) } }));
        expect(await apply(batch(1, { documents: { [id]: view(2) } }))).toBe('MOVED');
        expect(await apply(batch(3, { expected: 2, documents: { [id]: view(3) } }))).toBe('MOVED');
        expect(await store.read(edition, id)).toEqual({ document: view(1), position: at(1) });
      });

      it('of several editions applies as a whole', async () => {
        const other = batch(1, { edition: 'q.v1.1', documents: { [id]: view('q') } });
        expect(await apply(batch(1, { documents: { [id]: view('p') } }), other)).toBe('APPLIED');
        const next = batch(2, { expected: 1, documents: { [id]: view('p2') } });
        expect(await apply(next, batch(2, { edition: 'q.v1.1', expected: 7 }))).toBe('MOVED');
        expect((await store.read(edition, id)).document).toEqual(view('p'));
        expect((await store.read('q.v1.1', id)).document).toEqual(view('q'));
      });

      it('of two for one position sent at once applies once', async () => {
        const outcomes = await Promise.all([1, 2].map((n) => apply(batch(n, { documents: { [id]: view(n) } }))));
        expect(outcomes.toSorted()).toEqual(['APPLIED', 'MOVED']);
      });

      it('may hold thousands of documents', async () => {
        const many = Object.fromEntries(Array.from({ length: 5_001 }, (_, n) => [`many-${n}`, view({ n })]));
        const removed = Object.fromEntries(Array.from({ length: 2_500 }, (_, n) => [`many-${n}`, undefined]));
        const group = { group: 'g', added: Object.keys(many), removed: [] };
        await apply(batch(1, { documents: many, groups: [group] }));
        await apply(batch(2, { expected: 1, documents: removed }));
        const left = await store.readMany(edition, partition, Object.keys(many));
        expect(left.size).toBe(2_501);
        expect(left.get('many-5000')).toEqual(view({ n: 5_000 }));
      });
    });

    describe('a claim', () => {
      it('tells where the editions stand', async () => {
        await apply(batch(5));
        const { positions } = await store.claim(partition, [edition, 'q.v1.1']);
        expect(positions).toEqual(
          new Map([
            [edition, at(5)],
            ['q.v1.1', undefined],
          ]),
        );
      });

      it('takes the partition from whoever claimed it before, and no other partition', async () => {
        const other = await store.claim(4, [edition]);
        const later = await store.claim(partition, [edition]);
        expect(later.fence).not.toBe(fence);
        expect(await apply(batch(1, { documents: { [id]: view(1) } }))).toBe('FENCED');
        expect((await store.read(edition, id)).document).toBeUndefined();
        expect(await store.apply(partition, later.fence, [batch(1)])).toBe('APPLIED');
        expect(await store.apply(4, other.fence, [batch(1)])).toBe('APPLIED');
      });
    });

    it('keeps editions apart, and forgets one alone', async () => {
      const documents = { [id]: view(1) };
      const groups = [{ group: 'g', added: [id], removed: [] }];
      await apply(batch(1, { documents, groups }), batch(1, { edition: 'p.v1.2', documents, groups }));
      await store.drop(edition);
      expect(await store.read(edition, id)).toEqual({ document: undefined, position: undefined });
      expect((await store.readGroup(edition, 'g')).flatMap(({ documents: found }) => [...found])).toEqual([]);
      expect((await store.read('p.v1.2', id)).document).toEqual(view(1));
    });

    it('keeps a document that is parked, and counts it', async () => {
      const what = { position: at(7), eventType: 'Odd', since: '2026-11-24T12:00:00.000Z', reason: 'TypeError' };
      const parked: Document = { kind: 'PARKED', parked: what };
      const groups = [{ group: '@parked', added: [id], removed: [] }];
      await apply(batch(7, { documents: { [id]: parked }, groups }));
      expect((await store.read(edition, id)).document).toEqual(parked);
      expect((await store.status([edition])).get(edition)?.[partition]).toEqual({ position: at(7), parked: 1 });
    });

    it('lists a group, partition by partition, as it changes', async () => {
      const [one = '', two = ''] = beside;
      const documents = { [id]: view(0), [one]: view(1), [two]: view(2) };
      await apply(batch(1, { documents, groups: [{ group: 'g', added: [id, one, two], removed: [] }] }));
      await apply(batch(2, { expected: 1, groups: [{ group: 'g', added: [], removed: [one] }] }));
      const groups = await store.readGroup(edition, 'g');
      expect(groups).toHaveLength(partitions.length);
      expect(groups[partition]?.documents).toEqual(
        new Map([
          [id, view(0)],
          [two, view(2)],
        ]),
      );
      expect(groups[partition]).toMatchObject({ position: at(2), complete: true });
      expect(groups[4]).toEqual({ documents: new Map(), position: undefined, complete: true });
    });

    it('says that a group is not complete where one of its documents is gone', async () => {
      await apply(batch(1, { documents: { [id]: view(0) }, groups: [{ group: 'g', added: [id], removed: [] }] }));
      await apply(batch(2, { expected: 1, documents: { [id]: undefined } }));
      expect((await store.readGroup(edition, 'g'))[partition]?.complete).toBe(false);
    });

    it('names every id of a partition', async () => {
      const ids = [id, ...beside];
      const documents = Object.fromEntries(ids.map((one) => [one, view(one)]));
      await apply(batch(1, { documents, groups: [{ group: 'g', added: ids, removed: [] }] }));
      const found = new Set<string>();
      for await (const some of store.ids(edition, partition)) for (const one of some) found.add(one);
      expect([...found].toSorted()).toEqual(ids.toSorted());
    });

    describe('waiting for a position', () => {
      const place = { edition, partition };

      it('ends as soon as it is reached or passed', async () => {
        const waiting = store.reached(place, at(2), 60_000);
        await apply(batch(1));
        await apply(batch(5, { expected: 1 }));
        expect(await waiting).toBe(true);
        expect(await store.reached(place, at(5), 60_000)).toBe(true);
      });

      it('gives up after the time', async () => {
        expect(await store.reached(place, at(2), 1)).toBe(false);
      });
    });

    describe('watching a document', () => {
      /** Watches, and notes what could be read at each call. */
      const noteChanges = () => {
        const noted: unknown[] = [];
        const stop = store.watch('p', id, () => {
          void store.read(edition, id).then(({ document }) => noted.push(document));
        });
        return { noted, stop };
      };
      /** Listening begins with the first watch, and may take a moment to be heard. */
      const listening = async () => {
        let heard = 0;
        const stop = store.watch('p', beside[0]!, () => {
          heard += 1;
        });
        await expect
          .poll(async () => {
            const expected = await positionOf();
            const next = Number(expected ?? 0) + 1;
            const move = { documents: { [beside[0]!]: view(next) } };
            await apply(batch(next, expected === undefined ? move : { ...move, expected: Number(expected) }));
            return heard;
          })
          .toBeGreaterThan(0);
        stop();
        return Number(await positionOf());
      };

      it('is told of every change, whoever else watches, once the new state can be read', async () => {
        const [one, other] = [noteChanges(), noteChanges()];
        const start = await listening();
        await apply(batch(start + 1, { expected: start, documents: { [id]: view(1) } }));
        await expect.poll(() => one.noted.at(-1)).toEqual(view(1));
        await apply(batch(start + 2, { expected: start + 1, documents: { [id]: view(2) } }));
        await expect.poll(() => one.noted.at(-1)).toEqual(view(2));
        await expect.poll(() => other.noted.at(-1)).toEqual(view(2));
      });

      it('is told nothing of other documents, of other projections, of what is refused or not announced', async () => {
        const { noted } = noteChanges();
        const start = await listening();
        await apply(batch(start + 1, { expected: start, documents: { [beside[1]!]: view(1) } }));
        await apply(batch(1, { edition: 'q.v1.1', documents: { [id]: view(1) } }));
        expect(await apply(batch(start + 9, { documents: { [id]: view(2) } }))).toBe('MOVED');
        const silent = { expected: start + 1, documents: { [id]: view(3) }, announced: false };
        await apply(batch(start + 2, silent));
        await apply(batch(start + 3, { expected: start + 2, documents: { [id]: view(4) } }));
        await expect.poll(() => noted).toEqual([view(4)]);
      });

      it('ends when it is ended, once and for itself alone, also by the call itself', async () => {
        let calls = 0;
        const count = () => {
          calls += 1;
          stop();
        };
        const stop = store.watch('p', id, count);
        const ended = store.watch('p', id, () => expect.fail('It was ended.'));
        ended();
        ended();
        const { noted } = noteChanges();
        const start = await listening();
        await apply(batch(start + 1, { expected: start, documents: { [id]: view(1) } }));
        await apply(batch(start + 2, { expected: start + 1, documents: { [id]: view(2) } }));
        await expect.poll(() => noted.at(-1)).toEqual(view(2));
        expect(calls).toBe(1);
      });

      it('is counted while it lasts, and ends with the store', async () => {
        expect(store.watches()).toBe(0);
        const stops = [id, id, beside[0]!].map((one) => store.watch('p', one, () => undefined));
        expect(store.watches()).toBe(3);
        stops[0]?.();
        expect(store.watches()).toBe(2);
        await store.close();
        expect(store.watches()).toBe(0);
      });
    });

    describe('the catalog', () => {
      const entry = { serving: { projection: 'p', version: 1, number: 1 }, paused: false };

      it('is empty at first, and is what was written last', async () => {
        expect(await store.catalog()).toEqual(emptyCatalog);
        const catalog = { revision: 1, projections: { p: entry } };
        expect(await store.replaceCatalog(catalog)).toBe(true);
        expect(await store.catalog()).toEqual(catalog);
      });

      it('of two changes at once takes one', async () => {
        const changes = [true, false].map((paused) => ({ revision: 1, projections: { p: { ...entry, paused } } }));
        const replaced = await Promise.all(changes.map((change) => store.replaceCatalog(change)));
        expect(replaced.toSorted()).toEqual([false, true]);
        expect(await store.replaceCatalog({ revision: 1, projections: {} })).toBe(false);
      });
    });
  });
}
