export interface Endable<Value> {
  /** @param isEnded whether nobody waits for the next value any more. */
  readonly follow: (isEnded: () => boolean) => AsyncGenerator<Value, undefined>;
  /** Called once, however it ends; it wakes the generator, should that wait. */
  readonly onEnd: () => void;
}

/**
 * The values of a generator, until it is over or `return` is called, which takes effect at once. A generator alone would
 * hear of `return` only after what it waits for has happened, and never if it has not begun.
 */
export function endable<Value>({ follow, onEnd }: Endable<Value>): AsyncIterableIterator<Value> {
  let ended = false;
  const end = () => {
    if (ended) return;
    ended = true;
    onEnd();
  };
  const source = follow(() => ended);
  const iterator: AsyncIterableIterator<Value> = {
    next: async () => {
      try {
        const result = await source.next();
        if (result.done === true) end();
        return result;
      } catch (error) {
        end();
        throw error;
      }
    },
    return: () => {
      end();
      return source.return(undefined);
    },
    [Symbol.asyncIterator]: () => iterator,
  };
  return iterator;
}
