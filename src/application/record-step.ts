import { decideOperations, type RecordStep } from '../domain/operations/decide.js';
import type { ProjectionStores } from './projection-stores.js';
import type { RequestContext } from './request-context.js';
import { projectionStream } from './stream-kinds.js';

/** Writes down what is done to a projection, before it is done. */
export async function recordStep(
  { operations }: Pick<ProjectionStores['core'], 'operations'>,
  projection: string,
  step: RecordStep['step'],
  context: RequestContext,
): Promise<void> {
  await operations.handle(projectionStream(projection), context, (state) =>
    decideOperations(state, { type: 'recordStep', step }),
  );
}
