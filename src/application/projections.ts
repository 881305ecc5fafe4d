import { second } from '../domain/instant.js';
import { nameOf } from '../projections/edition.js';
import type { Core } from './core.js';
import { listProjections, type ProjectionSummary } from './list-projections.js';
import type { ProjectionStores } from './projection-stores.js';
import type { RequestContext } from './request-context.js';
import type { ProjectionInfo } from './results.js';

export type Projections = (context: RequestContext) => Promise<readonly ProjectionInfo[]>;

/** Every projection, with positions as clients have them. For staff who run or audit the service. */
export function createProjections(core: Pick<Core, 'positionTokens'>, stores: ProjectionStores): Projections {
  return async (context) => (await listProjections(stores, context)).map((summary) => infoOf(core, summary));
}

function infoOf(
  { positionTokens }: Pick<Core, 'positionTokens'>,
  { name, state, version, served, building }: ProjectionSummary,
): ProjectionInfo {
  const info = { name, state, version, parkedCount: served?.parkedCount ?? 0 };
  return {
    ...info,
    ...(served !== undefined && {
      edition: nameOf(served.edition),
      lagEvents: served.lag.events,
      oldestUnprocessedSeconds: served.lag.age / second,
      ...(served.position !== undefined && { position: positionTokens.issue(served.position) }),
    }),
    parked: (served?.parked ?? []).map(({ id, position, eventType, since }) => ({
      id,
      position: positionTokens.issue(position),
      eventType,
      since,
    })),
    ...(building !== undefined && {
      building: { edition: nameOf(building.edition), startedAt: building.startedAt, progress: building.progress },
    }),
  };
}
