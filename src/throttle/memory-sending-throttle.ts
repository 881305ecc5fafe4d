import type { CountedLimit, FullCap, SendingCap, SendingThrottle } from '../application/sending-throttle.js';
import { instantOf } from '../domain/instant.js';

/**
 * The sending throttle of one process. It forgets when the process ends.
 *
 * It keeps when each send was, for as long as its cap looks back: a count that starts again at fixed times would let
 * twice the cap through around the turn. A send that is refused leaves nothing behind, so what is kept is bounded by
 * the daily budget, however many numbers are tried.
 */
export function createMemorySendingThrottle({ clock }: { readonly clock: () => number }): SendingThrottle {
  const logs = new Map<CountedLimit, SendLog>();
  const logOf = ({ limit }: SendingCap): SendLog => {
    const log = logs.get(limit) ?? createSendLog();
    logs.set(limit, log);
    return log;
  };

  return {
    // Nothing is awaited between looking and taking: no other send can come in between.
    take: async (caps) => {
      const now = clock();
      const full = caps.flatMap((cap): FullCap[] => {
        const roomAt = logOf(cap).roomAt(cap, now);
        return roomAt <= now ? [] : [{ limit: cap.limit, retryAt: instantOf(roomAt) }];
      });
      const longest = full.toSorted((one, other) => other.retryAt.localeCompare(one.retryAt))[0];
      if (longest !== undefined) return longest;
      for (const cap of caps) logOf(cap).add(cap, now);
      return undefined;
    },
  };
}

/** When the sends of one limit were, by key. Times are milliseconds since the Unix epoch. */
interface SendLog {
  /** From when on the cap has room: `now`, where it has. */
  roomAt(cap: SendingCap, now: number): number;
  add(cap: SendingCap, now: number): void;
}

function createSendLog(): SendLog {
  /** The key that was sent to last comes last. */
  const sends = new Map<string, Sends>();

  return {
    roomAt: ({ key, sends: most, window }, now) => {
      const counted = sends.get(key)?.countedAfter(now - window) ?? 0;
      if (counted < most) return now;
      // Room is made when the oldest of the last so many is out of the window.
      return (sends.get(key)?.fromTheEnd(most) ?? now) + window;
    },
    add: ({ key, window }, now) => {
      const ofKey = sends.get(key) ?? createSends();
      ofKey.add(now);
      sends.delete(key);
      sends.set(key, ofKey);
      for (const [oldKey, old] of sends) {
        if (old.countedAfter(now - window) > 0) return;
        sends.delete(oldKey);
      }
    },
  };
}

/** The sends under one key, oldest first. */
interface Sends {
  /** How many were after that time. Those before are forgotten. */
  countedAfter(time: number): number;
  /** When the last one was (1), the one before it (2) …; `undefined`: there is none. */
  fromTheEnd(place: number): number | undefined;
  add(time: number): void;
}

function createSends(): Sends {
  const times: number[] = [];
  let forgotten = 0;

  return {
    countedAfter: (time) => {
      while ((times[forgotten] ?? Infinity) <= time) forgotten += 1;
      // Moved up now and then only: a daily budget may be a million.
      if (forgotten > times.length / 2) forgotten -= times.splice(0, forgotten).length;
      return times.length - forgotten;
    },
    fromTheEnd: (place) => times[times.length - place],
    add: (time) => times.push(time),
  };
}
