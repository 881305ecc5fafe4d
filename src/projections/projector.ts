import { setTimeout } from 'node:timers/promises';
import type { EventStore, Position } from '../event-store/port.js';
import { createAdvance } from './advance.js';
import { catchUp } from './catch-up.js';
import { type Convoy, startConvoy } from './convoy.js';
import type { Edition, EditionName } from './edition.js';
import { keepCatalog } from './keep-catalog.js';
import type { PartitionLeases } from './leases.js';
import type { Projection } from './projection.js';
import { createRoster, type LaneGroup } from './roster.js';
import { takeOver } from './take-over.js';
import type { Parked, ViewStore } from './view-store.js';
import { wantedOf } from './wanted.js';

/** Keeps the views of every projection up with the history, alone or beside other processes. */
export interface Projector {
  /** Resolves when everything that this process had to move at first is up to date; rejects if it is closed before. */
  readonly caughtUp: Promise<void>;
  /** Events that were passed to catch up, since the start. */
  passed(): number;
  /** Stops between two batches, and lets others take over at once. */
  close(): Promise<void>;
}

export interface ProjectorDependencies {
  readonly eventStore: EventStore;
  readonly viewStore: ViewStore;
  readonly leases: PartitionLeases;
  readonly projections: readonly Projection[];
  readonly observer: ProjectorObserver;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Milliseconds from one look at who holds what, and at which editions there are, to the next: 1,000. */
  readonly lookEvery?: number;
}

export interface ProjectorObserver {
  /** Something went wrong. It is tried again. */
  failed(error: unknown): void;
  /** An event could not be applied: what follows it in its document waits. */
  parked(edition: EditionName, id: string, parked: Parked): void;
  /** What was built because the program has changed is served now. */
  tookOver(edition: Edition): void;
}

export function startProjector(dependencies: ProjectorDependencies): Projector {
  const { eventStore, viewStore, leases, projections, observer, clock, lookEvery = 1_000 } = dependencies;
  const ending = new AbortController();
  const ended = ending.signal;
  const advance = createAdvance({
    eventStore,
    viewStore,
    ended,
    onParked: ({ edition }, id, parked) => observer.parked(edition, id, parked),
  });
  const roster = createRoster(viewStore);
  const underWay = new Set<Promise<void>>();
  /** Those of them that bring up to date what is served. */
  const arriving = new Set<Promise<void>>();
  let convoy: Convoy | undefined;
  let headBefore: Position | undefined;
  let passed = 0;

  /** Catches up, and goes on with the convoy. Where that fails, the partitions are claimed anew. */
  async function bring(to: Convoy, { lanes, building }: LaneGroup): Promise<void> {
    const onPassed = (events: number) => {
      passed += events;
    };
    try {
      await catchUp({ eventStore, advance, convoy: to, ended, onPassed }, lanes, building?.eventsPerSecond);
    } catch (error) {
      for (const { holding } of lanes) holding.lost = true;
      throw error;
    }
  }

  /** Sees who holds what, and which editions there are. @returns `arrived`: all that has come to this process is up to date. */
  async function look(): Promise<{ readonly arrived: Promise<unknown> }> {
    const catalog = await keepCatalog(viewStore, projections, clock());
    const held = await leases.hold();
    const head = await eventStore.head();
    convoy ??= startConvoy({ eventStore, advance, ended, onFailure: observer.failed }, head);
    const to = convoy;
    const groups = await roster.update(held, wantedOf(catalog, projections));
    for (const group of groups) {
      const arrival = bring(to, group);
      const settled = arrival.catch(failed).finally(() => {
        underWay.delete(settled);
        arriving.delete(arrival);
      });
      underWay.add(settled);
      if (group.building === undefined) arriving.add(arrival);
    }
    for (const edition of await takeOver(viewStore, catalog, headBefore)) observer.tookOver(edition);
    headBefore = head;
    // What an earlier look has begun may take far longer than until the next.
    return { arrived: Promise.all(arriving) };
  }

  function failed(error: unknown): void {
    if (!ended.aborted) observer.failed(error);
  }

  let resolveCaughtUp: () => void = () => undefined;
  const caughtUp = new Promise<void>((resolve, reject) => {
    resolveCaughtUp = resolve;
    ended.addEventListener('abort', () => reject(new Error('The projector was closed before it had caught up.')));
  });
  // Whoever does not wait for it is not told.
  caughtUp.catch(() => undefined);

  async function run(): Promise<void> {
    while (!ended.aborted) {
      // A failed arrival is told by itself, and comes again at a later look.
      await look().then(({ arrived }) => void arrived.then(resolveCaughtUp, () => undefined), failed);
      await setTimeout(lookEvery, undefined, { signal: ended }).catch(() => undefined);
    }
  }
  const running = run();

  return {
    caughtUp,
    passed: () => passed,
    close: async () => {
      ending.abort();
      await running;
      await Promise.all(underWay);
      await convoy?.close();
      await leases.release().catch(failed);
    },
  };
}
