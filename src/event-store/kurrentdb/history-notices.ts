import { setTimeout } from 'node:timers/promises';
import { START, streamNameFilter } from '@kurrent/kurrentdb-client';
import type { KurrentDbConnection } from '../../kurrentdb/kurrentdb-connection.js';
import { type Backoff, waitAfter } from '../../retry/backoff.js';
import type { Position } from '../port.js';
import { numberOf, positionOf } from '../position.js';
import { placeOf } from './event-form.js';
import type { KurrentDbHistory } from './history.js';

export interface HistoryNoticesDependencies {
  readonly connection: Pick<KurrentDbConnection, 'client'>;
  readonly history: Pick<KurrentDbHistory, 'head' | 'positionsAfter'>;
  /** What the names of the streams begin with that one wants to hear of. */
  readonly historyPrefix: string;
  readonly backoff: Backoff;
  /** Milliseconds between two looks whether everything has been told. */
  readonly heartbeat: number;
  /** From 0 to below 1. */
  readonly random: () => number;
}

/** Tells of what is appended, by whichever process. */
export interface HistoryNotices {
  /** Calls back after every append, and now and then without one. Returns what stops it. */
  watch(onAppended: () => void): () => void;
  /** Position of the newest event that it has told of. */
  newest(): Position | undefined;
  close(): Promise<void>;
}

/** The server says how far it has searched once in so many times 32 events that are none of ours. */
const checkpointInterval = 8;

/**
 * One subscription for all who follow the history in this process. It says that there is something to read, and no more:
 * each reads for itself, from where it stands. So a subscription that breaks, or tells something twice or late, costs
 * nobody an event.
 *
 * The client neither resubscribes nor says that nothing comes any more. So a lost subscription is made again, from the
 * last place that it told of (checkpoints of the server move that place while nothing of ours happens); and a heartbeat
 * looks whether there is something after that place which was not told.
 */
export function watchHistory(dependencies: HistoryNoticesDependencies): HistoryNotices {
  const { history, backoff, heartbeat, random } = dependencies;
  const watchers = new Set<() => void>();
  const closed = new AbortController();
  const place: Place = { known: false, searched: undefined, newest: undefined };
  let listening: Listening | undefined;
  let running: Promise<unknown> | undefined;

  const tellAll = (): void => {
    for (const onAppended of watchers) onAppended();
  };
  const pause = (milliseconds: number) =>
    setTimeout(milliseconds, undefined, { signal: closed.signal }).catch(() => undefined);

  async function listen(): Promise<void> {
    for (let tries = 1; !closed.signal.aborted; tries += 1) {
      try {
        await findPlace();
        listening = startListening(dependencies, place, () => {
          tries = 0;
          tellAll();
        });
        await listening.lost;
      } catch {
        // The database is away; whoever reads is told so. It is tried again.
      }
      await pause(waitAfter(Math.max(1, tries), backoff, random()));
    }
  }

  /** Where to begin. Whoever has looked before that place was known has to look again. */
  async function findPlace(): Promise<void> {
    if (place.known) return;
    place.searched = await history.head();
    place.known = true;
    tellAll();
  }

  async function beat(): Promise<void> {
    let suspected: Position | undefined;
    for (;;) {
      await pause(heartbeat);
      if (closed.signal.aborted) return;
      const untold = place.known ? await firstAfter(place.searched) : undefined;
      // Once: it may be on its way. Twice: the subscription has fallen silent.
      if (untold !== undefined && untold === suspected) listening?.stop();
      if (untold !== undefined) tellAll();
      suspected = untold;
    }
  }

  /** `undefined` too where the database is away: the subscription learns that by itself. */
  async function firstAfter(position: Position | undefined): Promise<Position | undefined> {
    const [first] = await history.positionsAfter(position, 1).catch(() => []);
    return first;
  }

  return {
    watch(onAppended) {
      watchers.add(onAppended);
      running ??= Promise.all([listen(), beat()]);
      return () => watchers.delete(onAppended);
    },
    newest: () => place.newest,
    async close() {
      closed.abort();
      listening?.stop();
      watchers.clear();
      await running;
    },
  };
}

/** How far the subscription has come. */
interface Place {
  /** Whether it has begun anywhere. */
  known: boolean;
  /** Nothing of ours up to here is untold. */
  searched: Position | undefined;
  newest: Position | undefined;
}

interface Listening {
  /** Resolves when nothing comes any more. */
  readonly lost: Promise<void>;
  stop(): void;
}

function startListening(
  { connection, historyPrefix }: Pick<HistoryNoticesDependencies, 'connection' | 'historyPrefix'>,
  place: Place,
  onEvent: () => void,
): Listening {
  const { promise: lost, resolve } = Promise.withResolvers<undefined>();
  let isOver = false;
  const moveTo = (position: Position): void => {
    if (!isOver && (place.searched === undefined || position > place.searched)) place.searched = position;
  };
  const from = place.searched === undefined ? undefined : numberOf(place.searched);
  const subscription = connection.client().subscribeToAll({
    fromPosition: from === undefined ? START : { commit: from, prepare: from },
    filter: streamNameFilter({
      prefixes: [historyPrefix],
      checkpointInterval,
      // Nothing may be thrown in here: the client would stand still, and say nothing.
      checkpointReached: (_, { commit }) => moveTo(positionOf(commit)),
    }),
    requiresLeader: true,
  });
  const stop = (): void => {
    isOver = true;
    resolve(undefined);
    // It fails where the subscription was never made.
    subscription.unsubscribe().catch(() => undefined);
  };
  subscription.on('data', ({ event }) => {
    if (event?.position === undefined || isOver) return;
    const position = placeOf(event);
    moveTo(position);
    if (place.newest === undefined || position > place.newest) place.newest = position;
    onEvent();
  });
  // Of a server that is gone the client tells by an error alone.
  for (const sign of ['error', 'end', 'close'] as const) subscription.on(sign, stop);
  return { lost, stop };
}
