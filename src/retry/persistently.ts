import { setTimeout } from 'node:timers/promises';

/** When something that failed is tried again. */
export interface Persistence {
  /** Whether what was thrown may pass by itself. */
  readonly mayPass: (error: unknown) => boolean;
  /** Milliseconds to wait after the try number `tries` (1 for the first). */
  readonly waitAfter: (tries: number) => number;
  /** Ends the trying; absent: it never ends. */
  readonly ended?: AbortSignal;
}

/**
 * Does something, and again until it succeeds.
 * @throws whatever does not pass. @throws whatever was thrown last, once it has ended.
 */
export async function persistently<Result>(
  work: () => Result | Promise<Result>,
  { mayPass, waitAfter, ended }: Persistence,
): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (!mayPass(error) || ended?.aborted === true) throw error;
    }
    // Ended while it waits, it tries once more and then gives up.
    await setTimeout(waitAfter(tries), undefined, { signal: ended }).catch(() => undefined);
  }
}
