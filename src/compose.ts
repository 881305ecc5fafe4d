import { randomBytes, randomUUID } from 'node:crypto';
import { type Core, createCore } from './application/core.js';
import { createPositionTokens } from './application/position-tokens.js';
import { recordParked } from './application/record-parked.js';
import { startKeyRetirement } from './application/retire-keys.js';
import { createSendingPolicy } from './application/sending-policy.js';
import { readSendingStatus } from './application/sending-status.js';
import { createStoredPasswordVerifier } from './application/stored-password-verifier.js';
import { createUseCases } from './application/use-cases.js';
import { composeDelivery } from './compose-delivery.js';
import { composeMetricsRoute } from './compose-metrics.js';
import { openStores } from './compose-stores.js';
import { openThrottles, type Throttles, throttlesInMemory } from './compose-throttles.js';
import { composeTracing, observedStore, observerOf } from './compose-tracing.js';
import { composeViews, openViewStore, type ViewSide } from './compose-views.js';
import type { Config } from './config.js';
import { type KeyStore, serviceKeys } from './crypto/key-store/port.js';
import { createKeyedHash } from './crypto/keyed-hash.js';
import { createPasswords } from './crypto/password.js';
import type { RandomBytes } from './crypto/random-bytes.js';
import { createRandomIds } from './crypto/random-ids.js';
import { createRandomPool } from './crypto/random-pool.js';
import { createSealer } from './crypto/sealer.js';
import { createSessionTokens } from './crypto/session-tokens.js';
import { createSmsTokenDerivation } from './crypto/sms-tokens.js';
import { dataFilesOf } from './data-directory.js';
import { createCodec } from './event-store/codec.js';
import type { EventStore } from './event-store/port.js';
import { eventSchemas } from './event-store/schemas/event-schemas.js';
import { upcasters } from './event-store/upcasters/upcasters.js';
import { describeFailure } from './graphql/logger.js';
import type { Logger } from './logger.js';
import { createMetrics } from './metrics/metrics.js';
import { type Opened, openTogether } from './open-together.js';
import { createPhoneNumbers } from './phone-numbers/phone-number.js';
import { readinessOf } from './readiness.js';
import { tracedUseCases } from './tracing/traced-use-cases.js';

/** The stores of a data directory, and what is decided over them. */
export interface Installation {
  readonly core: Core;
  readonly eventStore: EventStore;
  readonly keyStore: KeyStore;
  /** Where views are that processes share. It is closed by whoever opens it. */
  openViewStore(): ReturnType<typeof openViewStore>;
  /** Finishes what is being written, then lets go of the files. */
  close(): Promise<void>;
}

/** What differs between the program and its tests: time and chance. */
export interface Surroundings {
  readonly clock: () => number;
  readonly randomBytes: RandomBytes;
}

const realSurroundings: Surroundings = { clock: Date.now, randomBytes: createRandomPool(randomBytes) };

/** The codec of this program's events. */
export const codec = createCodec({ schemas: eventSchemas, upcasters });

/** What a process that serves does with what it opens; the command line does without. */
export interface Serving {
  /** The event store as everything is to use it. */
  readonly observed: (eventStore: EventStore) => EventStore;
  /** What counts guesses and messages for all processes. */
  readonly openThrottles: (eventStore: EventStore, keyStore: KeyStore) => Promise<Throttles>;
}

/**
 * Opens the history and its keys, where the configuration says that they are, and what is decided over them.
 *
 * @throws {StoreUnavailable} @throws {WrongKeyEncryptionKey} @throws {KeyEncryptionKeyUnusable}
 */
export function openInstallation(
  config: Config,
  surroundings = realSurroundings,
  serving?: Serving,
): Promise<Installation> {
  const { clock, randomBytes } = surroundings;
  return openTogether(async (opened) => {
    const stores = opened.add(await openStores(config, { codec, randomBytes }));
    const { keyStore } = stores;
    const eventStore = serving?.observed(stores.eventStore) ?? stores.eventStore;
    const throttles = opened.add((await serving?.openThrottles(eventStore, keyStore)) ?? throttlesInMemory(clock));
    return {
      core: await composeCore({ config, surroundings, eventStore, keyStore, throttles }),
      eventStore,
      keyStore,
      openViewStore: () => openViewStore(config, eventStore),
      close: opened.close,
    };
  });
}

export interface CoreComposition {
  readonly config: Config;
  readonly surroundings: Surroundings;
  readonly eventStore: EventStore;
  readonly keyStore: KeyStore;
  /** Absent: this process counts for itself. */
  readonly throttles?: Throttles;
}

