import { epochMilliseconds } from '../domain/instant.js';
import type { EventStore, Position } from '../event-store/port.js';
import { nameOf } from '../projections/edition.js';
import type { ProjectionStatus, ViewStatus } from '../projections/view-status.js';
import type { PartitionStatus, ViewStore } from '../projections/view-store.js';
import type { Lag, ProjectionMetrics } from './projection-metrics.js';

export interface ProjectionMeasureDependencies {
  readonly eventStore: EventStore;
  readonly viewStore: ViewStore;
  readonly status: Pick<ViewStatus, 'refresh' | 'report'>;
  readonly metrics: Pick<ProjectionMetrics, 'stands' | 'rebuilt'>;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/**
 * Looks at the views from outside, and says how they stand. It asks nobody who moves them: a projector that is dead, or
 * hangs, shows by a lag that grows. Never rejects.
 */
export type ProjectionMeasure = () => Promise<void>;

/** Positions where no view has been made yet. */
const nowhere: readonly PartitionStatus[] = [{ position: undefined, parked: 0 }];

export function createProjectionMeasure(dependencies: ProjectionMeasureDependencies): ProjectionMeasure {
  const { eventStore, viewStore, status, metrics, clock } = dependencies;
  /** As they were seen last: a view store that is gone keeps nobody's views up. */
  const lastSeen = new Map<string, readonly PartitionStatus[]>();

  /** How far a position is behind what was the end of the history a moment ago. */
  async function lagOf(position: Position | undefined, head: Position | undefined): Promise<Lag> {
    if (!isBefore(position, head)) return { events: 0, age: 0 };
    for await (const [oldest] of eventStore.readAll(position)) {
      if (oldest === undefined) continue;
      const age = Math.max(0, clock() - epochMilliseconds(oldest.occurredAt));
      return { events: await eventStore.countAfter(position), age };
    }
    return { events: 0, age: 0 };
  }

  function placesOf({ name, state, partitions }: ProjectionStatus): readonly PartitionStatus[] | undefined {
    if (partitions.length > 0) lastSeen.set(name, partitions);
    if (state === 'MISSING') return nowhere;
    return state === 'UNREACHABLE' ? lastSeen.get(name) : partitions;
  }

  async function measureStandings(head: Position | undefined): Promise<void> {
    // Projections mostly stand at the same place: its event is looked up once.
    const lags = new Map<Position | undefined, Promise<Lag>>();
    const lagAt = (position: Position | undefined) => {
      const lag = lags.get(position) ?? lagOf(position, head);
      lags.set(position, lag);
      return lag;
    };
    for (const one of status.report()) {
      const places = placesOf(one) ?? [];
      const parked = places.reduce((sum, place) => sum + place.parked, 0);
      const lag = places.length === 0 ? undefined : await lagAt(leastOf(places));
      metrics.stands(one.name, { state: one.state, parked, lag });
    }
  }

  /** Only of projections that this program has: what else the catalog names is not its own, and may be anything. */
  async function measureRebuilds(): Promise<void> {
    const { projections } = await viewStore.catalog();
    for (const { name } of status.report()) {
      const building = projections[name]?.building;
      const edition = building && nameOf(building.edition);
      const places = edition === undefined ? undefined : (await viewStore.status([edition])).get(edition);
      metrics.rebuilt(name, places && (await progressAt(leastOf(places))));
    }
  }

  async function progressAt(position: Position | undefined): Promise<number> {
    const all = await eventStore.countAfter();
    return all === 0 ? 1 : 1 - (await eventStore.countAfter(position)) / all;
  }

  /** An old number would look as if all were well. Which store it is that fails is told by numbers of its own. */
  function forget(what: 'STANDINGS' | 'REBUILDS'): void {
    for (const { name, state } of status.report()) {
      if (what === 'STANDINGS') metrics.stands(name, { state, parked: 0, lag: undefined });
      else metrics.rebuilt(name, undefined);
    }
  }

  return async () => {
    try {
      // Asked for first: what is appended while one looks is no lag.
      const head = await eventStore.head();
      await status.refresh();
      await measureStandings(head);
      await measureRebuilds().catch(() => forget('REBUILDS'));
    } catch {
      forget('STANDINGS');
      forget('REBUILDS');
    }
  };
}

function leastOf(places: readonly PartitionStatus[]): Position | undefined {
  return places.map(({ position }) => position).reduce((least, one) => (isBefore(one, least) ? one : least));
}

/** No position at all is that of the beginning. */
function isBefore(one: Position | undefined, other: Position | undefined): boolean {
  return other !== undefined && (one === undefined || one < other);
}
