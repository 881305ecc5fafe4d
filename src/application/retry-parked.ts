import type { RetryOutcome } from '../domain/operations/projection-events.js';
import { nameOf } from '../projections/edition.js';
import { foldDocument } from '../projections/fold-view.js';
import { mendDocuments } from '../projections/mend-documents.js';
import { partitionOf } from '../projections/partition.js';
import { requireStaff } from './authorise.js';
import { InvalidInput } from './errors.js';
import { readParked } from './parked-documents.js';
import { entryOf, findProjection, type ProjectionStores, requireVersion } from './projection-stores.js';
import { recordStep } from './record-step.js';
import type { RequestContext } from './request-context.js';

export interface RetryInput {
  readonly projection: string;
  /** Absent: every one that is parked. */
  readonly documentId?: string;
}

export interface RetriedDocument {
  readonly id: string;
  readonly outcome: RetryOutcome;
}

/**
 * Folds parked documents from the history once more, as this program does it, up to where their partition stands. What
 * can be applied now is served again; what cannot stays parked.
 *
 * @throws {InvalidInput} no such document is parked. @throws {Forbidden} @throws {ViewStoreUnavailable}
 * @throws {NotNow} there are no views, or this program cannot make them.
 */
export async function retryParked(
  stores: ProjectionStores,
  { projection: name, documentId }: RetryInput,
  context: RequestContext,
  onRetried: (done: number, total: number) => void,
): Promise<readonly RetriedDocument[]> {
  const { core, viewStore } = stores;
  await requireStaff(core, context, ['OPERATOR']);
  const projection = findProjection(stores, name);
  const { serving } = entryOf(await viewStore.catalog(), projection);
  requireVersion(projection, serving);
  const edition = nameOf(serving);
  const parked = (await readParked(viewStore, edition)).filter(
    ({ id }) => documentId === undefined || id === documentId,
  );
  if (documentId !== undefined && parked.length === 0) {
    throw new InvalidInput('documentId', `No document of this id is parked in ${name}.`);
  }

  const retried: RetriedDocument[] = [];
  for (const { id } of parked) {
    onRetried(retried.length, parked.length);
    const partition = partitionOf(id);
    const { position } = await viewStore.read(edition, id);
    const document = position === undefined ? undefined : await foldDocument(core.eventStore, projection, id, position);
    const outcome = document?.kind === 'PARKED' ? 'STILL_PARKED' : 'APPLIED';
    const data = { edition, documentId: id, outcome } as const;
    await recordStep(core, name, { type: 'ParkedDocumentRetried', data }, context);
    await mendDocuments({ eventStore: core.eventStore, viewStore }, { projection, edition, partition, ids: [id] });
    retried.push({ id, outcome });
  }
  onRetried(parked.length, parked.length);
  return retried;
}
