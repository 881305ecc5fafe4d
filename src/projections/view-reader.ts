import type { Category } from '../domain/events.js';
import type { EventStore, Position } from '../event-store/port.js';
import type { EditionName } from './edition.js';
import { foldView } from './fold-view.js';
import { partitionOf } from './partition.js';
import type { Projection } from './projection.js';
import type { ViewStatus } from './view-status.js';
import { type Found, type ViewStore, ViewStoreUnavailable } from './view-store.js';

/** How long a query waits for a view to reach the position it was given, before it asks the history itself. */
const patience = 250;

/** The reading side of views: never older than asked for. */
export interface ViewReader {
  /**
   * An id's view, from state at or past `after`. Where stored views cannot answer, the history does.
   * @throws {PositionAhead} `after` is past the end of the history.
   */
  read<View, C extends Category>(
    projection: Projection<View, C>,
    id: string,
    after: Position | undefined,
  ): Promise<View>;

  /**
   * Has `onChanged` called whenever an id's view has changed. As long as views are not kept up with the history it is
   * not called: whoever must not miss a change looks from time to time as well.
   *
   * @param onChanged must not throw.
   * @returns what ends it.
   */
  watch(projection: Pick<Projection, 'name'>, id: string, onChanged: () => void): () => void;
}

export interface ViewReaderDependencies {
  readonly eventStore: EventStore;
  readonly viewStore: ViewStore;
  readonly status: ViewStatus;
}

export function createViewReader({ eventStore, viewStore, status }: ViewReaderDependencies): ViewReader {
  async function findUpToDate<View>(
    edition: EditionName,
    id: string,
    after: Position | undefined,
  ): Promise<Found<View> | undefined> {
    const found = await viewStore.read<View>(edition, id);
    if (after === undefined || isAtOrPast(found.position, after)) return found;
    await refusePositionAhead(eventStore, after);
    const reached = await viewStore.reached({ edition, partition: partitionOf(id) }, after, patience);
    return reached ? viewStore.read<View>(edition, id) : undefined;
  }

  return {
    read: async <View, C extends Category>(
      projection: Projection<View, C>,
      id: string,
      after: Position | undefined,
    ) => {
      const edition = status.servedFrom(projection, partitionOf(id));
      const found =
        edition === undefined
          ? undefined
          : await findUpToDate<View>(edition, id, after).catch((error: unknown) => {
              if (!(error instanceof ViewStoreUnavailable)) throw error;
              status.distrust();
              return undefined;
            });
      const document = found?.document;
      if (typeof document === 'object' && document.kind === 'VIEW') return document.view;
      // A document that is parked, damaged or not there at all says nothing of what the history has.
      if (after !== undefined) await refusePositionAhead(eventStore, after);
      return foldView(eventStore, projection, id);
    },

    watch: ({ name }, id, onChanged) => viewStore.watch(name, id, onChanged),
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
