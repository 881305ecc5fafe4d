import { LRUCache } from 'lru-cache';
import type { Position } from '../event-store/port.js';
import type { EditionName } from './edition.js';
import type { Partition } from './partition.js';
import type { Projection } from './projection.js';
import type { Document } from './view-store.js';

/** A partition that this process has claimed. */
export interface Holding {
  readonly partition: Partition;
  readonly fence: string;
  /** Somebody else has it now, or the store does not have what this process wrote: nothing more is written with it. */
  lost: boolean;
}

/** One edition's documents in one partition that this process holds. */
export interface Lane {
  readonly projection: Projection;
  readonly edition: EditionName;
  readonly holding: Holding;
  /** Where it stands in the view store. Events after it that are not for it may have been passed already. */
  position: Position | undefined;
  /** Documents as this process wrote or read them last. Nobody else writes them as long as it holds the partition. */
  readonly documents: LRUCache<string, Document>;
  /** Its edition is not to be moved any more. */
  stopped: boolean;
}

/** For each lane; there are some dozens of lanes. */
const cachedDocuments = 1_000;

export function createLane(start: Pick<Lane, 'projection' | 'edition' | 'holding' | 'position'>): Lane {
  return { ...start, documents: new LRUCache({ max: cachedDocuments }), stopped: false };
}

export function isMoving({ stopped, holding }: Lane): boolean {
  return !stopped && !holding.lost;
}

/** The position of the lane that is furthest behind. */
export function leastPosition(lanes: readonly Lane[]): Position | undefined {
  return lanes.map(({ position }) => position).reduce((least, one) => (precedes(one, least) ? one : least));
}

function precedes(one: Position | undefined, other: Position | undefined): boolean {
  return other !== undefined && (one === undefined || one < other);
}
