import { persistently as tryPersistently } from '../retry/persistently.js';
import { ViewStoreUnavailable } from './view-store.js';

/** Milliseconds. */
const firstPause = 50;
const longestPause = 1_000;

/**
 * Tries until the view store can be reached.
 * @throws {ViewStoreUnavailable} it was ended before. @throws whatever else the work throws.
 */
export function persistently<Result>(work: () => Promise<Result>, ended: AbortSignal): Promise<Result> {
  return tryPersistently(work, {
    mayPass: (error) => error instanceof ViewStoreUnavailable,
    waitAfter: (tries) => Math.min(firstPause * 2 ** (tries - 1), longestPause),
    ended,
  });
}
