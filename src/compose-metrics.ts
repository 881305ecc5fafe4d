import type { FastifyPluginAsync } from 'fastify';
import type { DeliverySide } from './compose-delivery.js';
import type { ViewSide } from './compose-views.js';
import type { Config } from './config.js';
import type { EventStore } from './event-store/port.js';
import type { HttpServer } from './graphql/server.js';
import type { Metrics } from './metrics/metrics.js';
import { createMetricsRoute } from './metrics/metrics-route.js';

export interface MetricsComposition {
  readonly config: Pick<Config, 'environment' | 'metricsToken' | 'redisUrl'>;
  readonly metrics: Metrics;
  readonly eventStore: EventStore;
  readonly viewSide: Pick<ViewSide, 'measure' | 'watches' | 'problem'>;
  readonly delivery: Pick<DeliverySide, 'measure'>;
  /** There by the time of the first request. */
  readonly server: () => Pick<HttpServer, 'subscriptions'>;
}

/** In development whoever reaches the service may read the metrics; in production whoever knows the token, if anybody. */
export function composeMetricsRoute(composition: MetricsComposition): FastifyPluginAsync {
  const { config, metrics } = composition;
  const initially = config.environment === 'development' ? 'open' : 'off';
  const exposition = async () => {
    await measure(composition);
    return metrics.exposition();
  };
  return createMetricsRoute({
    metrics: { exposition },
    access: config.metricsToken === undefined ? initially : { token: config.metricsToken },
  });
}

/** Looks at what does not tell by itself how it stands, each time that the metrics are read. */
async function measure({ config, metrics, eventStore, viewSide, delivery, server }: MetricsComposition): Promise<void> {
  delivery.measure();
  metrics.graphql.subscriptionsOpen(server().subscriptions());
  metrics.projections.watched(viewSide.watches());
  if (config.redisUrl !== undefined) metrics.projections.redisUsable(viewSide.problem() === undefined);
  metrics.eventStore.readable(
    await eventStore.head().then(
      () => true,
      () => false,
    ),
  );
  await viewSide.measure();
}
