import type { Category, EventsByCategory, StreamName } from '../domain/events.js';
import type { EventStore, ExpectedRevision, NewEvent, RecordedEvent } from '../event-store/port.js';
import type { SpanStart, Tracing } from './tracing.js';

/** The same store, with what is asked of it in a trace as spans. Whose stream it is they do not say. */
export function tracedEventStore(eventStore: EventStore, tracing: Tracing): EventStore {
  return {
    ...eventStore,
    append: <C extends Category>(
      stream: StreamName<C>,
      expected: ExpectedRevision,
      events: readonly NewEvent<EventsByCategory[C]>[],
    ) => tracing.within(spanOf('append', stream), () => eventStore.append(stream, expected, events)),
    head: () => tracing.within(spanOf('head'), () => eventStore.head()),
    readStream: async function* <C extends Category>(
      stream: StreamName<C>,
      fromRevision?: number,
    ): AsyncGenerator<readonly RecordedEvent<EventsByCategory[C]>[], void> {
      const end = tracing.begin(spanOf('readStream', stream));
      let thrown: unknown;
      try {
        yield* eventStore.readStream(stream, fromRevision);
      } catch (error) {
        thrown = error;
        throw error;
      } finally {
        // Also where nobody wants the rest.
        end(thrown);
      }
    },
  };
}

function spanOf(method: 'append' | 'head' | 'readStream', stream?: StreamName): SpanStart {
  const category = stream?.slice(0, stream.indexOf('-'));
  return {
    kind: 'event store',
    attributes: {
      'db.operation.name': method,
      ...(category !== undefined && { 'sallyport.stream_category': category }),
    },
  };
}
