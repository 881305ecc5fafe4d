import {
  AccessDeniedError,
  CancelledError,
  DeadlineExceededError,
  MaxAppendSizeExceededError,
  NotLeaderError,
  StreamDeletedError,
  StreamNotFoundError,
  StreamTombstonedError,
  TimeoutError,
  UnavailableError,
  WrongExpectedVersionError,
} from '@kurrent/kurrentdb-client';

/** Why an operation failed. */
export type KurrentDbReason =
  /** No answer came: it cannot be reached, or the connection was lost. What was asked for may have been done. */
  | 'UNAVAILABLE'
  /** No answer came in time. What was asked for may have been done. */
  | 'TIMED_OUT'
  /** Another node is the leader now; the client goes there with the next operation. Nothing was done. */
  | 'NOT_LEADER'
  /** User, password, certificate or rights are not sufficient. Nothing was done. */
  | 'ACCESS_DENIED'
  /** The stream is not where the writer expected it; `actual` says where it is. Nothing was done. */
  | 'CONFLICT'
  | 'STREAM_NOT_FOUND'
  /** The stream was deleted for good, and its name stays taken. */
  | 'STREAM_DELETED'
  /** More than the database takes in one append. Nothing was done. */
  | 'TOO_LARGE'
  /** It is of a version that this program cannot work with. */
  | 'UNSUPPORTED'
  /** Anything else. */
  | 'FAILED';

/** Where a stream is: its last revision. */
export type ActualRevision = number | 'noStream';

/** What an operation on KurrentDB throws. Its message is fit for a log: no address, no password, nothing of an event. */
export class KurrentDbFailure extends Error {
  override readonly name = 'KurrentDbFailure';
  constructor(
    readonly reason: KurrentDbReason,
    /** Of a conflict only. */
    readonly actual?: ActualRevision,
    message: string = messages[reason],
  ) {
    super(message);
  }

  /** Whether the same may work a little later, without anybody's doing. */
  get isPassing(): boolean {
    return this.reason === 'UNAVAILABLE' || this.reason === 'TIMED_OUT' || this.reason === 'NOT_LEADER';
  }
}

const messages: Readonly<Record<KurrentDbReason, string>> = {
  UNAVAILABLE: 'KurrentDB cannot be reached.',
  TIMED_OUT: 'KurrentDB did not answer in time.',
  NOT_LEADER: 'The node of KurrentDB is not the leader.',
  ACCESS_DENIED: 'KurrentDB refuses the user, the password or the rights of the connection string.',
  CONFLICT: 'The stream is not where it was expected.',
  STREAM_NOT_FOUND: 'There is no such stream.',
  STREAM_DELETED: 'The stream was deleted.',
  TOO_LARGE: 'KurrentDB does not take so much at once.',
  UNSUPPORTED: 'KurrentDB is of a version that this program cannot work with.',
  FAILED: 'KurrentDB could not do it.',
};

/**
 * What happened, from whatever the client threw. Appends, subscriptions and reads each have another way to say the same:
 * an error of a type of its own, a raw one of gRPC with its code, or one of the native reader with a name and words only.
 */
export function kurrentDbFailureOf(error: unknown): KurrentDbFailure {
  if (error instanceof KurrentDbFailure) return error;
  if (error instanceof WrongExpectedVersionError) {
    return new KurrentDbFailure(
      'CONFLICT',
      typeof error.actualState === 'bigint' ? Number(error.actualState) : 'noStream',
    );
  }
  const reason = reasonByType(error) ?? reasonByCode(error) ?? reasonByWords(error) ?? 'FAILED';
  const isUntrusted = reason === 'UNAVAILABLE' && /certificate|self.signed/i.test(String(error));
  return new KurrentDbFailure(reason, undefined, isUntrusted ? untrusted : messages[reason]);
}

const untrusted = 'KurrentDB shows a certificate that is not trusted: name its authority with tlsCAFile.';

type ErrorClass = abstract new (...parameters: never[]) => Error;

const reasonsByType: readonly (readonly [ErrorClass, KurrentDbReason])[] = [
  [AccessDeniedError, 'ACCESS_DENIED'],
  [NotLeaderError, 'NOT_LEADER'],
  [StreamNotFoundError, 'STREAM_NOT_FOUND'],
  [StreamDeletedError, 'STREAM_DELETED'],
  [StreamTombstonedError, 'STREAM_DELETED'],
  [MaxAppendSizeExceededError, 'TOO_LARGE'],
  [DeadlineExceededError, 'TIMED_OUT'],
  // What the server calls its own time limits.
  [TimeoutError, 'TIMED_OUT'],
  [UnavailableError, 'UNAVAILABLE'],
  [CancelledError, 'UNAVAILABLE'],
];

function reasonByType(error: unknown): KurrentDbReason | undefined {
  return reasonsByType.find(([type]) => error instanceof type)?.[1];
}

/** The codes of gRPC. */
const reasonsByCode: Readonly<Record<number, KurrentDbReason>> = {
  1: 'UNAVAILABLE',
  4: 'TIMED_OUT',
  7: 'ACCESS_DENIED',
  8: 'UNAVAILABLE',
  10: 'TIMED_OUT',
  13: 'UNAVAILABLE',
  14: 'UNAVAILABLE',
  15: 'UNAVAILABLE',
  16: 'ACCESS_DENIED',
};

function reasonByCode(error: unknown): KurrentDbReason | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'number' ? reasonsByCode[code] : undefined;
}

const reasonsByWords: readonly (readonly [RegExp, KurrentDbReason])[] = [
  [/invalid argument/i, 'FAILED'],
  [/unauthenticated|access[ -]?denied|permission[ -]?denied/i, 'ACCESS_DENIED'],
  [/deadline|timed? ?out/i, 'TIMED_OUT'],
  [/unavailable|failed to discover|connect|transport|broken pipe|reset|h2 protocol|channel closed/i, 'UNAVAILABLE'],
];

function reasonByWords(error: unknown): KurrentDbReason | undefined {
  const words = error instanceof Error ? `${error.name} ${error.message}` : String(error);
  return reasonsByWords.find(([pattern]) => pattern.test(words))?.[1];
}
