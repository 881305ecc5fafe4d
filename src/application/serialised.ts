/**
 * Runs the tasks of one key one after the other, in the order in which they came; those of different keys side by
 * side. It saves conflicts; it is not what makes decisions right: another process may write the same stream.
 */
export function createSerialiser(): <Result>(key: string, task: () => Promise<Result>) => Promise<Result> {
  const last = new Map<string, Promise<unknown>>();

  return async (key, task) => {
    const before = last.get(key) ?? Promise.resolve();
    const mine = before.then(task, task);
    last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (last.get(key) === mine) last.delete(key);
    }
  };
}
