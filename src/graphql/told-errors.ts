import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import { type ClientError, clientErrorOfRequest, formatClientError } from './errors.js';
import type { Submission } from './input-errors.js';
import { describeFailure, type Logger } from './logger.js';
import { maxErrors } from './request-limits.js';

/** Errors of a GraphQL request as its client is told them. */
export interface ToldErrors {
  readonly errors: readonly GraphQLFormattedError[];
  /** Of each, for the log. */
  readonly codes: readonly string[];
}

/** Whose request it was, and where to what is ours to know. */
export interface Teller {
  readonly correlationId: string;
  readonly logger: Logger;
}

/** Puts errors into the words for clients; those that are ours go to the log as well. */
export function tellErrors(errors: readonly GraphQLError[], submission: Submission, teller: Teller): ToldErrors {
  const told = errors.slice(0, maxErrors).map((error) => {
    const clientError = clientErrorOfRequest(error, submission);
    logIfOurs(clientError, error.originalError ?? error, teller);
    return { code: clientError.code, error: formatClientError(clientError, teller.correlationId, error.toJSON()) };
  });
  // Of many unknown fields in one input each is an error, and all say the same.
  const distinct = new Map(told.map(({ error }) => [JSON.stringify(error), error]));
  return { errors: [...distinct.values()], codes: told.map(({ code }) => code) };
}

/** Logs where it was thrown, without what it says. */
export function logIfOurs({ code, isOurs }: ClientError, thrown: unknown, { correlationId, logger }: Teller): void {
  if (isOurs) logger.error({ correlationId, outcome: code, failure: describeFailure(thrown) }, 'failure');
}
