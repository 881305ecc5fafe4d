import type { Position } from '../event-store/port.js';
import type { Building, Catalog, CatalogEntry } from '../projections/catalog.js';
import { type Edition, nameOf } from '../projections/edition.js';
import { type Lag, lagOf, leastOf } from '../projections/lag.js';
import type { Projection } from '../projections/projection.js';
import { judge, type ProjectionState, tolerance } from '../projections/view-status.js';
import { ViewStoreUnavailable } from '../projections/view-store.js';
import { requireStaff } from './authorise.js';
import { type ParkedDocument, readParked } from './parked-documents.js';
import type { ProjectionStores } from './projection-stores.js';
import type { RequestContext } from './request-context.js';

/** A projection, as ops see it. */
export interface ProjectionSummary {
  readonly name: string;
  readonly state: ProjectionState;
  /** What this program makes. */
  readonly version: number;
  /** Absent: nobody has begun to make views, or the view store cannot be reached. */
  readonly served?: ServedEdition;
  readonly building?: BuildingProgress;
  /** What can be gone back to. */
  readonly previous?: Edition;
}

export interface ServedEdition {
  readonly edition: Edition;
  /** Up to where all of it has read the history; absent: some of it has not begun. */
  readonly position?: Position;
  readonly lag: Lag;
  readonly parkedCount: number;
  /** The first of them. */
  readonly parked: readonly ParkedDocument[];
}

export interface BuildingProgress extends Pick<Building, 'edition' | 'startedAt' | 'eventsPerSecond'> {
  readonly position?: Position;
  /** From 0 to 1. */
  readonly progress: number;
}

/** All of them can be asked for one projection at a time. */
const parkedShown = 100;

/**
 * Every projection: what is served, how far it is behind, what is parked and what is being built.
 *
 * @throws {NotSignedIn} @throws {Forbidden}
 */
export async function listProjections(
  stores: ProjectionStores,
  context: RequestContext,
): Promise<readonly ProjectionSummary[]> {
  await requireStaff(stores.core, context, ['OPERATOR', 'AUDITOR']);
  try {
    const catalog = await stores.viewStore.catalog();
    return await Promise.all(stores.projections.map((projection) => summaryOf(stores, projection, catalog)));
  } catch (error) {
    if (!(error instanceof ViewStoreUnavailable)) throw error;
    return stores.projections.map(({ name, version }) => ({ name, version, state: 'UNREACHABLE' }));
  }
}

async function summaryOf(
  stores: ProjectionStores,
  projection: Projection,
  catalog: Catalog,
): Promise<ProjectionSummary> {
  const { name, version } = projection;
  const entry = catalog.projections[name];
  if (entry === undefined) return { name, version, state: 'MISSING' };
  const { eventStore } = stores.core;
  const edition = nameOf(entry.serving);
  const status = await stores.viewStore.status([edition]);
  const places = status.get(edition) ?? [];
  const position = leastOf(places);
  const head = await eventStore.head();
  const lag = await lagOf(stores.core, position);
  // What nobody has read is due once it is older than views may be.
  const due = lag.age < tolerance ? undefined : head;
  const parkedCount = places.reduce((sum, { parked }) => sum + parked, 0);
  const parked = parkedCount === 0 ? [] : await readParked(stores.viewStore, edition);
  const building = await progressOf(stores, entry);
  return {
    name,
    version,
    state: judge(projection, { catalog, status, head, due }).status.state,
    served: { edition: entry.serving, ...at(position), lag, parkedCount, parked: parked.slice(0, parkedShown) },
    ...(building !== undefined && { building }),
    ...(entry.previous !== undefined && { previous: entry.previous }),
  };
}

async function progressOf(
  { core: { eventStore }, viewStore }: ProjectionStores,
  { building }: CatalogEntry,
): Promise<BuildingProgress | undefined> {
  if (building === undefined) return undefined;
  const { takesOver: _, ...begun } = building;
  const name = nameOf(begun.edition);
  const position = leastOf((await viewStore.status([name])).get(name) ?? []);
  const total = await eventStore.countAfter();
  const left = await eventStore.countAfter(position);
  return { ...begun, ...at(position), progress: total === 0 ? 1 : (total - left) / total };
}

function at(position: Position | undefined): { readonly position?: Position } {
  return position === undefined ? {} : { position };
}
