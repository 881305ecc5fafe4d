import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';

/** Node says here that a request was made, before anything of it is sent. */
const requestCreated = 'http.client.request.created';

/**
 * The request that a function makes before it returns: the `messagebird` package takes no agent, header or signal, and
 * gives its request to nobody.
 *
 * Its connection is for it alone. The package adds a listener to the socket with every request, which on a connection
 * that is kept would never go; and nobody could say of a message whether it was taken, if a kept connection is being
 * closed at the other end at the moment when it is used again.
 */
export function clientRequestOf(makeRequest: () => void): ClientRequest {
  const made: ClientRequest[] = [];
  const onCreated = (message: unknown): void => {
    const { request } = message as { readonly request: ClientRequest };
    request.setHeader('connection', 'close');
    made.push(request);
  };
  subscribe(requestCreated, onCreated);
  try {
    makeRequest();
  } finally {
    unsubscribe(requestCreated, onCreated);
  }
  const [request] = made;
  if (request === undefined) throw new Error('No request was made.');
  return request;
}
