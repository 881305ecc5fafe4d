import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { UseCases } from '../application/use-cases.js';
import { createApiContext } from './context.js';
import type { GraphqlExecutor } from './executor.js';
import { loadExplorer } from './explorer.js';
import { addGraphqlEndpoint, incomingRequestOf, refuseMethod } from './graphql-endpoint.js';
import type { Origins } from './origins.js';

export interface GraphqlRouteDependencies {
  readonly executor: GraphqlExecutor;
  readonly useCases: UseCases;
  readonly origins: Origins;
  /** Whether a browser gets an explorer at the same address. */
  readonly explorer: boolean;
}

const path = '/graphql';

/** Adds `POST /graphql`, and answers to everything else that may be sent there. */
export async function addGraphqlRoute(server: FastifyInstance, dependencies: GraphqlRouteDependencies): Promise<void> {
  const { executor, useCases, origins } = dependencies;
  const explorer = dependencies.explorer ? await loadExplorer(path) : undefined;

  addGraphqlEndpoint(server, {
    path,
    origins,

    onPost: async (request, reply, graphqlRequest) => {
      const context = createApiContext(useCases, incomingRequestOf(request));
      const { status, body } = await executor.execute(graphqlRequest, context);
      reply
        .code(status)
        .header('content-type', contentType(request.headers.accept))
        .header('cache-control', 'no-store');
      return body;
    },

    onGet: async (request, reply) => {
      if (explorer === undefined || !isForPage(request)) return refuseMethod(reply);
      return reply
        .type('text/html; charset=utf-8')
        .header('content-security-policy', explorer.contentSecurityPolicy)
        .header('referrer-policy', 'no-referrer')
        .header('cache-control', 'no-store')
        .send(explorer.html);
    },
  });
}

/** A GET is never a request for data (attack 18): only a person's browser gets the page for an address with one in it. */
function isForPage({ query, headers }: FastifyRequest): boolean {
  const hasQuery = typeof query === 'object' && query !== null && 'query' in query;
  return !hasQuery || headers.accept?.includes('text/html') === true;
}

/** A client gets the newer media type of GraphQL where it asks for it. */
function contentType(accept: string | undefined): string {
  const type = accept?.includes('application/graphql-response+json') ? 'graphql-response+json' : 'json';
  return `application/${type}; charset=utf-8`;
}
