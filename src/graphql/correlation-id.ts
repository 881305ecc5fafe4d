import type { IncomingMessage } from 'node:http';

export const correlationIdHeader = 'x-correlation-id';

const wellFormed = /^[A-Za-z0-9._-]{1,64}$/;

/** The id that the client or its proxy gave, so that one id follows a request through all logs; else a new one. */
export function correlationIdOf({ headers }: Pick<IncomingMessage, 'headers'>, createId: () => string): string {
  const given = headers[correlationIdHeader];
  return typeof given === 'string' && wellFormed.test(given) ? given : createId();
}
