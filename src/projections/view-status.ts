import type { EventStore, Position } from '../event-store/port.js';
import type { Catalog } from './catalog.js';
import { type EditionName, nameOf } from './edition.js';
import { type Partition, partitions } from './partition.js';
import type { Projection } from './projection.js';
import type { PartitionStatus, ViewStore } from './view-store.js';

/**
 * Whether a projection's stored views may be shown. `LIVE`: they may. `CATCHING_UP`: they are behind the history.
 * `AHEAD`: they were made from events that this history does not have, since it was restored from an older copy.
 * `PAUSED`: an operator holds them. `OTHER_VERSION`: another version of the program made them. `MISSING`: nobody has
 * begun to make them. `UNREACHABLE`: the view store does not answer.
 */
export type ProjectionState = 'LIVE' | 'CATCHING_UP' | 'AHEAD' | 'PAUSED' | 'OTHER_VERSION' | 'MISSING' | 'UNREACHABLE';

export interface ProjectionStatus {
  readonly name: string;
  readonly state: ProjectionState;
  /** How each partition of the served edition stands; none where it is not known. */
  readonly partitions: readonly PartitionStatus[];
}

/** Knows which stored views may be shown now, by looking at them from outside: it believes nobody's word for it. */
export interface ViewStatus {
  /** From where documents of this partition may be shown; `undefined`: answer from the history. */
  servedFrom(projection: Projection, partition: Partition): EditionName | undefined;
  /** The view store did not answer: nothing of it is shown until it has been seen to answer again. */
  distrust(): void;
  /** Looks now. It also looks by itself, every second. */
  refresh(): Promise<void>;
  /** What the last look saw. */
  report(): readonly ProjectionStatus[];
  close(): void;
}

export interface ViewStatusDependencies {
  readonly eventStore: EventStore;
  readonly viewStore: ViewStore;
  readonly projections: readonly Projection[];
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

const lookEvery = 1_000;

/** Milliseconds. Views that have not seen what was in the history so long ago are stale: nobody may be moving them. */
export const tolerance = 5_000;

interface Sighting {
  readonly at: number;
  readonly head: Position | undefined;
}

/** What a look has found of one projection. */
export interface Seen {
  readonly status: ProjectionStatus;
  readonly edition: EditionName | undefined;
  readonly fresh: readonly boolean[];
}

/** Looks for the first time at once; until then everything is answered from the history. */
export function watchViewStatus({ eventStore, viewStore, projections, clock }: ViewStatusDependencies): ViewStatus {
  const unreachable = new Map(projections.map((projection) => [projection.name, unseen(projection, 'UNREACHABLE')]));
  let seen: ReadonlyMap<string, Seen> = unreachable;
  let sightings: readonly Sighting[] = [];
  let looking: Promise<void> | undefined;

  async function look(): Promise<void> {
    const catalog = await viewStore.catalog();
    const editions = projections.flatMap(({ name }) => catalog.projections[name]?.serving ?? []).map(nameOf);
    const status = await viewStore.status(editions);
    // Asked for last: whatever stands past it is not of this history.
    const answer = await eventStore.head().then(
      (head) => ({ head }),
      () => undefined,
    );
    // While the history cannot be asked, nothing can be added to it here either: what was shown before still may be.
    if (answer === undefined) return;
    const { head } = answer;
    const now = clock();
    sightings = [...sightings.filter(({ at }) => now - at < tolerance), { at: now, head }];
    const due = sightings[0]?.head;
    seen = new Map(projections.map((one) => [one.name, judge(one, { catalog, status, head, due })]));
  }

  const refresh = (): Promise<void> => {
    looking ??= look()
      .catch(() => {
        seen = unreachable;
      })
      .finally(() => {
        looking = undefined;
      });
    return looking;
  };
  void refresh();
  const timer = setInterval(() => void refresh(), lookEvery);

  return {
    servedFrom: ({ name }, partition) => {
      const one = seen.get(name);
      return one?.fresh[partition] === true ? one.edition : undefined;
    },
    distrust: () => {
      seen = unreachable;
    },
    refresh,
    report: () => [...seen.values()].map(({ status }) => status),
    close: () => clearInterval(timer),
  };
}

/** What there is to judge by. */
export interface Look {
  readonly catalog: Catalog;
  readonly status: ReadonlyMap<EditionName, readonly PartitionStatus[]>;
  readonly head: Position | undefined;
  /** What the views must have seen by now. */
  readonly due: Position | undefined;
}

/** What may be shown of a projection's stored views. */
export function judge(projection: Projection, { catalog, status, head, due }: Look): Seen {
  const entry = catalog.projections[projection.name];
  if (entry === undefined) return unseen(projection, 'MISSING');
  if (entry.serving.version !== projection.version) return unseen(projection, 'OTHER_VERSION');
  const edition = nameOf(entry.serving);
  const places = status.get(edition) ?? [];
  const isAhead = places.some(({ position }) => isPast(position, head));
  const fresh = places.map(({ position }) => !isAhead && !entry.paused && !isPast(due, position));
  return {
    edition,
    fresh,
    status: { name: projection.name, partitions: places, state: stateOf(entry, isAhead, fresh) },
  };
}

function stateOf(entry: { readonly paused: boolean }, isAhead: boolean, fresh: readonly boolean[]): ProjectionState {
  if (isAhead) return 'AHEAD';
  if (entry.paused) return 'PAUSED';
  return fresh.every(Boolean) ? 'LIVE' : 'CATCHING_UP';
}

function unseen({ name }: Projection, state: ProjectionState): Seen {
  return { edition: undefined, fresh: partitions.map(() => false), status: { name, state, partitions: [] } };
}

function isPast(one: Position | undefined, other: Position | undefined): boolean {
  return one !== undefined && (other === undefined || one > other);
}
