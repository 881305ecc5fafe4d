import type { Category, EventsByCategory } from '../domain/events.js';
import type { EventStore, Position, RecordedEvent } from '../event-store/port.js';
import { historyOf } from './history-of.js';
import type { Projection } from './projection.js';
import type { Document } from './view-store.js';

/** An id's view as the history has it now: the answer where stored views are missing, old or not to be trusted. */
export async function foldView<View, C extends Category>(
  eventStore: EventStore,
  projection: Projection<View, C>,
  id: string,
): Promise<View> {
  const events = await historyOf(eventStore, projection, id);
  return events.reduce((view, event) => projection.evolve(view, event), projection.initialView);
}

/** An id's document as an edition must have it that has read the history up to a position; absent: there is none. */
export async function foldDocument<View, C extends Category>(
  eventStore: EventStore,
  projection: Projection<View, C>,
  id: string,
  upTo: Position,
): Promise<Document<View> | undefined> {
  const events = await historyOf(eventStore, projection, id);
  let document: Document<View> | undefined;
  for (const event of events) {
    if (event.position > upTo) break;
    document = evolveDocument(projection, document, event);
  }
  return document;
}

/**
 * The document after one more event; the very same one where that changes nothing. One that cannot be applied parks it:
 * this id's later events wait behind it, and nobody else's do.
 */
export function evolveDocument<View, C extends Category>(
  projection: Projection<View, C>,
  document: Document<View> | undefined,
  event: RecordedEvent<EventsByCategory[C]>,
): Document<View> {
  if (document?.kind === 'PARKED') return document;
  try {
    const view = projection.evolve(document?.view ?? projection.initialView, event);
    // Many events change nothing in most views: what is the same need not be written again.
    return document !== undefined && view === document.view ? document : { kind: 'VIEW', view };
  } catch (error) {
    // Its message could hold anything of the event.
    const reason = error instanceof Error ? error.name : 'Error';
    const { position, type: eventType, occurredAt: since } = event;
    return { kind: 'PARKED', parked: { position, eventType, since, reason } };
  }
}
