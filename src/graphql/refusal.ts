import type { FastifyReply } from 'fastify';
import { correlationIdHeader } from './correlation-id.js';
import { formatClientError } from './errors.js';

/** Why a request was refused before any of it was carried out. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

export const notFound: Refusal = { status: 404, code: 'NOT_FOUND', message: 'There is nothing here.' };

export const methodNotAllowed: Refusal = {
  status: 405,
  code: 'METHOD_NOT_ALLOWED',
  message: 'Send GraphQL requests by POST, as application/json.',
};

export const originRefused: Refusal = {
  status: 403,
  code: 'FORBIDDEN',
  message: 'Pages of this origin may not send requests here.',
};

/** What a request to /graphql can be at fault with before it is looked at, by Fastify's code for it. */
export const malformed: Readonly<Record<string, Refusal>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: { status: 413, code: 'PAYLOAD_TOO_LARGE', message: 'The request is too large.' },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    status: 415,
    code: 'UNSUPPORTED_MEDIA_TYPE',
    message: 'Send the request as application/json.',
  },
};

export const malformedBody: Refusal = {
  status: 400,
  code: 'BAD_REQUEST',
  message: 'Send one JSON object: `query`, and if need be `variables` and `operationName`. Batches are not taken.',
};

/** In the shape of a GraphQL answer, so that a client needs to understand one shape only. Repeats nothing. */
export function refuse(reply: FastifyReply, { status, code, message }: Refusal): FastifyReply {
  const { id } = reply.request;
  const error = formatClientError({ code, message }, id);
  return reply
    .code(status)
    .header(correlationIdHeader, id)
    .type('application/json; charset=utf-8')
    .send(JSON.stringify({ errors: [error] }));
}
