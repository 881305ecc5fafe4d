import { groupsOf } from './changes-of-groups.js';
import type { Projection } from './projection.js';
import { type Document, type GroupChange, parkedGroup } from './view-store.js';

/**
 * Puts documents into the lists that they belong to and out of those that they do not, whatever the lists have now.
 *
 * @param before as far as they can be read.
 */
export function groupsToMend(
  projection: Projection,
  before: ReadonlyMap<string, Document | 'UNREADABLE'>,
  after: ReadonlyMap<string, Document | undefined>,
): readonly GroupChange[] {
  const moves = [...after].flatMap(([id, document]) => {
    const old = before.get(id);
    const wanted = groupsOf(projection, document);
    const had = [parkedGroup, ...(typeof old === 'object' ? groupsOf(projection, old) : [])];
    // A document stays in its group while it is parked: it is one of them, and cannot be shown.
    const left = document?.kind === 'PARKED' ? [] : had.filter((group) => !wanted.includes(group));
    return [
      ...wanted.map((group) => ({ id, group, isIn: true })),
      ...[...new Set(left)].map((group) => ({ id, group, isIn: false })),
    ];
  });
  return [...Map.groupBy(moves, ({ group }) => group)].map(([group, its]) => ({
    group,
    added: its.filter(({ isIn }) => isIn).map(({ id }) => id),
    removed: its.filter(({ isIn }) => !isIn).map(({ id }) => id),
  }));
}
