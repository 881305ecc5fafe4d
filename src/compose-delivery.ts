import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsync } from 'fastify';
import type { Core } from './application/core.js';
import { readSendingStatus } from './application/sending-status.js';
import { systemTimers } from './application/timers.js';
import { createTokenOrders, type TokenOrders } from './application/token-orders.js';
import type { Config } from './config.js';
import { createOutbox, type Outbox } from './delivery/outbox/outbox.js';
import { createOutboxRoutes } from './delivery/outbox/outbox-routes.js';
import type { ReactorStateStore } from './delivery/reactor-state/port.js';
import { createRedisReactorStateStore } from './delivery/reactor-state/redis/redis-reactor-state-store.js';
import { createSqliteReactorStateStore } from './delivery/reactor-state/sqlite/sqlite-reactor-state-store.js';
import { createMessageText } from './delivery/sms/message-text.js';
import { createOutboxProvider } from './delivery/sms/outbox-provider.js';
import type { SmsProvider } from './delivery/sms/provider.js';
import { startSmsSender } from './delivery/sms/sender/sms-sender.js';
import { createSmsGateway, type SmsGateway } from './delivery/sms/sms-gateway.js';
import { startSmsStatistics } from './delivery/sms/sms-statistics.js';
import { stoppableGateway } from './delivery/sms/stoppable-gateway.js';
import { createDeliveryReportWebhooks } from './delivery/webhooks/delivery-report-webhooks.js';
import { reportPaths } from './delivery/webhooks/report-paths.js';
import { second } from './domain/instant.js';
import type { EventStore } from './event-store/port.js';
import { describeFailure } from './graphql/logger.js';
import type { Logger } from './logger.js';
import type { Metrics } from './metrics/metrics.js';
import { openRedis } from './redis/redis-connection.js';
import type { SmsProviderConfig } from './sms-settings.js';
import { tracedSmsProvider } from './tracing/traced-sms-provider.js';
import type { Tracing } from './tracing/tracing.js';

/** What sends messages, and what the web server has to do with it. */
export interface DeliverySide {
  /** Routes of the providers' reports, and of the outbox. */
  readonly routes: readonly FastifyPluginAsync[];
  /** Brings what is measured on demand up to date. */
  measure(): void;
  close(): Promise<void>;
}

export interface DeliveryComposition {
  readonly config: Config;
  readonly core: Core;
  readonly eventStore: EventStore;
  /** File of the positions of reactors. */
  readonly reactorsFile: string;
  readonly metrics: Metrics;
  /** `undefined`: nothing is traced. */
  readonly tracing: Tracing | undefined;
  readonly logger: Logger;
  readonly clock: () => number;
}

export async function composeDelivery(composition: DeliveryComposition): Promise<DeliverySide> {
  const { config, core, eventStore, metrics, clock } = composition;
  const orders = createTokenOrders(core);
  const print = (text: string): void => {
    if (config.logLevel !== 'silent') process.stdout.write(text);
  };
  const outbox = createOutbox({ clock, print });
  const providers = await Promise.all(
    config.sms.providers.map((provider) => composeProvider(provider, config, outbox)),
  );
  const gateway = composeGateway(providers, composition);
  const sender =
    config.roles.includes('sender') && providers.length > 0 ? startSender(gateway, orders, composition) : undefined;
  // Where SMS is not offered there is nothing to count, and the history is not followed for it.
  const statistics =
    providers.length > 0
      ? await startSmsStatistics({ eventStore, metrics: metrics.sms, onFailure: stopped(composition) })
      : undefined;

  return {
    routes: [
      reportRoutes(orders, composition),
      ...(providers.some(({ name }) => name === 'outbox')
        ? [createOutboxRoutes({ outbox, publicUrl: config.publicUrl })]
        : []),
    ],
    measure: () => {
      for (const { provider, state } of gateway.circuits()) metrics.sms.circuitOpen(provider, state !== 'CLOSED');
      metrics.sms.ordersWaiting(sender?.waiting() ?? 0);
    },
    close: async () => {
      await sender?.close();
      await statistics?.close();
    },
  };
}

