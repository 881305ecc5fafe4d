import type { History } from './history.js';
import type { From } from './read-plan.js';
import type { StoredEvent } from './stored-event.js';

/** Events in order, and what orders them. */
export interface Ordered {
  readonly events: readonly StoredEvent[];
  readonly placeOf: (event: StoredEvent) => bigint;
}

const byRevision = ({ revision }: StoredEvent): bigint => revision;
const byPosition = ({ position }: StoredEvent): bigint => position;

/** All that there is now of a stream, or of `$all`; or how the stream is not there. */
export function eventsOf(history: History, stream: string | undefined): Ordered | 'streamNotFound' | 'streamDeleted' {
  if (stream === undefined) return { events: history.all(), placeOf: byPosition };
  const found = history.stream(stream);
  return found.kind === 'found' ? { events: found.events, placeOf: byRevision } : found.kind;
}

/** Index of the first event at this place or after it. */
export function indexAt({ events, placeOf }: Ordered, place: bigint): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const event = events[middle];
    if (event !== undefined && placeOf(event) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** From a place on, itself included. From the end on, there is nothing. */
export function forwards(ordered: Ordered, from: From): Iterable<StoredEvent> {
  if (from === 'end') return [];
  return ordered.events.slice(from === 'start' ? 0 : indexAt(ordered, from));
}

/**
 * Back to the beginning. A position is between two events, so that the event at it is not read; a revision is an event,
 * and is.
 */
export function backwards(ordered: Ordered, from: From): Iterable<StoredEvent> {
  const isRevision = ordered.placeOf === byRevision;
  if (from === 'start') return isRevision ? ordered.events.slice(0, 1) : [];
  const end = from === 'end' ? ordered.events.length : indexAt(ordered, isRevision ? from + 1n : from);
  return ordered.events.slice(0, end).reverse();
}
