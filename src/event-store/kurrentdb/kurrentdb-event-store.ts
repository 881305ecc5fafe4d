import { randomUUID } from 'node:crypto';
import type { KurrentDbConnection } from '../../kurrentdb/kurrentdb-connection.js';
import { KurrentDbFailure } from '../../kurrentdb/kurrentdb-failure.js';
import { type Backoff, waitAfter } from '../../retry/backoff.js';
import { persistently } from '../../retry/persistently.js';
import type { Codec } from '../codec.js';
import type { EventLog } from '../event-log.js';
import { createEventStoreOverLog } from '../event-store-over-log.js';
import type { EventStore } from '../port.js';
import { appendTo } from './append.js';
import { createEventCount } from './event-count.js';
import { mayPass, storeUnavailableFor } from './failures.js';
import { createKurrentDbHistory } from './history.js';
import { watchHistory } from './history-notices.js';
import { identityIn } from './store-identity.js';
import { streamNamesWith } from './stream-names.js';

export interface KurrentDbEventStoreDependencies {
  /** It stays open when the store is closed. */
  readonly connection: KurrentDbConnection;
  readonly codec: Codec;
  /** What the names of all its streams begin with: `sallyport.`. One database serves stores of several prefixes. */
  readonly streamPrefix?: string;
  /** Makes the id of a new store. */
  readonly newStoreId?: () => string;
  /** How long to wait before what was lost is made again. */
  readonly backoff?: Backoff;
  /** Milliseconds between two looks whether the subscription still tells everything: 5,000. */
  readonly heartbeat?: number;
  /** From 0 to below 1. */
  readonly random?: () => number;
  /** Milliseconds; only differences count. */
  readonly clock?: () => number;
}

const usualBackoff: Backoff = { first: 100, longest: 5_000 };

/**
 * Opens the event store that keeps its history in KurrentDB. Any number of processes may have it open and append.
 *
 * @throws {StoreUnavailable} the database cannot be reached, refuses, or is too old. Its message says which.
 */
export async function openKurrentDbEventStore(dependencies: KurrentDbEventStoreDependencies): Promise<EventStore> {
  const {
    connection,
    codec,
    streamPrefix = 'sallyport.',
    newStoreId = randomUUID,
    backoff = usualBackoff,
    heartbeat = 5_000,
    random = Math.random,
    clock = () => performance.now(),
  } = dependencies;
  const names = streamNamesWith(streamPrefix);
  const id = await identified(connection, names.ofIdentity, newStoreId);
  const history = createKurrentDbHistory(connection, names);
  const notices = watchHistory({ connection, history, historyPrefix: names.historyPrefix, backoff, heartbeat, random });
  const count = createEventCount(history);
  const underWay = new Set<Promise<unknown>>();

  const log: EventLog = {
    id,
    append(stream, expected, events) {
      const appending = appendTo({ connection, history, names, backoff, random, clock }, { stream, expected, events });
      underWay.add(appending);
      const over = () => underWay.delete(appending);
      appending.then(over, over);
      return appending;
    },
    readStream: history.readStream,
    async readAll(after, limit) {
      const newest = notices.newest();
      const events = await history.readAll(after, limit);
      const isBehind = events.length === 0 && newest !== undefined && (after === undefined || newest > after);
      // A node that has less than another has told of was the leader once, and does not know yet that it is none now.
      if (isBehind) throw storeUnavailableFor(new KurrentDbFailure('NOT_LEADER'));
      return events;
    },
    head: history.head,
    countAfter: count.after,
    watch: notices.watch,
    persistently: (work, ended) =>
      persistently(work, { mayPass, waitAfter: (tries) => waitAfter(tries, backoff, random()), ended }),
    async close() {
      await Promise.allSettled(underWay);
      await notices.close();
    },
  };
  return createEventStoreOverLog({ log, codec });
}

async function identified(connection: KurrentDbConnection, stream: string, newStoreId: () => string): Promise<string> {
  try {
    await connection.requireSupportedServer();
    return await identityIn(connection, stream, newStoreId);
  } catch (error) {
    throw storeUnavailableFor(error);
  }
}
