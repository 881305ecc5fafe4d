import type { StreamName } from '../../../src/domain/events.js';
import type { EventStore, Position, RecordedEvent } from '../../../src/event-store/port.js';
import { positionOf, sequenceOf } from '../../../src/event-store/position.js';

/** What the ids of people end in who are there in one lap only. */
export const lapMark = (lap: number): string => `~${lap}`;

/**
 * A history that is so many times as long: the one that is stored, lap after lap, each time of other people. It is read
 * from one end to the other; nothing is appended to it.
 *
 * @param onLap called before a lap begins, from 0: all but the last events of the lap before have been taken in.
 */
export async function repeatedHistory(
  stored: EventStore,
  times: number,
  onLap: (lap: number) => Promise<void>,
): Promise<EventStore> {
  const length = await stored.countAfter();

  async function* readAll(after?: Position): AsyncGenerator<readonly RecordedEvent[], void> {
    const passed = sequenceOf(after);
    const first = Math.floor(passed / length);
    for (let lap = first; lap < times; lap += 1) {
      await onLap(lap);
      const from = lap === first && passed % length > 0 ? positionOf(passed % length) : undefined;
      for await (const events of stored.readAll(from)) yield events.map((event) => inLap(event, lap, length));
    }
  }

  return {
    ...stored,
    readAll,
    head: async () => positionOf(times * length),
    countAfter: async (position) => times * length - sequenceOf(position),
    // Behind its end there is nothing.
    subscribe: (_, handler) => stored.subscribe(positionOf(length), handler),
  };
}

function inLap(event: RecordedEvent, lap: number, length: number): RecordedEvent {
  const { id, type, data, revision, occurredAt } = event;
  return {
    id,
    type,
    data,
    revision,
    occurredAt,
    stream: `${event.stream}${lapMark(lap)}` as StreamName,
    position: positionOf(lap * length + sequenceOf(event.position)),
    get metadata() {
      return event.metadata;
    },
  } as RecordedEvent;
}