/** The packages of providers are loaded where they are used: they are large. */
async function composeProvider(provider: SmsProviderConfig, config: Config, outbox: Outbox): Promise<SmsProvider> {
  const timers = systemTimers;
  switch (provider.name) {
    case 'outbox':
      return createOutboxProvider(outbox);
    case 'messagebird': {
      const { createMessageBirdProvider } = await import('./delivery/sms/messagebird/messagebird-provider.js');
      const reportUrl = `${config.publicUrl}${reportPaths.messagebird}`;
      return createMessageBirdProvider({ ...provider, reportUrl, timers });
    }
    case 'twilio': {
      const { createTwilioProvider } = await import('./delivery/sms/twilio/twilio-provider.js');
      const statusCallbackUrl = `${config.publicUrl}${reportPaths.twilio}`;
      return createTwilioProvider({ ...provider, statusCallbackUrl, timers });
    }
  }
}

function composeGateway(providers: readonly SmsProvider[], composition: DeliveryComposition) {
  const { core, metrics, tracing, logger, clock } = composition;
  const gateway: SmsGateway = createSmsGateway({
    providers: tracing === undefined ? providers : providers.map((provider) => tracedSmsProvider(provider, tracing)),
    clock,
    timers: systemTimers,
    onTry: ({ provider, outcome, milliseconds }) => metrics.sms.tried(provider, outcome, milliseconds),
    onDefect: (error) => logger.error({ component: 'sms provider', failure: describeFailure(error) }, 'failure'),
  });
  // The kill switch holds for what was ordered before it was pulled, too.
  return stoppableGateway(gateway, async () => (await readSendingStatus(core)).status === 'STOPPED');
}

function startSender(gateway: SmsGateway, orders: TokenOrders, composition: DeliveryComposition) {
  const { config, eventStore, metrics, tracing, clock, logger } = composition;
  const states = openReactorStates(composition);
  const sender = startSmsSender({
    eventStore,
    states,
    orders,
    gateway,
    clock,
    holder: randomUUID(),
    timers: systemTimers,
    random: Math.random,
    messageText: createMessageText(config),
    ...(tracing !== undefined && {
      around: (correlationId, work) => tracing.trace(correlationId, { kind: 'sms order', attributes: {} }, work),
    }),
    onSent: ({ country, provider }) => metrics.sms.sent(country, provider),
    // Failures are counted as they come into the history: providers report some of them much later.
    onFailed: () => undefined,
    onFailure: (error) => logger.error({ component: 'sms sender', failure: describeFailure(error) }, 'failure'),
  });
  return {
    waiting: () => {
      const { queued, inFlight } = sender.state();
      return queued + inFlight;
    },
    close: async () => {
      await sender.close();
      await states.close();
    },
  };
}

/** On this machine beside the history; where that is beyond this machine, in Redis, for processes on all machines. */
function openReactorStates({ config, eventStore, reactorsFile, clock }: DeliveryComposition): ReactorStateStore {
  const { eventStoreUrl, redisUrl: url } = config;
  if (eventStoreUrl === undefined || url === undefined) {
    return createSqliteReactorStateStore({ path: reactorsFile, clock });
  }
  const { client, close } = openRedis({ url, patience: second, onLost: () => undefined });
  const states = createRedisReactorStateStore({ client, storeId: eventStore.id, clock });
  return { ...states, close: async () => close() };
}

function reportRoutes(orders: TokenOrders, { config, metrics, clock }: DeliveryComposition): FastifyPluginAsync {
  const messageBird = config.sms.providers.find((provider) => provider.name === 'messagebird');
  const twilio = config.sms.providers.find((provider) => provider.name === 'twilio');
  return createDeliveryReportWebhooks({
    clock,
    orders,
    publicOrigin: config.publicUrl,
    ...(messageBird !== undefined && { messageBird }),
    ...(twilio !== undefined && { twilio }),
    onRefused: (reason, provider) => metrics.sms.webhookRefused(provider, reason),
  });
}

function stopped({ logger }: DeliveryComposition): (error: unknown) => void {
  return (error) => logger.error({ component: 'sms statistics', failure: describeFailure(error) }, 'stopped');
}
