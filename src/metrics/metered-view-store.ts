import type { ViewStore } from '../projections/view-store.js';
import type { BatchOutcome, ProjectionMetrics } from './projection-metrics.js';

/** The same store, with the batches that are written to it measured. Reads are not: a query has no time for it. */
export function meteredViewStore(viewStore: ViewStore, metrics: Pick<ProjectionMetrics, 'applied'>): ViewStore {
  return {
    ...viewStore,
    apply: async (partition, fence, batches) => {
      const begun = performance.now();
      let outcome: BatchOutcome = 'UNAVAILABLE';
      try {
        outcome = await viewStore.apply(partition, fence, batches);
        return outcome;
      } finally {
        metrics.applied(outcome, performance.now() - begun);
      }
    },
  };
}
