import type { EventStore, Position } from '../event-store/port.js';
import { type Edition, nameOf } from './edition.js';
import { leastOf } from './lag.js';
import { partitions } from './partition.js';
import type { ViewStore } from './view-store.js';

/** How an edition that is being built stands beside the one that is served. */
export interface Standing {
  /** In every partition it has read whatever the other one has. */
  readonly isReady: boolean;
  /** Up to where it has read the history in all partitions; `undefined`: in some it has not begun. */
  readonly position: Position | undefined;
}

interface Stores {
  readonly eventStore: EventStore;
  readonly viewStore: ViewStore;
}

/** @throws {ViewStoreUnavailable} */
export async function standingOf(
  { eventStore, viewStore }: Stores,
  building: Edition,
  serving: Edition,
): Promise<Standing> {
  const [built, served] = [nameOf(building), nameOf(serving)];
  // Asked for first: what is built has more at most by then, and is never taken for less than it is.
  const head = await eventStore.head();
  const status = await viewStore.status([served, built]);
  const positionIn = (edition: string, partition: number) => status.get(edition)?.[partition]?.position;
  const isReady = partitions.every((partition) => {
    const due = dueOf(positionIn(served, partition), head);
    const position = positionIn(built, partition);
    return due === undefined || (position !== undefined && position >= due);
  });
  return { isReady, position: leastOf(status.get(built) ?? []) };
}

/** What is served may be lost, or ahead of a history that was restored: then the history counts. */
function dueOf(served: Position | undefined, head: Position | undefined): Position | undefined {
  return served === undefined || head === undefined || served > head ? head : served;
}
