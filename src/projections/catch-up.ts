import { setTimeout } from 'node:timers/promises';
import { second } from '../domain/instant.js';
import type { EventStore, Position, RecordedEvent } from '../event-store/port.js';
import type { Advance } from './advance.js';
import type { Convoy } from './convoy.js';
import { isMoving, type Lane, leastPosition } from './lane.js';

export interface CatchUpDependencies {
  readonly eventStore: EventStore;
  readonly advance: Advance;
  readonly convoy: Convoy;
  readonly ended: AbortSignal;
  /** Told how many more events have been passed. */
  readonly onPassed: (events: number) => void;
}

/** So many events are folded before anything is written: a document that several of them change is written once. */
const foldedAtOnce = 4_096;

/** Lanes that are closer than this join the convoy, which waits for them. */
const close = 512;

/**
 * Moves lanes that are behind along the history until they have caught up with the convoy, and joins them to it.
 *
 * @param eventsPerSecond at most; absent: as fast as it can.
 */
export async function catchUp(
  { eventStore, advance, convoy, ended, onPassed }: CatchUpDependencies,
  lanes: readonly Lane[],
  eventsPerSecond?: number,
): Promise<void> {
  let from: Position | undefined = leastPosition(lanes);
  for (;;) {
    let passed = 0;
    for await (const events of readAhead(gathered(eventStore.readAll(from)))) {
      const moving = lanes.filter(isMoving);
      if (ended.aborted || moving.length === 0) return;
      const begun = performance.now();
      const position = events.at(-1)?.position ?? '';
      await advance(moving, { events, position, announced: false, movesIdle: true });
      from = position;
      passed += events.length;
      onPassed(events.length);
      if (eventsPerSecond !== undefined) {
        const due = (second * events.length) / eventsPerSecond - (performance.now() - begun);
        if (due > 0) await setTimeout(due, undefined, { signal: ended });
      }
    }
    if (passed <= close) break;
  }
  await convoy.join(lanes.filter(isMoving));
}

async function* gathered(
  batches: AsyncIterable<readonly RecordedEvent[]>,
): AsyncGenerator<readonly RecordedEvent[], void> {
  let events: RecordedEvent[] = [];
  for await (const batch of batches) {
    events.push(...batch);
    if (events.length < foldedAtOnce) continue;
    yield events;
    events = [];
  }
  if (events.length > 0) yield events;
}

/** Reads the next ones while these are being written, which is mostly waiting. */
async function* readAhead<Batch>(batches: AsyncGenerator<Batch, void>): AsyncGenerator<Batch, void> {
  let next = batches.next();
  try {
    for (;;) {
      const { done, value } = await next;
      if (done === true) return;
      next = batches.next();
      // Whoever takes the next batch is told if it could not be read.
      next.catch(() => undefined);
      yield value;
    }
  } finally {
    await batches.return();
  }
}
