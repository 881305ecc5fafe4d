import type { DecidedTwoFactorEvent } from '../../../src/domain/two-factor/two-factor-decision.js';
import { createCodec } from '../../../src/event-store/codec.js';
import { createMemoryEventStore } from '../../../src/event-store/memory/memory-event-store.js';
import type { EventStore, ExpectedRevision, Position } from '../../../src/event-store/port.js';
import { eventSchemas } from '../../../src/event-store/schemas/event-schemas.js';
import { upcasters } from '../../../src/event-store/upcasters/upcasters.js';
import { holdAll, type PartitionLeases } from '../../../src/projections/leases.js';
import type { Projection } from '../../../src/projections/projection.js';
import { type Projector, startProjector } from '../../../src/projections/projector.js';
import { createViewReader, type ViewReader } from '../../../src/projections/view-reader.js';
import { type ViewStatus, watchViewStatus } from '../../../src/projections/view-status.js';
import type { Parked, ViewStore } from '../../../src/projections/view-store.js';
import { recordable } from '../../support/two-factor-events.js';

/** A history in memory, a view store, and what works on them. */
export interface ProjectorFixture {
  readonly eventStore: EventStore;
  readonly viewStore: ViewStore;
  readonly failures: unknown[];
  readonly parked: { readonly edition: string; readonly id: string; readonly parked: Parked }[];
  /** Appends to a user's two-factor stream. */
  append(userId: string, ...events: readonly DecidedTwoFactorEvent[]): Promise<Position>;
  start(projections: readonly Projection[], options?: StartOptions): Projector;
  /** Sees what can be shown now, and reads. */
  reader(projections: readonly Projection[]): Promise<{ readonly views: ViewReader; readonly status: ViewStatus }>;
  close(): Promise<void>;
}

/** Milliseconds. */
const lookEvery = 50;

interface StartOptions {
  readonly leases?: PartitionLeases;
  readonly eventStore?: EventStore;
  readonly viewStore?: ViewStore;
}

export function createProjectorFixture(viewStore: ViewStore): ProjectorFixture {
  const eventStore = createMemoryEventStore({ codec: createCodec({ schemas: eventSchemas, upcasters }) });
  const revisions = new Map<string, ExpectedRevision>();
  const failures: unknown[] = [];
  const parked: ProjectorFixture['parked'] = [];
  const ends: (() => void | Promise<void>)[] = [];
  let nextId = 1;

  return {
    eventStore,
    viewStore,
    failures,
    parked,

    append: async (userId, ...events) => {
      const recorded = recordable(events, nextId);
      nextId += events.length;
      const appended = await eventStore.append(`twoFactor-${userId}`, revisions.get(userId) ?? 'noStream', recorded);
      revisions.set(userId, appended.revision);
      return appended.position;
    },

    start: (projections, { leases = holdAll(), ...stores } = {}) => {
      const projector = startProjector({
        eventStore,
        viewStore,
        ...stores,
        leases,
        projections,
        clock: Date.now,
        lookEvery,
        observer: {
          failed: (error) => failures.push(error),
          parked: (edition, id, what) => parked.push({ edition, id, parked: what }),
          tookOver: () => undefined,
        },
      });
      ends.push(() => projector.close());
      return projector;
    },

    reader: async (projections) => {
      const status = watchViewStatus({ eventStore, viewStore, projections, clock: Date.now });
      ends.push(() => status.close());
      await status.refresh();
      return { status, views: createViewReader({ eventStore, viewStore, status }) };
    },

    close: async () => {
      for (const end of ends.toReversed()) await end();
      await viewStore.close();
      await eventStore.close();
    },
  };
}
