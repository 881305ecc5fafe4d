import type { Position } from '../port.js';
import type { KurrentDbHistory } from './history.js';

/** So many events lie between two marks, and are read at once. */
const pageSize = 512;

/** How many events there are up to a position, that of the last of them. */
interface Mark {
  readonly position: Position;
  readonly count: number;
}

/**
 * Counts events. The database keeps no number of them, so they are counted here: the whole history once, when somebody
 * asks for the first time, and after that only what is new. Marks at every so many events make it cheap to count from
 * anywhere.
 */
export interface EventCount {
  /** @throws {StoreUnavailable} */
  after(position: Position | undefined): Promise<number>;
}

export function createEventCount(history: Pick<KurrentDbHistory, 'positionsAfter'>): EventCount {
  const marks: Mark[] = [];
  let end: Mark | undefined;
  let counting: Promise<void> | undefined;

  async function countWhatIsNew(): Promise<void> {
    for (;;) {
      const last = marks.at(-1);
      const positions = await history.positionsAfter(last?.position, pageSize);
      const position = positions.at(-1);
      if (position === undefined) return;
      end = { position, count: (last?.count ?? 0) + positions.length };
      if (positions.length < pageSize) return;
      marks.push(end);
    }
  }

  /** How many there are up to a position. */
  async function countUpTo(position: Position, all: Mark): Promise<number> {
    if (position >= all.position) return all.count;
    const mark = lastUpTo(marks, position);
    const positions = mark?.position === position ? [] : await history.positionsAfter(mark?.position, pageSize);
    return (mark?.count ?? 0) + positions.filter((one) => one <= position).length;
  }

  return {
    async after(position) {
      // Whoever asks meanwhile waits for the same counting.
      counting ??= countWhatIsNew().finally(() => {
        counting = undefined;
      });
      await counting;
      if (end === undefined) return 0;
      return position === undefined ? end.count : end.count - (await countUpTo(position, end));
    },
  };
}

/** The last of them that is not after the position, by halving. */
function lastUpTo(marks: readonly Mark[], position: Position): Mark | undefined {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((marks[middle]?.position ?? '') <= position) low = middle + 1;
    else high = middle;
  }
  return marks[low - 1];
}
