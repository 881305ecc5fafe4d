import type { EventStore, Position, RecordedEvent, Subscription } from '../event-store/port.js';
import type { Projection } from './projection.js';
import type { ViewStore } from './view-store.js';

export interface ProjectionRunner {
  /** Resolves when every projection has read what was in the store at the start. */
  readonly caughtUp: Promise<void>;
  /** `false` while views are behind the start or the runner has failed: answer from the history then. */
  isLive(): boolean;
  /** Events read since the start. */
  readonly progress: () => { readonly events: number; readonly position: Position | undefined };
  close(): Promise<void>;
}

export interface ProjectionRunnerDependencies {
  readonly eventStore: EventStore;
  readonly viewStore: ViewStore;
  readonly projections: readonly Projection[];
  /** Told why views have stopped moving. Questions are answered from the history from then on. */
  readonly onFailure: (error: unknown) => void;
}

/**
 * Follows the history and keeps the views of every projection up with it. A batch is applied exactly once: the view
 * store compares the position before and moves it in the same write.
 */
export function startProjections(dependencies: ProjectionRunnerDependencies): ProjectionRunner {
  const { eventStore, viewStore, projections, onFailure } = dependencies;
  let position: Position | undefined;
  let events = 0;
  let state: 'CATCHING_UP' | 'LIVE' | 'FAILED' = 'CATCHING_UP';

  const subscription: Subscription = eventStore.subscribe(position, {
    onEvents: async (batch) => {
      for (const projection of projections) {
        await applyBatch(projection, batch);
      }
      position = batch.at(-1)?.position ?? position;
      events += batch.length;
    },
    onFailure: (error) => {
      state = 'FAILED';
      onFailure(error);
    },
  });

  async function applyBatch(projection: Projection, batch: readonly RecordedEvent[]): Promise<void> {
    const last = batch.at(-1);
    if (last === undefined) return;
    const views = await evolveViews(viewStore, projection, batch);
    const applied = await viewStore.apply(projection.name, {
      expectedPosition: position,
      position: last.position,
      views,
    });
    if (!applied) throw new Error(`The views of ${projection.name} do not stand at ${position ?? 'the beginning'}.`);
  }

  const caughtUp = subscription.caughtUp.then(() => {
    if (state === 'CATCHING_UP') state = 'LIVE';
  });
  // Whoever does not wait for it is told of a failure by `onFailure`.
  caughtUp.catch(() => undefined);

  return {
    caughtUp,
    isLive: () => state === 'LIVE',
    progress: () => ({ events, position }),
    close: () => subscription.close(),
  };
}

/** The views that a batch changes, as they are after it. */
async function evolveViews(
  viewStore: ViewStore,
  projection: Projection,
  batch: readonly RecordedEvent[],
): Promise<ReadonlyMap<string, unknown>> {
  const views = new Map<string, unknown>();
  const prefix = `${projection.category}-`;
  for (const event of batch) {
    const { stream } = event;
    if (!stream.startsWith(prefix)) continue;
    const before = views.has(stream) ? views.get(stream) : (await viewStore.read(projection.name, stream)).view;
    views.set(stream, projection.evolve(before ?? projection.initialView, event));
  }
  return views;
}
