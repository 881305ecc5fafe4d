import type { EventStore, Position, RecordedEvent } from '../event-store/port.js';
import { foldBatch } from './fold-batch.js';
import { type Holding, isMoving, type Lane } from './lane.js';
import { idOf, type Partition, partitionOf } from './partition.js';
import { persistently } from './persistently.js';
import type { Document, EditionBatch, Parked, ViewStore } from './view-store.js';

/** Events that all lanes are moved past. */
export interface Stretch {
  /** In order; those that a lane stands past already are not applied to it again. */
  readonly events: readonly RecordedEvent[];
  /** Where they end. */
  readonly position: Position;
  /** Whether those who watch and wait are told. */
  readonly announced: boolean;
  /** Whether lanes without an event in it are moved in the store too. */
  readonly movesIdle: boolean;
}

/** Moves lanes on. Whatever cannot be moved any more is marked as lost. */
export type Advance = (lanes: readonly Lane[], stretch: Stretch) => Promise<void>;

export interface AdvanceDependencies {
  readonly eventStore: EventStore;
  readonly viewStore: ViewStore;
  /** Ends waiting for a view store that cannot be reached. */
  readonly ended: AbortSignal;
  readonly onParked: (lane: Lane, id: string, parked: Parked) => void;
}

export function createAdvance(dependencies: AdvanceDependencies): Advance {
  return async (lanes, stretch) => {
    const moving = lanes.filter(isMoving);
    const events = byPartition(stretch.events);
    await Promise.all(
      [...Map.groupBy(moving, ({ holding }) => holding)].map(([holding, its]) =>
        moveHolding(dependencies, holding, its, { ...stretch, events: events.get(holding.partition) ?? [] }),
      ),
    );
  };
}

/** One write for all editions of a partition: either all of them have moved, or none. */
async function moveHolding(
  { eventStore, viewStore, ended, onParked }: AdvanceDependencies,
  holding: Holding,
  lanes: readonly Lane[],
  { events, position, announced, movesIdle }: Stretch,
): Promise<void> {
  const folded = await Promise.all(
    lanes.map((lane) => persistently(() => foldBatch({ eventStore, viewStore }, lane, events), ended)),
  );
  if (!movesIdle && folded.every(({ documents }) => documents.size === 0)) return;
  // What caught up beyond those that it joined stays where it is until they are there: nothing ever goes back, or the
  // events in between would be applied again.
  const positions = lanes.map((lane) => laterOf(lane.position, position));
  const batches = lanes.map(
    ({ edition, position: expected }, index): EditionBatch => ({
      edition,
      expected,
      position: positions[index] ?? position,
      announced,
      documents: new Map<string, Document>(folded[index]?.documents),
      groups: folded[index]?.groups ?? [],
    }),
  );
  // Repeated after an answer that was lost, a batch that was applied is refused: the partition is claimed anew then.
  const outcome = await persistently(() => viewStore.apply(holding.partition, holding.fence, batches), ended);
  if (outcome !== 'APPLIED') {
    holding.lost = true;
    return;
  }
  for (const [index, lane] of lanes.entries()) {
    lane.position = positions[index];
    for (const [id, document] of folded[index]?.documents ?? []) lane.documents.set(id, document);
    for (const [id, parked] of folded[index]?.parked ?? []) onParked(lane, id, parked);
  }
}

function laterOf(one: Position | undefined, other: Position): Position {
  return one !== undefined && one > other ? one : other;
}

function byPartition(events: readonly RecordedEvent[]): ReadonlyMap<Partition, readonly RecordedEvent[]> {
  return Map.groupBy(events, ({ stream }) => partitionOf(idOf(stream)));
}
