import type { Position } from './port.js';

/** As many digits as the largest 64-bit number may need, with one to spare. */
const width = 20;

/** The largest number that a log may give an event: 64 bits, signed. */
const largest = 2n ** 63n - 1n;

/** The position behind the number that a log gave an event, above 0 and larger than that of the one before it. */
export function positionOf(number: number | bigint): Position {
  return String(number).padStart(width, '0');
}

/**
 * The number behind a position; 0, which no event has, where there is no position.
 *
 * @throws {RangeError} the text is not a position.
 */
export function numberOf(position: Position | undefined): bigint {
  if (position === undefined) {
    return 0n;
  }
  const number = /^\d{20}$/.test(position) ? BigInt(position) : -1n;
  if (number < 0n || number > largest) {
    throw new RangeError('Not a position of an event store.');
  }
  return number;
}

/** @throws {RangeError} the text is not a position. */
export function refuseWrongPosition(position: Position | undefined): void {
  numberOf(position);
}

/**
 * The number behind the position of a log on this machine, which numbers its events one by one from 1 on.
 *
 * @throws {RangeError} the text is not a position of such a log.
 */
export function sequenceOf(position: Position | undefined): number {
  const sequence = Number(numberOf(position));
  if (!Number.isSafeInteger(sequence)) {
    throw new RangeError('Not a position of an event store.');
  }
  return sequence;
}

/** How many events of a log on this machine lie behind a position: it has no gaps. */
export function countBetween(position: Position | undefined, head: Position | undefined): number {
  return Math.max(0, Number(numberOf(head) - numberOf(position)));
}
