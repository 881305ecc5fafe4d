import type { ViewSide } from './compose-views.js';
import type { EventStore } from './event-store/port.js';
import type { Readiness, ReadinessCheck } from './graphql/health-routes.js';

/**
 * A store that cannot be read makes all answers impossible. Views that cannot be shown make them slower and none wrong:
 * the process goes on taking requests, and says that it is degraded and by what.
 */
export async function readinessOf(
  eventStore: EventStore,
  { status, problem }: Pick<ViewSide, 'status' | 'problem'>,
): Promise<Readiness> {
  const store = await eventStore.head().then(
    (): ReadinessCheck => ({ name: 'event-store', ok: true }),
    (): ReadinessCheck => ({ name: 'event-store', ok: false, detail: 'The event store cannot be read.' }),
  );
  const redis = problem();
  const checks: readonly ReadinessCheck[] = [
    store,
    ...(redis === undefined ? [] : [{ name: 'redis', ok: false, detail: redis }]),
    ...status.report().map(({ name, state }): ReadinessCheck => {
      const isLive = state === 'LIVE';
      const detail = `Its views are ${state}: the history answers in their place.`;
      return { name: `projection ${name}`, ok: isLive, ...(isLive ? {} : { detail }) };
    }),
  ];
  return { ready: store.ok, degraded: checks.some(({ ok }) => !ok), checks };
}
