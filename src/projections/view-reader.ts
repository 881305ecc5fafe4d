import type { Category, StreamName } from '../domain/events.js';
import type { EventStore, Position } from '../event-store/port.js';
import { foldView } from './fold-view.js';
import type { Projection } from './projection.js';
import type { ViewStore } from './view-store.js';

/** How long a query waits for a view to reach the position it was given, before it asks the history itself. */
const patience = 250;

/** The reading side of views: never older than asked for. */
export interface ViewReader {
  /**
   * A stream's view, from state at or past `after`.
   * @throws {PositionAhead} `after` is past the end of the history.
   */
  read<View, C extends Category>(
    projection: Projection<View, C>,
    stream: StreamName<C>,
    after: Position | undefined,
  ): Promise<View>;

  /**
   * Has `onChanged` called whenever a stream's view has changed. As long as views are not kept up with the history it is
   * not called: whoever must not miss a change looks from time to time as well.
   *
   * @param onChanged must not throw.
   * @returns what ends it.
   */
  watch<View, C extends Category>(
    projection: Projection<View, C>,
    stream: StreamName<C>,
    onChanged: () => void,
  ): () => void;
}

export interface ViewReaderDependencies {
  readonly eventStore: EventStore;
  readonly viewStore: ViewStore;
  /** Whether views are being kept up with the history at all. */
  readonly isLive: () => boolean;
}

export function createViewReader({ eventStore, viewStore, isLive }: ViewReaderDependencies): ViewReader {
  return {
    read: async (projection, stream, after) => {
      if (!isLive()) {
        if (after !== undefined) await refusePositionAhead(eventStore, after);
        return foldView(eventStore, projection, stream);
      }
      const stored = await viewStore.read<typeof projection.initialView>(projection.name, stream);
      if (after === undefined || isAtOrPast(stored.position, after)) return stored.view ?? projection.initialView;
      await refusePositionAhead(eventStore, after);
      if (!(await viewStore.reached(projection.name, after, patience))) return foldView(eventStore, projection, stream);
      const caughtUp = await viewStore.read<typeof projection.initialView>(projection.name, stream);
      return caughtUp.view ?? projection.initialView;
    },

    watch: (projection, stream, onChanged) => viewStore.watch(projection.name, stream, onChanged),
  };
}

function isAtOrPast(position: Position | undefined, after: Position): boolean {
  return position !== undefined && position >= after;
}

async function refusePositionAhead(eventStore: EventStore, after: Position): Promise<void> {
  const head = await eventStore.head();
  if (!isAtOrPast(head, after)) throw new PositionAhead();
}

/** A position that this history has not reached: another store's, or made up. */
export class PositionAhead extends Error {
  override readonly name = 'PositionAhead';
  constructor() {
    super('The position is past the end of this history. Use the position that a mutation of this service gave.');
  }
}
