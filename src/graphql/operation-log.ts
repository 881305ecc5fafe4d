import { type OperationDefinitionNode, OperationTypeNode } from 'graphql';
import type { Logger } from './logger.js';

/** A GraphQL operation that is over. */
export interface FinishedOperation {
  readonly correlationId: string;
  /** `undefined`: the document has none, or not the one that was asked for. */
  readonly operation: OperationDefinitionNode | undefined;
  /** When it began, as `performance.now` has it. */
  readonly begun: number;
  /** Of its errors. */
  readonly codes: readonly string[];
  /** Where there are no errors: what came of it. */
  readonly outcome: string;
}

/** Writes the one line of an operation; of what only read, and was answered, at the level `debug`. */
export function logOperation(logger: Logger, finished: FinishedOperation): void {
  const { correlationId, operation, begun, codes, outcome } = finished;
  const operationType = operation?.operation;
  const onlyRead = operationType === OperationTypeNode.QUERY || operationType === OperationTypeNode.SUBSCRIPTION;
  // A page asks for its challenge again and again: a query that was answered says nothing to an operator.
  const level = onlyRead && codes.length === 0 ? 'debug' : 'info';
  logger[level](
    {
      correlationId,
      operation: operation?.name?.value.slice(0, 64) ?? 'anonymous',
      operationType: operationType ?? 'unknown',
      durationMilliseconds: Math.round((performance.now() - begun) * 100) / 100,
      outcome: codes.length > 0 ? [...new Set(codes)].join(' ') : outcome,
    },
    'operation',
  );
}
