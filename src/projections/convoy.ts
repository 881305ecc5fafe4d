import { setTimeout } from 'node:timers/promises';
import type { EventStore, Position, RecordedEvent, Subscription } from '../event-store/port.js';
import type { Advance } from './advance.js';
import { isMoving, type Lane, leastPosition } from './lane.js';

/** Lanes that follow the history side by side, as it grows. */
export interface Convoy {
  /** Takes in lanes that have come close; resolves when they move along, at the same position. */
  join(lanes: readonly Lane[]): Promise<void>;
  close(): Promise<void>;
}

export interface ConvoyDependencies {
  readonly eventStore: EventStore;
  readonly advance: Advance;
  readonly ended: AbortSignal;
  /** Told of what went wrong; it goes on from where it was. */
  readonly onFailure: (error: unknown) => void;
}

/** Milliseconds. Within this time lanes without events have moved on in the store as well. */
const idleMovesEvery = 100;
const restartAfter = 1_000;

/** @param from where the history is followed from. */
export function startConvoy(dependencies: ConvoyDependencies, from: Position | undefined): Convoy {
  const { eventStore, advance, ended, onFailure } = dependencies;
  let lanes: readonly Lane[] = [];
  let position = from;
  let turn = Promise.resolve();
  let idleMove: Promise<void> | undefined;

  /** Nothing else happens to the convoy in the meantime. */
  const exclusively = (work: () => Promise<void>): Promise<void> => {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  };

  async function move(events: readonly RecordedEvent[], movesIdle: boolean): Promise<void> {
    const end = events.at(-1)?.position ?? position;
    lanes = lanes.filter(isMoving);
    if (end !== undefined) await advance(lanes, { events, position: end, announced: true, movesIdle });
    position = end;
  }

  /** Soon, and once for many batches: whoever waits for a position may look at lanes that it has nothing for. */
  const moveIdleSoon = (): void => {
    idleMove ??= setTimeout(idleMovesEvery, undefined, { signal: ended })
      .then(() => {
        idleMove = undefined;
        return exclusively(() => move([], true));
      })
      .catch((error: unknown) => {
        if (!ended.aborted) onFailure(error);
      });
  };

  let subscription: Subscription;
  const follow = (): void => {
    subscription = eventStore.subscribe(position, {
      onEvents: async (events) => {
        await exclusively(() => move(events, false));
        moveIdleSoon();
      },
      onFailure: (error) => {
        if (ended.aborted) return;
        onFailure(error);
        setTimeout(restartAfter, undefined, { signal: ended }).then(follow, () => undefined);
      },
    });
  };
  follow();

  return {
    join: (joining) =>
      exclusively(async () => {
        const end = position;
        if (end !== undefined) {
          for await (const events of eventStore.readAll(leastPosition(joining))) {
            const missed: readonly RecordedEvent[] = events.filter((event) => event.position <= end);
            const last: Position = missed.at(-1)?.position ?? end;
            await advance(joining, { events: missed, position: last, announced: false, movesIdle: true });
            if (last === end) break;
          }
          // Whoever waited while they caught up is told that they have.
          await advance(joining, { events: [], position: end, announced: true, movesIdle: true });
        }
        lanes = [...lanes.filter(isMoving), ...joining];
      }),
    close: async () => {
      await subscription.close();
      await turn;
    },
  };
}
