import type { OperationObserver } from '../graphql/operation-observer.js';
import type { Tracing } from './tracing.js';

/** Makes each query and mutation the root of a trace. A subscription is none: it lasts for minutes, and mostly waits. */
export function tracedOperations(tracing: Tracing): OperationObserver {
  return {
    around: (correlationId, work) => tracing.trace(correlationId, { kind: 'graphql operation', attributes: {} }, work),
    finished: ({ type, codes, outcome }) => {
      tracing.tell({
        ...(type !== undefined && { 'graphql.operation.type': type }),
        'sallyport.outcome': codes.length > 0 ? [...new Set(codes)].join(' ') : outcome,
      });
    },
  };
}
