import { projections } from '../../../src/projections/projections.js';
import { type Projector, type ProjectorDependencies, startProjector } from '../../../src/projections/projector.js';

/** Makes all views, and ends this process at the first fault: what goes wrong in a benchmark is not tried again. */
export function startStrictProjector(
  stores: Pick<ProjectorDependencies, 'eventStore' | 'viewStore' | 'leases'>,
): Projector {
  return startProjector({
    ...stores,
    projections,
    clock: Date.now,
    observer: {
      failed: endWith,
      parked: (edition) => endWith(new Error(`${edition} has parked a document.`)),
      tookOver: () => undefined,
    },
  });
}

function endWith(error: unknown): void {
  console.error(error);
  process.exit(1);
}
