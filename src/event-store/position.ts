import type { Position } from './port.js';

/** As many digits as the largest 64-bit number may need, with one to spare. */
const width = 20;

/** The position of the event that a local store numbered `sequence` (1 for its first). */
export function positionOf(sequence: number): Position {
  return String(sequence).padStart(width, '0');
}

/**
 * The number behind a position; 0, which no event has, where there is no position.
 *
 * @throws {RangeError} the text is not a position.
 */
export function sequenceOf(position: Position | undefined): number {
  if (position === undefined) {
    return 0;
  }
  const sequence = /^\d{20}$/.test(position) ? Number(position) : Number.NaN;
  if (!Number.isSafeInteger(sequence)) {
    throw new RangeError('Not a position of an event store.');
  }
  return sequence;
}
