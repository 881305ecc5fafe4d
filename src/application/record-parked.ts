import { decideOperations } from '../domain/operations/decide.js';
import type { Parked } from '../projections/view-store.js';
import type { Core } from './core.js';
import { projectionStream } from './stream-kinds.js';

/** A document that has been parked, as a projector tells it. */
export interface Parking {
  readonly projection: string;
  /** The edition's name. */
  readonly edition: string;
  readonly documentId: string;
  readonly parked: Parked;
}

/** Puts down that a document was parked; once, however often a projector comes upon the same event. */
export async function recordParked(
  { operations, ids }: Pick<Core, 'operations' | 'ids'>,
  { projection, edition, documentId, parked }: Parking,
): Promise<void> {
  const { position, eventType, reason: error } = parked;
  const context = { correlationId: ids.eventId(), actor: { kind: 'system' } } as const;
  await operations.handle(projectionStream(projection), context, (state) =>
    decideOperations(state, { type: 'recordParked', document: { edition, documentId, position, eventType, error } }),
  );
}
