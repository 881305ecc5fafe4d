import { setTimeout } from 'node:timers/promises';
import { ViewStoreUnavailable } from './view-store.js';

/** Milliseconds. */
const firstPause = 50;
const longestPause = 1_000;

/**
 * Tries until the view store can be reached.
 * @throws {ViewStoreUnavailable} it was ended before. @throws whatever else the work throws.
 */
export async function persistently<Result>(work: () => Promise<Result>, ended: AbortSignal): Promise<Result> {
  for (let pause = firstPause; ; pause = Math.min(2 * pause, longestPause)) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ViewStoreUnavailable) || ended.aborted) throw error;
      // Ended while it waits, it tries once more and then gives up.
      await setTimeout(pause, undefined, { signal: ended }).catch(() => undefined);
    }
  }
}
