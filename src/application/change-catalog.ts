import { isDeepStrictEqual } from 'node:util';
import type { Instant } from '../domain/instant.js';
import { decideOperations } from '../domain/operations/decide.js';
import type { ProjectionChange } from '../domain/operations/projection-events.js';
import type { Catalog, CatalogChange, CatalogEntry } from '../projections/catalog.js';
import { catalogRefusal } from './catalog-refusal.js';
import { NotNow } from './errors.js';
import { entryOf, type ProjectionStores } from './projection-stores.js';
import type { RequestContext } from './request-context.js';
import { projectionStream } from './stream-kinds.js';

/** A change of which editions of a projection there are. */
export interface CatalogStep {
  /** The projection's name. */
  readonly projection: string;
  /** @throws {NotNow} something else than the catalog stands in its way. */
  change(catalog: Catalog, at: Instant): CatalogChange | Promise<CatalogChange>;
  /** What the history says of it. */
  record(entries: ChangedEntry): ProjectionChange;
}

export interface ChangedEntry {
  readonly before: CatalogEntry;
  readonly after: CatalogEntry;
}

interface Proposal extends ChangedEntry {
  readonly catalog: Catalog;
  readonly recorded: ProjectionChange;
}

/** Changes of other projections can come first so many times before it must be something else. */
const tries = 20;

/**
 * Changes the catalog by one compare-and-set, and writes it down before. What was written down is done, or refused where
 * somebody has changed the same projection in the same instant.
 *
 * @throws {NotNow} @throws {ViewStoreUnavailable}
 */
export async function changeCatalog(
  { core, viewStore }: ProjectionStores,
  step: CatalogStep,
  context: RequestContext,
): Promise<ChangedEntry> {
  const propose = async (at: Instant) => proposalOf(step, await viewStore.catalog(), at);
  let proposal: Proposal | undefined;
  const { at } = await core.operations.handle(projectionStream(step.projection), context, async (state, now) => {
    proposal = await propose(now);
    return decideOperations(state, { type: 'recordChange', change: proposal.recorded, at: now });
  });
  for (let attempt = 0; proposal !== undefined && attempt < tries; attempt += 1) {
    const { recorded, catalog, before, after } = proposal;
    if (await viewStore.replaceCatalog(catalog)) return { before, after };
    proposal = await propose(at);
    if (!isDeepStrictEqual(proposal.recorded, recorded)) break;
  }
  throw new NotNow('Somebody else has changed it at the same time. Look with `projections list` how it is now.');
}

async function proposalOf(step: CatalogStep, catalog: Catalog, at: Instant): Promise<Proposal> {
  const before = entryOf(catalog, { name: step.projection });
  const change = await step.change(catalog, at);
  if (change.verdict === 'REFUSED') throw catalogRefusal(change.reason);
  const entries = { before, after: change.entry };
  return { ...entries, catalog: change.catalog, recorded: step.record(entries) };
}
