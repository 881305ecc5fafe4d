import { StoreUnavailable } from '../port.js';

/**
 * Runs something that touches the database file.
 *
 * @throws {StoreUnavailable} SQLite or the file system refused; the cause is what it said.
 */
export function storage<Result>(action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    if (error instanceof StoreUnavailable) {
      throw error;
    }
    throw new StoreUnavailable('The event store cannot be used: its database refused.', { cause: error });
  }
}
