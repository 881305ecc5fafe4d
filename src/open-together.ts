interface Closeable {
  close(): void | Promise<void>;
}

/** What has been opened so far. */
export interface Opened {
  add<One extends Closeable>(one: One): One;
  /** Closes all of it, from the last that was opened to the first; again it does nothing. */
  close(): Promise<void>;
}

/** Opens several things that belong together: where one cannot be opened, those before it are closed again. */
export async function openTogether<Result>(open: (opened: Opened) => Promise<Result>): Promise<Result> {
  const all: Closeable[] = [];
  const opened: Opened = {
    add(one) {
      all.push(one);
      return one;
    },
    async close() {
      for (const one of all.splice(0).toReversed()) await one.close();
    },
  };
  try {
    return await open(opened);
  } catch (error) {
    await opened.close();
    throw error;
  }
}
