import { type Edition, nameOf } from '../projections/edition.js';
import { type ComparedEdition, findDifferences, type OnCompared } from '../projections/find-differences.js';
import { requireStaff } from './authorise.js';
import { buildingOf, entryOf, findProjection, type ProjectionStores, requireVersion } from './projection-stores.js';
import { recordStep } from './record-step.js';
import type { RequestContext } from './request-context.js';

export interface VerifyInput {
  readonly projection: string;
  /** `BUILDING`: what is being built, before it is served. */
  readonly which: 'SERVING' | 'BUILDING';
}

export interface Verification extends ComparedEdition {
  readonly edition: Edition;
}

/**
 * Folds the history and compares every document with it, key by key, while it goes on being served. It changes nothing.
 *
 * @throws {InvalidInput} @throws {Forbidden} @throws {ViewStoreUnavailable}
 * @throws {NotNow} there are no such views, or this program cannot make them.
 */
export async function verifyProjection(
  stores: ProjectionStores,
  { projection: name, which }: VerifyInput,
  context: RequestContext,
  onCompared: OnCompared,
): Promise<Verification> {
  const { core, viewStore } = stores;
  await requireStaff(core, context, ['OPERATOR']);
  const projection = findProjection(stores, name);
  const entry = entryOf(await viewStore.catalog(), projection);
  const made = which === 'SERVING' ? entry.serving : buildingOf(entry).edition;
  requireVersion(projection, made);
  const edition = nameOf(made);
  const compared = await findDifferences({ eventStore: core.eventStore, viewStore, projection, edition }, onCompared);
  const { documents, differences } = compared;
  const data = { edition, documents, differences: differences.length };
  await recordStep(core, name, { type: 'ProjectionVerified', data }, context);
  return { ...compared, edition: made };
}
