import type { EventStore } from './event-store/port.js';
import type { Readiness } from './graphql/health-routes.js';
import type { ProjectionRunner } from './projections/runner.js';

/** Views that are behind slow answers down and make none wrong; a store that cannot be read makes all impossible. */
export async function readinessOf(eventStore: EventStore, projections: ProjectionRunner): Promise<Readiness> {
  const store = await eventStore.head().then(
    () => ({ name: 'event-store', ok: true }),
    () => ({ name: 'event-store', ok: false, detail: 'The event store cannot be read.' }),
  );
  const live = projections.isLive();
  const behind = { detail: 'Views are not up to date: the history answers in their place.' };
  const checks = [store, { name: 'projections', ok: live, ...(live ? {} : behind) }];
  return { ready: checks.every(({ ok }) => ok), checks };
}
