import type { Building } from './catalog.js';
import type { EditionName } from './edition.js';
import { createLane, type Holding, type Lane } from './lane.js';
import type { Partition } from './partition.js';
import type { ViewStore } from './view-store.js';
import type { Wanted } from './wanted.js';

/** Lanes that stand at about the same place and can be moved together. */
export interface LaneGroup {
  readonly lanes: readonly Lane[];
  /** What they are being built for; absent: they are served, or were. */
  readonly building?: Building | undefined;
}

/** What this process holds and moves. */
export interface Roster {
  /** Brings it in line with what is held and wanted. @returns the lanes that are new. @throws {ViewStoreUnavailable} */
  update(held: ReadonlySet<Partition>, wanted: readonly Wanted[]): Promise<readonly LaneGroup[]>;
}

interface Held {
  readonly holding: Holding;
  readonly lanes: Map<EditionName, Lane>;
}

export function createRoster(viewStore: ViewStore): Roster {
  const all = new Map<Partition, Held>();

  function letGo(held: ReadonlySet<Partition>, wanted: readonly Wanted[]): void {
    const editions = new Set(wanted.map(({ edition }) => edition));
    for (const [partition, { holding, lanes }] of all) {
      if (!held.has(partition)) holding.lost = true;
      if (holding.lost) all.delete(partition);
      for (const [edition, lane] of lanes) {
        if (editions.has(edition)) continue;
        lane.stopped = true;
        lanes.delete(edition);
      }
    }
  }

  async function claim(partition: Partition, wanted: readonly Wanted[]): Promise<readonly Lane[]> {
    const { fence, positions } = await viewStore.claim(
      partition,
      wanted.map(({ edition }) => edition),
    );
    const holding = { partition, fence, lost: false };
    const lanes = wanted.map(({ edition, projection }) =>
      createLane({ edition, projection, holding, position: positions.get(edition) }),
    );
    all.set(partition, { holding, lanes: new Map(lanes.map((lane) => [lane.edition, lane])) });
    return lanes;
  }

  /** Editions that have come up since the partitions were claimed. */
  async function addEditions(wanted: readonly Wanted[]): Promise<readonly Lane[]> {
    const incomplete = wanted.filter(({ edition }) => [...all.values()].some(({ lanes }) => !lanes.has(edition)));
    if (incomplete.length === 0) return [];
    const status = await viewStore.status(incomplete.map(({ edition }) => edition));
    return [...all].flatMap(([partition, { holding, lanes }]) =>
      incomplete
        .filter(({ edition }) => !lanes.has(edition))
        .map(({ edition, projection }) => {
          const position = status.get(edition)?.[partition]?.position;
          const lane = createLane({ edition, projection, holding, position });
          lanes.set(edition, lane);
          return lane;
        }),
    );
  }

  return {
    update: async (held, wanted) => {
      letGo(held, wanted);
      const added = await addEditions(wanted);
      const partitions = [...held].filter((partition) => !all.has(partition));
      const claimed = await Promise.all(partitions.map((partition) => claim(partition, wanted)));
      return grouped([...added, ...claimed.flat()], wanted);
    },
  };
}

/** What begins anew does not hold up what only has to catch up, nor does one rebuild hold up another. */
function grouped(lanes: readonly Lane[], wanted: readonly Wanted[]): readonly LaneGroup[] {
  const buildings = new Map(wanted.map(({ edition, building }) => [edition, building]));
  const nameOf = ({ edition, position }: Lane) =>
    buildings.get(edition) === undefined ? String(position === undefined) : edition;
  return [...Map.groupBy(lanes, nameOf).values()].map((group) => ({
    lanes: group,
    building: buildings.get(group[0]?.edition ?? ''),
  }));
}
