import type { FastifyInstance } from 'fastify';
import type { UseCases } from '../application/use-cases.js';
import { createApiContext } from './context.js';
import type { EventStreams } from './event-streams.js';
import { addGraphqlEndpoint, incomingRequestOf } from './graphql-endpoint.js';
import type { Origins } from './origins.js';
import { type Refusal, refuse } from './refusal.js';
import type { Subscriber } from './subscriber.js';

export interface SubscriptionRouteDependencies {
  readonly subscriber: Subscriber;
  readonly streams: EventStreams;
  readonly useCases: UseCases;
  readonly origins: Origins;
}

const notAcceptable: Refusal = {
  status: 406,
  code: 'NOT_ACCEPTABLE',
  message: 'A subscription is answered by events: accept text/event-stream.',
};

const noRoom: Refusal = {
  status: 503,
  code: 'UNAVAILABLE',
  message: 'No more subscriptions can be taken right now. Try again in a moment.',
};

/** Seconds. */
const retryAfter = '5';

/**
 * Adds `POST /graphql/stream`, for subscriptions. What is wrong with the HTTP request is told by its status; everything
 * else, errors of the document included, by events of the stream, as the protocol has it.
 */
export function addSubscriptionRoute(server: FastifyInstance, dependencies: SubscriptionRouteDependencies): void {
  const { subscriber, streams, useCases, origins } = dependencies;

  addGraphqlEndpoint(server, {
    path: '/graphql/stream',
    origins,

    onPost: async (request, reply, graphqlRequest) => {
      if (!request.headers.accept?.includes('text/event-stream')) return refuse(reply, notAcceptable);
      if (!streams.hasRoom()) return refuse(reply.header('retry-after', retryAfter), noRoom);
      const context = createApiContext(useCases, incomingRequestOf(request));
      return streams.answer(reply, (stream) => subscriber.subscribe(graphqlRequest, context, stream));
    },
  });
}
