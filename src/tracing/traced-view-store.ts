import { type EditionName, projectionOf } from '../projections/edition.js';
import type { Found, FoundGroup, ViewStore } from '../projections/view-store.js';
import type { SpanStart, Tracing } from './tracing.js';

/** The same store, with what queries ask of it as spans. Which document it is they do not say. */
export function tracedViewStore(viewStore: ViewStore, tracing: Tracing): ViewStore {
  return {
    ...viewStore,
    read: <View>(edition: EditionName, id: string): Promise<Found<View>> =>
      tracing.within(spanOf('read', edition), () => viewStore.read<View>(edition, id)),
    readMany: (edition, partition, ids) =>
      tracing.within(spanOf('readMany', edition), () => viewStore.readMany(edition, partition, ids)),
    readGroup: <View>(edition: EditionName, group: string): Promise<readonly FoundGroup<View>[]> =>
      tracing.within(spanOf('readGroup', edition), () => viewStore.readGroup<View>(edition, group)),
    reached: (place, position, withinMilliseconds) =>
      tracing.within(spanOf('reached', place.edition), () => viewStore.reached(place, position, withinMilliseconds)),
  };
}

function spanOf(method: 'read' | 'readMany' | 'readGroup' | 'reached', edition: EditionName): SpanStart {
  return {
    kind: 'redis',
    attributes: {
      'db.system.name': 'redis',
      'db.operation.name': method,
      'sallyport.projection': projectionOf(edition),
    },
  };
}
