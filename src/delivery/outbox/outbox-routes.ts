import type { FastifyPluginAsync } from 'fastify';
import type { Outbox } from './outbox.js';
import { outboxPage, outboxPagePolicy } from './outbox-page.js';

export interface OutboxRoutesOptions {
  readonly outbox: Outbox;
  /** Where clients reach the service, like `http://127.0.0.1:4000`: its host may ask for the outbox too. */
  readonly publicUrl: string;
}

/**
 * `/dev/outbox`, a page, and `/dev/outbox.json`, for development only: the messages hold live tokens.
 * A message of the JSON has `channel`, `to`, `text` and `at`; the newest comes first.
 */
export function createOutboxRoutes({ outbox, publicUrl }: OutboxRoutesOptions): FastifyPluginAsync {
  const hosts = new Set(['localhost', '127.0.0.1', '[::1]', new URL(publicUrl).hostname]);

  return async (server) => {
    server.addHook('onRequest', async (request, reply) => {
      // The answers are for the pages and people of this machine: a foreign page can neither read nor embed them.
      reply.headers({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
      });
      // The header itself, not what a proxy may have made of it: a foreign page whose own name is made to resolve to
      // this machine (DNS rebinding) cannot send another one.
      if (!hosts.has(hostnameOf(request.headers.host))) {
        return reply.code(403).send({ message: 'The outbox is read at localhost or at the public host only.' });
      }
    });

    server.get('/dev/outbox', async (_request, reply) =>
      reply
        .type('text/html; charset=utf-8')
        .header('content-security-policy', outboxPagePolicy)
        .send(outboxPage(outbox.messages())),
    );
    server.get('/dev/outbox.json', async () => outbox.messages());
  };
}

/** Of a `Host` header (RFC 9110, section 7.2), in lower case, without the port. */
function hostnameOf(host = ''): string {
  return host.toLowerCase().replace(/:[0-9]*$/, '');
}
