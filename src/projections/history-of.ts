import type { Category, EventsByCategory, StreamName } from '../domain/events.js';
import type { EventStore, RecordedEvent } from '../event-store/port.js';
import type { Projection } from './projection.js';

/** All events of an id that a projection folds, in the order of the history. */
export async function historyOf<View, C extends Category>(
  eventStore: EventStore,
  { categories }: Projection<View, C>,
  id: string,
): Promise<readonly RecordedEvent<EventsByCategory[C]>[]> {
  const streams = await Promise.all(categories.map((category) => eventsOf(eventStore, `${category}-${id}`)));
  const [only] = streams;
  // Each stream is in order already: sorting merges them.
  return only !== undefined && streams.length === 1 ? only : streams.flat().sort(byPosition);
}

async function eventsOf<C extends Category>(
  eventStore: EventStore,
  stream: StreamName<C>,
): Promise<readonly RecordedEvent<EventsByCategory[C]>[]> {
  const events: RecordedEvent<EventsByCategory[C]>[] = [];
  for await (const batch of eventStore.readStream(stream)) {
    for (const event of batch) events.push(event);
  }
  return events;
}

function byPosition(one: { readonly position: string }, other: { readonly position: string }): number {
  return one.position < other.position ? -1 : 1;
}
