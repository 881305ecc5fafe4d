import { isIP } from 'node:net';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { UseCases } from '../application/use-cases.js';
import { createApiContext } from './context.js';
import { correlationIdHeader } from './correlation-id.js';
import type { GraphqlExecutor, GraphqlRequest } from './executor.js';
import { loadExplorer } from './explorer.js';
import type { Origins } from './origins.js';
import { malformedBody, methodNotAllowed, originRefused, refuse } from './refusal.js';

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

  // Before the body is read (attack 18).
  const onRequest = (request: FastifyRequest, reply: FastifyReply, next: () => void): void => {
    const { origin } = request.headers;
    reply.header('vary', 'Origin');
    if (origin !== undefined && origins.isListed(origin)) {
      reply.header('access-control-allow-origin', origin).header('access-control-expose-headers', correlationIdHeader);
    } else if (origin !== undefined && !origins.isOwn(origin, `${request.protocol}://${request.host}`)) {
      void refuse(reply, originRefused);
      return;
    }
    next();
  };

  server.post(path, { onRequest }, async (request, reply) => {
    const graphqlRequest = parseRequest(request.body);
    if (graphqlRequest === undefined) return refuse(reply, malformedBody);
    const { headers, id: correlationId } = request;
    const context = createApiContext(useCases, {
      correlationId,
      address: addressOf(request),
      userAgent: headers['user-agent'],
      authorization: headers.authorization,
    });
    const { status, body } = await executor.execute(graphqlRequest, context);
    reply.code(status).header('content-type', contentType(headers.accept)).header('cache-control', 'no-store');
    return body;
  });

  server.options(path, { onRequest }, async (_request, reply) =>
    reply
      .code(204)
      .header('allow', 'POST, OPTIONS')
      .header('access-control-allow-methods', 'POST')
      .header('access-control-allow-headers', `authorization, content-type, ${correlationIdHeader}`)
      .header('access-control-max-age', '600')
      .send(),
  );

  server.get<{ Querystring: { readonly query?: unknown } }>(path, { onRequest }, async (request, reply) => {
    // A GET is never a request for data (attack 18): only a person's browser gets the page for an address with one in it.
    const isForPage = request.query.query === undefined || request.headers.accept?.includes('text/html');
    if (explorer === undefined || !isForPage) return refuseMethod(reply);
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', explorer.contentSecurityPolicy)
      .header('referrer-policy', 'no-referrer')
      .header('cache-control', 'no-store')
      .send(explorer.html);
  });

  server.route({
    method: ['HEAD', 'PUT', 'PATCH', 'DELETE'],
    url: path,
    onRequest: async (_request, reply) => refuseMethod(reply),
    handler: async (_request, reply) => refuseMethod(reply),
  });
}

function refuseMethod(reply: FastifyReply): FastifyReply {
  return refuse(reply.header('allow', 'POST, OPTIONS'), methodNotAllowed);
}

type JsonObject = Readonly<Record<string, unknown>>;

const isObject = (json: unknown): json is JsonObject =>
  typeof json === 'object' && json !== null && !Array.isArray(json);

/** GraphQL over HTTP, section 5.2. Other members, `extensions` among them, mean nothing here. */
function parseRequest(body: unknown): GraphqlRequest | undefined {
  if (!isObject(body)) return undefined;
  const { query, operationName, variables } = body;
  if (typeof query !== 'string' || query === '') return undefined;
  if (!isNothing(operationName) && typeof operationName !== 'string') return undefined;
  if (!isNothing(variables) && !isObject(variables)) return undefined;
  return { query, ...(!isNothing(operationName) && { operationName }), ...(!isNothing(variables) && { variables }) };
}

const isNothing = (json: unknown): json is null | undefined => json === undefined || json === null;

/** A client gets the newer media type of GraphQL where it asks for it. */
function contentType(accept: string | undefined): string {
  const type = accept?.includes('application/graphql-response+json') ? 'graphql-response+json' : 'json';
  return `application/${type}; charset=utf-8`;
}

/** The client's address: what the proxies before us say, if they say an address, else the other end of the socket. */
function addressOf({ ip, socket }: FastifyRequest): string {
  const address = isIP(ip) === 0 ? (socket.remoteAddress ?? '') : ip;
  return address.replace(/^::ffff:(?=[\d.]+$)/, '');
}
