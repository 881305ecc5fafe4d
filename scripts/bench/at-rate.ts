import { setTimeout } from 'node:timers/promises';

/**
 * Begins with one item after the other, so many a second, however long each takes.
 *
 * @param work is told when it was due, as `performance.now()` has it.
 */
export async function atRate<Item, Result>(
  items: readonly Item[],
  perSecond: number,
  work: (item: Item, due: number) => Promise<Result>,
): Promise<Result[]> {
  const begun = performance.now();
  return Promise.all(
    items.map(async (item, index) => {
      const due = begun + (index * 1_000) / perSecond;
      await setTimeout(Math.max(0, due - performance.now()));
      return work(item, due);
    }),
  );
}
