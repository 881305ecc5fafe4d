import type { Position } from '../event-store/port.js';

/** The last position up to which nothing is left to do, while events further on are being worked at in any order. */
export interface Checkpoint {
  /** The next event of the history has been read. It holds the checkpoint back where there is something to do for it. */
  read(position: Position, hasWork: boolean): void;
  /** What there was to do for this event is done. */
  settle(position: Position): void;
  /** `undefined`: the beginning of the history. */
  position(): Position | undefined;
}

export function createCheckpoint(start: Position | undefined): Checkpoint {
  let last = start;
  /** Events with work left, oldest first, each with the position before it. */
  const unsettled = new Map<Position, Position | undefined>();

  return {
    read(position, hasWork) {
      if (hasWork) unsettled.set(position, last);
      last = position;
    },
    settle: (position) => {
      unsettled.delete(position);
    },
    position() {
      for (const before of unsettled.values()) return before;
      return last;
    },
  };
}
