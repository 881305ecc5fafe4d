import { epochMilliseconds } from '../domain/instant.js';
import type { EventStore, Position } from '../event-store/port.js';
import { partitionCount } from './partition.js';
import type { PartitionStatus } from './view-store.js';

/** How far views are behind the history. */
export interface Lag {
  /** Events that have not been read, whoever they are for. */
  readonly events: number;
  /** Milliseconds since the oldest of them occurred; 0 where there is none. */
  readonly age: number;
}

/** @param position up to where the history has been read. */
export async function lagOf(
  { eventStore, clock }: { readonly eventStore: EventStore; readonly clock: () => number },
  position: Position | undefined,
): Promise<Lag> {
  const events = await eventStore.countAfter(position);
  if (events === 0) return { events, age: 0 };
  for await (const [oldest] of eventStore.readAll(position)) {
    if (oldest !== undefined) return { events, age: Math.max(0, clock() - epochMilliseconds(oldest.occurredAt)) };
  }
  return { events: 0, age: 0 };
}

/** Up to where all partitions have read; `undefined`: some have not begun. */
export function leastOf(places: readonly PartitionStatus[]): Position | undefined {
  const positions = places.map(({ position }) => position).filter((position) => position !== undefined);
  return positions.length < partitionCount ? undefined : positions.toSorted()[0];
}
