import type { FastifyInstance } from 'fastify';

/** How long requests under way are waited for. A client that sends or reads drop by drop must not hold the process. */
const patience = 10_000;

/**
 * Prepares a server for being closed, and returns what closes it: nothing new is taken, what is under way is answered,
 * and connections that carry no request are dropped, also those that never carried one.
 */
export function createGracefulClose(server: FastifyInstance): () => Promise<void> {
  let closing = false;
  let underWay = 0;
  const dropConnections = () => server.server.closeAllConnections();

  server.addHook('onRequest', (_request, reply, next) => {
    underWay += 1;
    reply.raw.once('close', () => {
      underWay -= 1;
      if (closing && underWay === 0) setImmediate(dropConnections);
    });
    next();
  });
  server.addHook('onSend', (_request, reply, _payload, next) => {
    // The connection of a request under way must not be kept after its answer.
    if (closing) reply.header('connection', 'close');
    next();
  });

  return async () => {
    closing = true;
    const closed = server.close();
    if (underWay === 0) dropConnections();
    const timer = setTimeout(dropConnections, patience);
    await closed;
    clearTimeout(timer);
  };
}
