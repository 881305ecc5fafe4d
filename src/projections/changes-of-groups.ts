import type { Projection } from './projection.js';
import { type Document, type GroupChange, parkedGroup } from './view-store.js';

/** What changes in the lists of a projection's documents, when some of them change. */
export function changesOfGroups(
  projection: Projection,
  before: ReadonlyMap<string, Document | undefined>,
  after: ReadonlyMap<string, Document | undefined>,
): readonly GroupChange[] {
  const changes = new Map<string, { readonly added: string[]; readonly removed: string[] }>();
  const changeOf = (group: string) => {
    const change = changes.get(group) ?? { added: [], removed: [] };
    changes.set(group, change);
    return change;
  };
  for (const [id, document] of after) {
    const old = groupsOf(projection, before.get(id));
    const current = groupsOf(projection, document);
    // A document stays in its group while it is parked: it is one of them, and cannot be shown.
    for (const group of current.filter((one) => !old.includes(one))) changeOf(group).added.push(id);
    const left = old.filter((one) => !current.includes(one) && (one === parkedGroup || document === undefined));
    for (const group of left) changeOf(group).removed.push(id);
  }
  return [...changes].map(([group, change]) => ({ group, ...change }));
}

/** The lists that a document stands in. */
export function groupsOf(projection: Projection, document: Document | undefined): readonly string[] {
  if (document === undefined) return [];
  if (document.kind === 'PARKED') return [parkedGroup];
  const group = projection.groupOf?.(document.view);
  return group === undefined ? [] : [group];
}
