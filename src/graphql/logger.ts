/**
 * What a log line may hold. The list is closed (attack 37): of what a client sent only the name of the operation and the
 * correlation id are among it, both bounded, and of letters, digits and a few signs.
 */
export interface LogFields {
  readonly correlationId?: string;
  /** Name of the operation, as its document gives it. */
  readonly operation?: string;
  readonly operationType?: string;
  readonly durationMilliseconds?: number;
  /** Name of the answer's type, the reason of its refusal, or the codes of its errors. */
  readonly outcome?: string;
  readonly failure?: Failure;
}

/** A failure without its message: what was thrown, and where. Messages may repeat what a client sent. */
export interface Failure {
  readonly name: string;
  /** Of a failure of the system, like `ENOSPC`. */
  readonly code?: string;
  /** Where it was thrown, innermost first. */
  readonly frames: readonly string[];
  readonly cause?: Failure;
}

export interface Logger {
  debug(fields: LogFields, message: string): void;
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
}

/** @param causes how far the chain of causes is followed; it may be a circle. */
export function describeFailure(thrown: unknown, causes = 3): Failure {
  if (!(thrown instanceof Error)) return { name: typeof thrown, frames: [] };
  const { name, message, stack = '', cause } = thrown;
  // The stack begins with the message, which can have lines that look like frames.
  const frames = stack
    .replace(message, '')
    .split('\n')
    .filter((line) => /^ {4}at /.test(line));
  return {
    name,
    ...('code' in thrown && typeof thrown.code === 'string' && { code: thrown.code }),
    frames: frames.map((line) => line.trim()),
    ...(cause !== undefined && causes > 0 && { cause: describeFailure(cause, causes - 1) }),
  };
}
