import type { SpanAttributes } from './span-attributes.js';

/** Tells where the time of a request goes, as spans that lie within one another. It changes nothing of what is done. */
export interface Tracing {
  /** Does the work as the root of a trace, whose spans all bear the correlation id. */
  trace<Result>(correlationId: string, span: SpanStart, work: () => Promise<Result>): Promise<Result>;
  /** Does the work within a span, if a trace is going on here; what is done outside of any is not traced. */
  within<Result>(span: SpanStart, work: () => Promise<Result>): Promise<Result>;
  /** The same for what takes more than one promise. @returns what ends it, with what was thrown if anything was. */
  begin(span: SpanStart): (thrown?: unknown) => void;
  /** Says more of the span that is open here. */
  tell(attributes: SpanAttributes): void;
  /** Delivers what is left, waiting for a few seconds at most. */
  close(): Promise<void>;
}

export interface SpanStart {
  readonly kind: SpanKind;
  readonly attributes: SpanAttributes;
}

/** What a span is of. */
export type SpanKind = 'graphql operation' | 'use case' | 'event store' | 'redis' | 'sms order' | 'sms provider';
