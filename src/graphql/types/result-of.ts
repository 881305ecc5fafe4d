import { type ClassType, createUnionType } from 'type-graphql';
import type { ApiContext } from '../context.js';
import type { Rejected } from './rejected.js';

/** What use cases answer with says itself which of the union's types it is. */
interface Answer {
  readonly kind: string;
}

/**
 * The union of what a mutation can answer, its refusal last. Every answer passes here on its way out, so here the
 * request's log line learns how it went.
 */
export function resultOf<const Types extends readonly [...ClassType<Answer>[], ClassType<Rejected>]>(
  name: string,
  description: string,
  types: Types,
) {
  return createUnionType({
    name,
    description,
    types: () => types,
    resolveType: (answer: Answer | Rejected, { report }: ApiContext) => {
      report.outcome = 'reason' in answer ? answer.reason : answer.kind;
      return answer.kind;
    },
  });
}
