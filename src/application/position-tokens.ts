import type { Position } from '../event-store/port.js';
import { InvalidInput } from './errors.js';

/** Positions as clients have them: opaque, and good for this store only. */
export interface PositionTokens {
  issue(position: Position): string;
  /** @throws {InvalidInput} it is not a position that this store has given. */
  read(token: string): Position;
}

/** @param storeId tells this store's positions from another's, or from those of a history that was restored. */
export function createPositionTokens(storeId: string): PositionTokens {
  const prefix = `${storeId.slice(0, 8)}-`;
  return {
    issue: (position) => `${prefix}${position.replace(/^0+(?=.)/, '')}`,
    read: (token) => {
      const digits = token.slice(prefix.length);
      if (!token.startsWith(prefix) || !/^[0-9]{1,20}$/.test(digits)) {
        throw new InvalidInput('after', 'This is not a position of this service. Use one that a mutation gave.');
      }
      return digits.padStart(20, '0');
    },
  };
}
