/** Time that passes, in milliseconds. It never goes back. */
export interface PassingTime {
  now(): number;
  pause(milliseconds: number): Promise<unknown>;
}

/** Keys that this process may go on using for a moment without asking again. */
export interface LentKeys {
  /** The key while it is lent. */
  find(kid: string): Uint8Array | undefined;
  /** @param askedAt the time before the database was asked for it: it may have been destroyed since. */
  lend(kid: string, key: Uint8Array, askedAt: number): void;
  takeBack(kid: string): void;
}

/** Milliseconds for which a key is lent. A request, which needs the same key several times, is over by then. */
const lendingTime = 500;

/**
 * Milliseconds that whoever destroys a key has to wait: no process has it on loan any more then. A little more than keys
 * are lent for, as timers may be early and no two machines measure time alike. A version that lends for longer must come
 * after one that waits for longer: they run side by side while a deployment is replaced.
 */
export const recallTime = lendingTime + 50;

/** No key stays in memory, in plain, for longer than it is lent. */
export function createLentKeys({ now }: Pick<PassingTime, 'now'>): LentKeys {
  const lent = new Map<string, { readonly key: Uint8Array; readonly until: number }>();
  const find = (kid: string): Uint8Array | undefined => {
    const loan = lent.get(kid);
    return loan !== undefined && now() < loan.until ? loan.key : undefined;
  };
  return {
    find,
    lend(kid, key, askedAt) {
      lent.set(kid, { key, until: askedAt + lendingTime });
      setTimeout(() => {
        if (find(kid) === undefined) lent.delete(kid);
      }, lendingTime).unref();
    },
    takeBack: (kid) => void lent.delete(kid),
  };
}
