import { type Edition, nameOf } from '../projections/edition.js';
import { type DocumentDifference, findDifferences, type OnCompared } from '../projections/find-differences.js';
import { mendDocuments } from '../projections/mend-documents.js';
import { partitionOf } from '../projections/partition.js';
import { requireStaff } from './authorise.js';
import { checkReason } from './check-reason.js';
import { entryOf, findProjection, type ProjectionStores, requireVersion } from './projection-stores.js';
import { recordStep } from './record-step.js';
import type { RequestContext } from './request-context.js';

export interface Repair {
  readonly edition: Edition;
  /** How many were looked at. */
  readonly documents: number;
  /** What was found and mended. */
  readonly mended: readonly DocumentDifference[];
}

/** `MENDING`: counted in documents. */
export type OnRepaired = (phase: Parameters<OnCompared>[0] | 'MENDING', done: number, total: number) => void;

/** A projector takes its partition back within a second: what is written under one claim must take less. */
const mendedAtOnce = 100;

/**
 * Compares every document that is served with the history, and writes anew those that differ, and nothing else.
 *
 * @throws {InvalidInput} @throws {Forbidden} @throws {ViewStoreUnavailable} some may have been mended.
 * @throws {NotNow} there are no views, or this program cannot make them.
 */
export async function repairProjection(
  stores: ProjectionStores,
  input: { readonly projection: string; readonly reason: string },
  context: RequestContext,
  onRepaired: OnRepaired,
): Promise<Repair> {
  const { core, viewStore } = stores;
  await requireStaff(core, context, ['OPERATOR']);
  const reason = checkReason(input.reason);
  const projection = findProjection(stores, input.projection);
  const { serving } = entryOf(await viewStore.catalog(), projection);
  requireVersion(projection, serving);
  const made = { projection, edition: nameOf(serving) };
  const both = { eventStore: core.eventStore, viewStore };
  const { documents, differences } = await findDifferences({ ...both, ...made }, onRepaired);
  const repair: Repair = { edition: serving, documents, mended: differences };
  if (differences.length === 0) return repair;

  const data = { edition: made.edition, documents: differences.length, reason };
  await recordStep(core, projection.name, { type: 'ProjectionRepaired', data }, context);
  let done = 0;
  for (const [partition, its] of Map.groupBy(differences, ({ id }) => partitionOf(id))) {
    const all = its.map(({ id }) => id);
    for (let start = 0; start < all.length; start += mendedAtOnce) {
      onRepaired('MENDING', done, differences.length);
      const ids = all.slice(start, start + mendedAtOnce);
      await mendDocuments(both, { ...made, partition, ids });
      done += ids.length;
    }
  }
  onRepaired('MENDING', done, differences.length);
  return repair;
}
