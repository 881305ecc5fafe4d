/**
 * Everything that a span may say, and what its values look like. Anything else is left out, whoever passes it (attack
 * 37): no argument, variable, key or document is among it, and of what a client sends only the correlation id.
 */
const allowed = {
  'sallyport.correlation_id': /^[A-Za-z0-9._-]{1,64}$/,
  'graphql.operation.type': /^(query|mutation)$/,
  /** Name of the answer's type, the reason of its refusal, or the codes of its errors. */
  'sallyport.outcome': /^[A-Za-z_]{1,40}( [A-Z_]{1,40}){0,9}$/,
  'sallyport.use_case': /^[a-z][A-Za-z]{0,59}$/,
  'db.system.name': /^redis$/,
  /** Name of a method of a port. */
  'db.operation.name': /^[a-z][A-Za-z]{0,19}$/,
  /** What the stream is of, without whose it is. */
  'sallyport.stream_category': /^[a-z][A-Za-z]{0,19}$/,
  'sallyport.projection': /^[a-z-]{1,40}$/,
  'sallyport.sms_provider': /^(messagebird|twilio|outbox)$/,
  /** Name of what was thrown, without its message. */
  'error.type': /^[A-Za-z]{1,60}$/,
} as const;

export type SpanAttributes = Readonly<Partial<Record<keyof typeof allowed, string>>>;

const patterns: ReadonlyMap<string, RegExp> = new Map(Object.entries(allowed));

/** What of it may be said. */
export function onlyAllowed(attributes: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).filter(([name, value]) => patterns.get(name)?.test(value)));
}
