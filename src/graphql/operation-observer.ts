import type { OperationTypeNode } from 'graphql';

/** Watches operations from outside, for metrics and traces. What it is told holds nothing that a client made up. */
export interface OperationObserver {
  /** Carries a query or a mutation out, by doing the work once; what comes of it passes as it is. */
  around<Result>(correlationId: string, work: () => Promise<Result>): Promise<Result>;
  /** An operation is over, whatever came of it. Of those that go around, it is told before their work ends. */
  finished(operation: ObservedOperation): void;
}

export interface ObservedOperation {
  /** `undefined`: the document has none, or not the one that was asked for. */
  readonly type: `${OperationTypeNode}` | undefined;
  readonly milliseconds: number;
  /** Of its errors, as clients are told them. */
  readonly codes: readonly string[];
  /** Where there are no errors: name of the answer's type, or the reason of its refusal; `OK` for a query. */
  readonly outcome: string;
}

/** For a server that nobody watches. */
export const nobody: OperationObserver = { around: (_correlationId, work) => work(), finished: () => undefined };
