import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { Forbidden, InvalidInput, NotSignedIn } from '../application/errors.js';
import { fieldOfInputError, type Submission } from './input-errors.js';

/** What a client is told of a failure: nothing of what it sent, and nothing of how the service works. */
export interface ClientError {
  readonly message: string;
  readonly code: string;
  /** BAD_USER_INPUT: path of the field, as the client wrote it. */
  readonly field?: string;
  /** True: it is ours. It goes to the log, and the client gets the correlation id to find it there. */
  readonly isOurs?: true;
}

const masked: ClientError = {
  message: 'Something went wrong on our side. Quote the correlation id if you report it.',
  code: 'INTERNAL_SERVER_ERROR',
  isOurs: true,
};
const unavailable: ClientError = {
  message: 'The service cannot do this right now. Try again in a moment.',
  code: 'UNAVAILABLE',
  isOurs: true,
};

/**
 * What a thrown error means to clients. Errors of the ports are told by their names: this layer does not import ports.
 * Anything unknown is masked (fail closed).
 */
export function clientErrorOf(thrown: unknown): ClientError {
  if (thrown instanceof InvalidInput) return { message: thrown.message, code: 'BAD_USER_INPUT', field: thrown.field };
  if (thrown instanceof NotSignedIn) return { message: thrown.message, code: 'UNAUTHENTICATED' };
  if (thrown instanceof Forbidden) return { message: thrown.message, code: 'FORBIDDEN' };
  if (!(thrown instanceof Error)) return masked;
  if (thrown.name === 'PositionAhead') return { message: thrown.message, code: 'BAD_USER_INPUT', field: 'after' };
  return thrown.name === 'StoreUnavailable' ? unavailable : masked;
}

/** An error of a GraphQL request, whoever raised it: the parser, a rule, the coercion of a value, or a use case. */
export function clientErrorOfRequest(error: GraphQLError, submission: Submission): ClientError {
  const { originalError } = error;
  const thrownByUs = error.path !== undefined && !(originalError instanceof GraphQLError && originalError.nodes);
  if (thrownByUs) return clientErrorOf(originalError);
  const field = fieldOfInputError(error, submission);
  if (field !== undefined) return { message: wrongValue, code: 'BAD_USER_INPUT', field };
  return clientErrorByCode(error);
}

const wrongValue = 'This field is missing, or its value is not what the schema says.';

function clientErrorByCode(error: GraphQLError): ClientError {
  const { code } = error.extensions;
  switch (code) {
    case 'GRAPHQL_PARSE_FAILED':
      return { message: syntaxErrorText(error.message), code };
    // These messages are made of the names in the document and in the schema.
    case 'GRAPHQL_VALIDATION_FAILED':
      return { message: error.message, code };
    case 'OPERATION_RESOLUTION_FAILURE':
      return { message: 'Give `operationName` one of the operations in the document.', code };
    // graphql-js gives up on variables with too much wrong in them, and says nothing of where.
    case undefined:
      return error.originalError === undefined
        ? { message: 'The variables are not what the operation takes.', code: 'BAD_USER_INPUT', field: 'variables' }
        : masked;
    default:
      return masked;
  }
}

/** What the parser expected is the grammar's; what it found instead is the client's, and is not repeated. */
function syntaxErrorText(message: string): string {
  if (/^Syntax Error: Document contains more that \d+ tokens\./.test(message)) return 'The document is too long.';
  const expected = /^Syntax Error: Expected ([\w"{}()[\]:=@$!&|. ]{1,40}), found /.exec(message)?.[1];
  return `The document is not valid GraphQL${expected === undefined ? '' : `: ${expected} is expected here`}.`;
}

/** A client error in the shape that GraphQL gives it. */
export function formatClientError(
  { message, code, field, isOurs }: ClientError,
  correlationId: string,
  { locations, path }: GraphQLFormattedError = { message },
): GraphQLFormattedError {
  return {
    message,
    ...(locations !== undefined && { locations }),
    ...(path !== undefined && { path }),
    extensions: { code, ...(field !== undefined && { field }), ...(isOurs && { correlationId }) },
  };
}
