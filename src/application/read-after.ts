import type { Position } from '../event-store/port.js';
import type { Core } from './core.js';

/**
 * The position behind a consistency token; none where none was given.
 * @throws {InvalidInput}
 */
export function readAfter({ positionTokens }: Core, after: string | undefined): Position | undefined {
  return after === undefined ? undefined : positionTokens.read(after);
}
