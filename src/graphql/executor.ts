import { ApolloServer, type ApolloServerPlugin, type GraphQLRequestContextWillSendResponse } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import type { ApiContext } from './context.js';
import { describeFailure, type Logger } from './logger.js';
import { logOperation } from './operation-log.js';
import type { OperationObserver } from './operation-observer.js';
import { maxErrors, maxTokens, requestLimits } from './request-limits.js';
import { tellErrors } from './told-errors.js';

/** A GraphQL request as it was sent, its shape checked and nothing else. */
export interface GraphqlRequest {
  readonly query: string;
  readonly operationName?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

export interface GraphqlAnswer {
  /** HTTP status: 200 where the request was carried out, 400 where it is malformed. */
  readonly status: number;
  /** JSON. */
  readonly body: string;
}

/** Carries GraphQL requests out. */
export interface GraphqlExecutor {
  start(): Promise<void>;
  execute(request: GraphqlRequest, context: ApiContext): Promise<GraphqlAnswer>;
  /** Also where it was never started. */
  stop(): Promise<void>;
}

export interface GraphqlExecutorOptions {
  readonly schema: GraphQLSchema;
  readonly logger: Logger;
  readonly observer: OperationObserver;
  /** Whether the schema can be asked for, and errors propose names out of it. */
  readonly introspection: boolean;
}

export function createGraphqlExecutor(options: GraphqlExecutorOptions): GraphqlExecutor {
  const { schema, logger, observer, introspection } = options;
  const apollo = new ApolloServer<ApiContext>({
    schema,
    introspection,
    validationOptions: { maxErrors, hideSuggestions: !introspection },
    includeStacktraceInErrorResponses: false,
    // Queries come with the request: nobody can fill a cache of them.
    persistedQueries: false,
    parseOptions: { maxLexicalTokens: maxTokens },
    validationRules: requestLimits,
    stopOnTerminationSignals: false,
    logger: quiet,
    plugins: [
      // It hooks every field of every answer.
      ApolloServerPluginCacheControlDisabled(),
      // These would talk to Apollo's own service where the environment happens to hold a key of it.
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      answers(logger, observer),
    ],
  });
  let started = false;

  return {
    start: async () => {
      await apollo.start();
      started = true;
    },
    execute: async (request, contextValue) => {
      const { http, body } = await observer.around(contextValue.correlationId, () =>
        apollo.executeOperation(request, { contextValue }),
      );
      if (body.kind !== 'single') throw new Error('Only whole answers are given.');
      const { errors, data } = body.singleResult;
      return { status: http.status ?? 200, body: JSON.stringify({ errors, data }) };
    },
    stop: async () => {
      if (started) await apollo.stop();
    },
  };
}

/** Everything worth a line is logged by `answers`; what the library would write may repeat a request's values. */
const nothing = () => undefined;
const quiet = { debug: nothing, info: nothing, warn: nothing, error: nothing };

/** Puts every error into the words for clients, and writes one line for each request. */
function answers(logger: Logger, observer: OperationObserver): ApolloServerPlugin<ApiContext> {
  return {
    unexpectedErrorProcessingRequest: async ({ requestContext, error }) => {
      const { correlationId } = requestContext.contextValue;
      logger.error({ correlationId, failure: describeFailure(error) }, 'failure');
    },
    requestDidStart: async () => {
      const begun = performance.now();
      return {
        willSendResponse: async (response) => {
          const codes = response.errors === undefined ? [] : formatErrors(response, logger);
          const { correlationId, report } = response.contextValue;
          const outcome = report.outcome ?? 'OK';
          const { operation } = response;
          logOperation(logger, { correlationId, operation, begun, codes, outcome });
          observer.finished({
            type: operation?.operation,
            milliseconds: performance.now() - begun,
            codes,
            outcome,
          });
        },
      };
    },
  };
}

/** @returns the codes of the errors. */
function formatErrors(answer: GraphQLRequestContextWillSendResponse<ApiContext>, logger: Logger): readonly string[] {
  const { errors = [], schema, document, request, contextValue, response } = answer;
  const submission = { schema, document, variables: request.variables ?? {} };
  const told = tellErrors(errors, submission, { correlationId: contextValue.correlationId, logger });
  if (response.body.kind === 'single') response.body.singleResult.errors = told.errors;
  return told.codes;
}
