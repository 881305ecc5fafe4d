import { isIP } from 'node:net';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify';
import type { IncomingRequest } from './context.js';
import { correlationIdHeader } from './correlation-id.js';
import type { GraphqlRequest } from './executor.js';
import type { Origins } from './origins.js';
import { malformedBody, methodNotAllowed, originRefused, refuse } from './refusal.js';

/** An address that takes GraphQL requests. */
export interface GraphqlEndpoint {
  readonly path: string;
  readonly origins: Origins;
  readonly onPost: (request: FastifyRequest, reply: FastifyReply, graphqlRequest: GraphqlRequest) => Promise<unknown>;
  /** Left out: a GET is refused. */
  readonly onGet?: RouteHandlerMethod;
}

/** Adds what is the same at every such address: whose pages may send requests, and how (attack 18). */
export function addGraphqlEndpoint(server: FastifyInstance, endpoint: GraphqlEndpoint): void {
  const { path, origins, onPost, onGet = async (_request, reply) => refuseMethod(reply) } = endpoint;

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
    return graphqlRequest === undefined ? refuse(reply, malformedBody) : onPost(request, reply, graphqlRequest);
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

  server.get(path, { onRequest }, onGet);

  server.route({
    method: ['HEAD', 'PUT', 'PATCH', 'DELETE'],
    url: path,
    onRequest: async (_request, reply) => refuseMethod(reply),
    handler: async (_request, reply) => refuseMethod(reply),
  });
}

export function refuseMethod(reply: FastifyReply): FastifyReply {
  return refuse(reply.header('allow', 'POST, OPTIONS'), methodNotAllowed);
}

/** The parts of a request that say who asks. */
export function incomingRequestOf(request: FastifyRequest): IncomingRequest {
  const { headers, id: correlationId } = request;
  return {
    correlationId,
    address: addressOf(request),
    userAgent: headers['user-agent'],
    authorization: headers.authorization,
  };
}

/** The client's address: what the proxies before us say, if they say an address, else the other end of the socket. */
function addressOf({ ip, socket }: FastifyRequest): string {
  const address = isIP(ip) === 0 ? (socket.remoteAddress ?? '') : ip;
  return address.replace(/^::ffff:(?=[\d.]+$)/, '');
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
