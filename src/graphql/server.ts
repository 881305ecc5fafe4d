import Fastify, { type FastifyError, type FastifyInstance, type FastifyPluginAsync } from 'fastify';
import { systemTimers, type Timers } from '../application/timers.js';
import type { UseCases } from '../application/use-cases.js';
import { correlationIdHeader, correlationIdOf } from './correlation-id.js';
import { clientErrorOf, formatClientError } from './errors.js';
import { createEventStreams } from './event-streams.js';
import { createGraphqlExecutor } from './executor.js';
import { createGracefulClose } from './graceful-close.js';
import { addGraphqlRoute } from './graphql-route.js';
import { addHealthRoutes, type Readiness } from './health-routes.js';
import { describeFailure, type Logger } from './logger.js';
import { nobody, type OperationObserver } from './operation-observer.js';
import { createOrigins } from './origins.js';
import { malformed, malformedBody, notFound, refuse } from './refusal.js';
import { buildApiSchema } from './schema.js';
import { createSubscriber } from './subscriber.js';
import { addSubscriptionRoute } from './subscription-route.js';

export interface HttpServerDependencies {
  readonly useCases: UseCases;
  readonly logger: Logger;
  readonly createCorrelationId: () => string;
  readonly readiness: () => Promise<Readiness>;
  /** The public keys of session tokens, as a JSON Web Key Set (RFC 7517, section 5). */
  readonly jwks: () => Promise<object>;
  /** Other routes of this port, each with its own rules for bodies. */
  readonly routes: readonly FastifyPluginAsync[];
  readonly observer?: OperationObserver;
  /** Those of the process where none are given. */
  readonly timers?: Timers;
}

export interface HttpServerOptions {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** Whether GraphQL is served; otherwise health, metrics and what else is given it. */
  readonly servesApi: boolean;
  /** Introspection and the explorer. */
  readonly development: boolean;
  /** Origins, like `https://panel.example`, whose pages may use the API. */
  readonly allowedOrigins: readonly string[];
  /** How many proxies stand before the service. 0: `X-Forwarded-*` is not believed at all (attack 28). */
  readonly trustedProxies: number;
}

export interface HttpServer {
  /** @returns its origin, like `http://127.0.0.1:4000`. */
  listen(): Promise<string>;
  /** Takes no more requests and completes all subscriptions; resolves when what is under way has been answered. */
  close(): Promise<void>;
  /** Its origin. @throws {Error} it does not listen. */
  readonly address: string;
  /** How many subscriptions are open now, for metrics. */
  subscriptions(): number;
}

const second = 1_000;

/** A process holds that many easily, and no sign-in waits for one (attack 38). */
const mostSubscriptions = 1_000;

/** The API and what is around it, on one port. */
export function createHttpServer(dependencies: HttpServerDependencies, options: HttpServerOptions): HttpServer {
  const server = createServer(dependencies, options);
  const close = createGracefulClose(server);
  const { useCases, logger, observer = nobody, timers = systemTimers } = dependencies;
  const introspection = options.development;
  const schema = buildApiSchema();
  const executor = createGraphqlExecutor({ schema, logger, observer, introspection });
  const subscriber = createSubscriber({ schema, logger, observer, introspection });
  const streams = createEventStreams({ timers, most: mostSubscriptions });
  let origin: string | undefined;

  addHealthRoutes(server, dependencies.readiness);
  server.get('/.well-known/jwks.json', async (_request, reply) =>
    reply.header('cache-control', 'public, max-age=300').send(await dependencies.jwks()),
  );

  return {
    listen: async () => {
      await executor.start();
      for (const routes of dependencies.routes) await server.register(routes);
      if (options.servesApi) {
        const origins = createOrigins(options.allowedOrigins);
        await addGraphqlRoute(server, { executor, useCases, origins, explorer: options.development });
        addSubscriptionRoute(server, { subscriber, streams, useCases, origins });
      }
      origin = await server.listen({ host: options.host, port: options.port });
      return origin;
    },
    close: async () => {
      streams.close();
      await close();
      await executor.stop();
    },
    get address() {
      if (origin === undefined) throw new Error('The server does not listen.');
      return origin;
    },
    subscriptions: streams.count,
  };
}

function createServer(
  { logger, createCorrelationId }: HttpServerDependencies,
  options: HttpServerOptions,
): FastifyInstance {
  const server = Fastify({
    trustProxy: options.trustedProxies > 0 && ((_address, hop) => hop < options.trustedProxies),
    genReqId: (request) => correlationIdOf(request, createCorrelationId),
    // The longest operation of a client with all its variables is a quarter of it.
    bodyLimit: 16 * 1024,
    // A request that arrives drop by drop is cut off (attack 38); an idle connection outlives that of a usual proxy.
    requestTimeout: 10 * second,
    connectionTimeout: 30 * second,
    keepAliveTimeout: 65 * second,
    maxRequestsPerSocket: 10_000,
    http: { headersTimeout: 5 * second, connectionsCheckingInterval: second, maxHeaderSize: 16 * 1024 },
    exposeHeadRoutes: false,
    logger: false,
    frameworkErrors: (_error, _request, reply) => void refuse(reply, notFound),
  });

  // JSON only: a page of a foreign origin can send text/plain and forms without asking (attack 18).
  server.removeContentTypeParser('text/plain');

  server.addHook('onRequest', (request, reply, next) => {
    reply.header(correlationIdHeader, request.id).header('x-content-type-options', 'nosniff');
    next();
  });

  server.setNotFoundHandler((_request, reply) => refuse(reply, notFound));
  server.setErrorHandler<FastifyError>((error, request, reply) => {
    const { statusCode = 500 } = error;
    if (statusCode < 500) return refuse(reply, malformed[error.code] ?? malformedBody);
    logger.error({ correlationId: request.id, failure: describeFailure(error) }, 'failure');
    const clientError = formatClientError(clientErrorOf(error), request.id);
    return reply.code(statusCode).send({ errors: [clientError] });
  });
  return server;
}
