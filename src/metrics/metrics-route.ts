import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyPluginAsync } from 'fastify';
import type { Metrics } from './metrics.js';

/** Who may read the metrics: who knows the token, whoever reaches the address, or nobody. */
export type MetricsAccess = { readonly token: string } | 'open' | 'off';

export interface MetricsRouteOptions {
  readonly metrics: Pick<Metrics, 'exposition'>;
  readonly access: MetricsAccess;
}

/** RFC 6750, section 2.1. */
const bearer = /^Bearer ([A-Za-z0-9._~+/-]{1,512}=*)$/i;

/**
 * `/metrics`, in the Prometheus text format. Where access is off there is no such address.
 * @throws {RangeError} the token is none that a header can carry.
 */
export function createMetricsRoute({ metrics, access }: MetricsRouteOptions): FastifyPluginAsync {
  if (typeof access === 'object' && !bearer.test(`Bearer ${access.token}`)) {
    throw new RangeError('The token of the metrics must have 1 to 512 letters, digits or - . _ ~ + /.');
  }
  const mayRead = readersOf(access);

  return async (server) => {
    if (access === 'off') return;
    server.get('/metrics', async (request, reply) => {
      reply.header('cache-control', 'no-store');
      if (!mayRead(request.headers.authorization)) {
        return reply
          .code(401)
          .header('www-authenticate', 'Bearer realm="metrics"')
          .send({ message: 'Send the token of the metrics as a bearer token.' });
      }
      const { contentType, text } = await metrics.exposition();
      return reply.type(contentType).send(text);
    });
  };
}

/** Says of an `Authorization` header whether its sender may read. */
function readersOf(access: MetricsAccess): (authorization: string | undefined) => boolean {
  if (typeof access === 'string') return () => access === 'open';
  const expected = digest(access.token);
  return (authorization) => {
    const token = bearer.exec(authorization ?? '')?.[1];
    // The digests are of one length, and the time of their comparison tells nothing about the token.
    return token !== undefined && timingSafeEqual(digest(token), expected);
  };
}

function digest(token: string): Uint8Array {
  return createHash('sha256').update(token, 'utf8').digest();
}
