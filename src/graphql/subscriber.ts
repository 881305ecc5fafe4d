import {
  type DocumentNode,
  type ExecutionResult,
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  NoSchemaIntrospectionCustomRule,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  specifiedRules,
  subscribe,
  validate,
} from 'graphql';
import type { ApiContext } from './context.js';
import { clientErrorOf, formatClientError } from './errors.js';
import type { EventStream } from './event-streams.js';
import type { GraphqlRequest } from './executor.js';
import type { Logger } from './logger.js';
import { logOperation } from './operation-log.js';
import type { OperationObserver } from './operation-observer.js';
import { maxErrors, maxTokens, requestLimits } from './request-limits.js';
import { logIfOurs, tellErrors } from './told-errors.js';

/** Carries GraphQL subscriptions out, and nothing else. */
export interface Subscriber {
  /**
   * Sends each result when the client has taken the one before; errors are results too. Resolves when the subscription
   * is over, or soon after the stream's signal is aborted. Never rejects.
   */
  subscribe(request: GraphqlRequest, context: ApiContext, stream: EventStream): Promise<void>;
}

export interface SubscriberOptions {
  readonly schema: GraphQLSchema;
  readonly logger: Logger;
  readonly observer: Pick<OperationObserver, 'finished'>;
  /** Whether the schema can be asked for, and errors propose names out of it. */
  readonly introspection: boolean;
}

/** A request that was looked at and not carried out. */
interface Checked {
  /** Left out: it is not GraphQL. */
  readonly document?: DocumentNode;
  /** Left out: there is none, or not the one that was asked for. */
  readonly operation?: OperationDefinitionNode;
  /** What is wrong with it; left out: nothing. */
  readonly errors?: readonly GraphQLError[];
}

export function createSubscriber(options: SubscriberOptions): Subscriber {
  const { schema, logger, observer } = options;

  return {
    subscribe: async (request, context, stream) => {
      const begun = performance.now();
      const { correlationId } = context;
      const teller = { correlationId, logger };
      const codes: string[] = [];
      const checked = check(request, options);
      const submission = { schema, document: checked.document, variables: request.variables ?? {} };

      const send = ({ data, errors = [] }: ExecutionResult): Promise<void> => {
        const told = tellErrors(errors, submission, teller);
        codes.push(...told.codes);
        return stream.send(resultOf(data, told.errors));
      };
      try {
        await forEach(await begin(schema, checked, request, context), stream.signal, send);
      } catch (thrown) {
        const clientError = clientErrorOf(thrown);
        logIfOurs(clientError, thrown, teller);
        codes.push(clientError.code);
        await stream.send({ errors: [formatClientError(clientError, correlationId)] });
      }
      const { operation } = checked;
      logOperation(logger, { correlationId, operation, begun, codes, outcome: 'OK' });
      observer.finished({ type: operation?.operation, milliseconds: performance.now() - begun, codes, outcome: 'OK' });
    },
  };
}

function resultOf(
  data: ExecutionResult['data'],
  errors: NonNullable<FormattedExecutionResult['errors']>,
): FormattedExecutionResult {
  return { ...(errors.length > 0 && { errors }), ...(data !== undefined && { data }) };
}

/** The rules of /graphql, and one more: a query or mutation that was carried out here would have to keep its rules too. */
function check({ query, operationName }: GraphqlRequest, { schema, introspection }: SubscriberOptions): Checked {
  let document: DocumentNode;
  try {
    document = parse(query, { maxTokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return { errors: [withCode(error, 'GRAPHQL_PARSE_FAILED')] };
  }
  const rules = [...specifiedRules, ...requestLimits, ...(introspection ? [] : [NoSchemaIntrospectionCustomRule])];
  const invalid = validate(schema, document, rules, { maxErrors, hideSuggestions: !introspection });
  if (invalid.length > 0) {
    return { document, errors: invalid.map((error) => withCode(error, 'GRAPHQL_VALIDATION_FAILED')) };
  }
  const operation = getOperationAST(document, operationName);
  if (!operation) return { document, errors: [withCode(new GraphQLError(''), 'OPERATION_RESOLUTION_FAILURE')] };
  if (operation.operation === OperationTypeNode.SUBSCRIPTION) return { document, operation };
  const elsewhere = new GraphQLError('Subscriptions only are taken here. Send queries and mutations to /graphql.');
  return { document, operation, errors: [withCode(elsewhere, 'GRAPHQL_VALIDATION_FAILED')] };
}

/** @returns the stream of results, or the one result that says why there is none. */
async function begin(
  schema: GraphQLSchema,
  { document, errors }: Checked,
  { variables = {}, operationName }: GraphqlRequest,
  contextValue: ApiContext,
): Promise<AsyncGenerator<ExecutionResult, void, void> | ExecutionResult> {
  if (errors !== undefined || document === undefined) return { errors: errors ?? [] };
  const results = await subscribe({
    schema,
    document,
    contextValue,
    variableValues: variables,
    operationName: operationName ?? null,
  });
  if (Symbol.asyncIterator in results) return results;
  const told = (results.errors ?? []).map((error) =>
    error.nodes?.[0]?.kind === Kind.VARIABLE_DEFINITION ? withCode(error, 'BAD_USER_INPUT') : error,
  );
  return { ...results, errors: told };
}

/** Hands over one result after the other, until there are no more or nobody wants them. */
async function forEach(
  results: AsyncGenerator<ExecutionResult, void, void> | ExecutionResult,
  signal: AbortSignal,
  send: (result: ExecutionResult) => Promise<void>,
): Promise<void> {
  if (!(Symbol.asyncIterator in results)) return send(results);
  const stop = () => void results.return();
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  for await (const result of results) await send(result);
}

/** The code that tells where it comes from, which graphql-js does not say. */
function withCode({ message, nodes, source, positions }: GraphQLError, code: string): GraphQLError {
  const where = { nodes: nodes ?? null, source: source ?? null, positions: positions ?? null };
  return new GraphQLError(message, { ...where, extensions: { code } });
}