export async function composeCore(composition: CoreComposition): Promise<Core> {
  const { config, surroundings, eventStore, keyStore } = composition;
  const { throttles = throttlesInMemory(surroundings.clock) } = composition;
  const { clock, randomBytes } = surroundings;
  const sealer = createSealer({ keyStore, randomBytes });
  const passwords = await createPasswords(randomBytes);
  const { countries, budgets, providers } = config.sms;
  const core: Core = createCore({
    eventStore,
    schemaVersion: codec.schemaVersion,
    sealer,
    ids: createRandomIds({ randomBytes, now: clock }),
    clock,
    randomBytes,
    usernameHash: createKeyedHash(await keyStore.ensure(serviceKeys.usernameHash)),
    passwords,
    passwordVerifier: createStoredPasswordVerifier({ sealer, passwords }),
    passwordThrottle: throttles.passwords,
    sessionTokens: await createSessionTokens({
      issuer: config.publicUrl,
      seed: await keyStore.ensure(serviceKeys.sessionSigning),
    }),
    positionTokens: createPositionTokens(eventStore.id),
    limits: config.limits,
    issuerName: config.issuerName,
    // A number that nothing can be sent to must not be asked for.
    servedMethods: providers.length > 0 ? ['AUTHENTICATOR_APP', 'SMS'] : ['AUTHENTICATOR_APP'],
    smsTokens: createSmsTokenDerivation(await keyStore.ensure(serviceKeys.smsTokens)),
    phoneNumbers: createPhoneNumbers({ countries }),
    phoneNumberHash: createKeyedHash(await keyStore.ensure(serviceKeys.phoneNumberHash)),
    sendingPolicy: createSendingPolicy({
      throttle: throttles.sending,
      sendingStopped: async () => (await readSendingStatus(core)).status === 'STOPPED',
      countries,
      budgets,
    }),
  });
  return core;
}

/** A running service, with the roles of its process. */
export interface Service {
  readonly installation: Installation;
  /** Where it listens, like `http://127.0.0.1:4000`. */
  readonly url: string;
  readonly views: ViewSide;
  /** Answers the requests under way, finishes what is being written, then lets go of everything. */
  close(): Promise<void>;
}

/**
 * Opens the data directory and serves the API. It answers at once, from the history, while views are still being made.
 *
 * @throws {StoreUnavailable} @throws {WrongKeyEncryptionKey} @throws {KeyEncryptionKeyUnusable}
 */
export function startService(
  config: Config,
  logger: Logger,
  surroundings: Surroundings = realSurroundings,
): Promise<Service> {
  return openTogether((opened) => openService(opened, { config, logger, surroundings }));
}

interface ServiceComposition {
  readonly config: Config;
  readonly logger: Logger;
  readonly surroundings: Surroundings;
}

async function openService(opened: Opened, { config, logger, surroundings }: ServiceComposition): Promise<Service> {
  const { clock } = surroundings;
  const metrics = createMetrics(config.sms);
  const tracing = await composeTracing(config, logger);
  if (tracing !== undefined) opened.add(tracing);
  const installation = opened.add(
    await openInstallation(config, surroundings, {
      observed: (store) => observedStore(store, metrics, tracing),
      openThrottles: (store, keys) => openThrottles(config, { eventStore: store, keyStore: keys, logger, clock }),
    }),
  );
  const { core, eventStore, keyStore } = installation;
  const stopped = (component: string) => (error: unknown) => {
    logger.error({ component, failure: describeFailure(error) }, 'stopped');
  };

  opened.add(startKeyRetirement({ eventStore, keyStore, onFailure: stopped('key retirement') }));
  const viewSide = opened.add(
    await composeViews({
      config,
      eventStore,
      logger,
      metrics,
      tracing,
      clock,
      recordParked: (parking) => recordParked(core, parking),
    }),
  );
  const delivery = opened.add(
    await composeDelivery({
      config,
      core,
      eventStore,
      reactorsFile: dataFilesOf(config.dataDirectory).reactors,
      metrics,
      tracing,
      logger,
      clock,
    }),
  );

  // The command line uses this file too, and must not wait for GraphQL to load.
  const { createHttpServer } = await import('./graphql/server.js');
  const useCases = createUseCases(core, viewSide.views, viewSide.kept);
  const server = createHttpServer(
    {
      useCases: tracing === undefined ? useCases : tracedUseCases(useCases, tracing),
      observer: observerOf(metrics, tracing),
      logger,
      createCorrelationId: randomUUID,
      readiness: () => readinessOf(eventStore, viewSide),
      jwks: async () => core.sessionTokens.jwks(),
      routes: [
        ...delivery.routes,
        composeMetricsRoute({ config, metrics, eventStore, viewSide, delivery, server: () => server }),
      ],
    },
    {
      host: config.host,
      port: config.port,
      servesApi: config.roles.includes('api'),
      development: config.environment === 'development',
      allowedOrigins: config.allowedOrigins,
      trustedProxies: config.trustedProxyHops,
    },
  );

  opened.add(server);
  return { installation, views: viewSide, url: await server.listen(), close: opened.close };
}
