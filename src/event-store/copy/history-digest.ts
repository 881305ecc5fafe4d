import { createHash } from 'node:crypto';

/** What tells one history from another, whichever stores they are in. */
export interface HistoryDigest {
  readonly events: number;
  /** SHA-256 of every event in order, a line each, in hexadecimal. */
  readonly digest: string;
}

/** Takes a history in, event by event. */
export interface HistoryDigester {
  add(canonicalEvent: string): void;
  /** Of everything so far; nothing can be added afterwards. */
  end(): HistoryDigest;
}

export function createHistoryDigester(): HistoryDigester {
  const hash = createHash('sha256');
  let events = 0;
  return {
    add(canonicalEvent) {
      hash.update(`${canonicalEvent}\n`);
      events += 1;
    },
    end: () => ({ events, digest: hash.digest('hex') }),
  };
}
