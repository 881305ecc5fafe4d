import type { Category, StreamName } from '../domain/events.js';
import type { EventStore } from '../event-store/port.js';
import type { Projection } from './projection.js';

/** A stream's view as the history has it now: the answer where stored views are missing, old or not to be trusted. */
export async function foldView<View, C extends Category>(
  eventStore: EventStore,
  projection: Projection<View, C>,
  stream: StreamName<C>,
): Promise<View> {
  let view = projection.initialView;
  for await (const events of eventStore.readStream(stream)) {
    for (const event of events) view = projection.evolve(view, event);
  }
  return view;
}
