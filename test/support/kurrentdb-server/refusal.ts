import { Metadata, type ServiceError, status } from '@grpc/grpc-js';

/** How the server refuses a call: a gRPC status, and trailers that clients know it by. */
export interface Refusal {
  readonly code: status;
  readonly details: string;
  readonly trailers: Readonly<Record<string, string>>;
}

/** Where a node listens. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** In the words of the real server. */
export const refusals = {
  notLeader: ({ host, port }: Endpoint): Refusal => ({
    code: status.NOT_FOUND,
    details: 'Leader info available',
    trailers: { exception: 'not-leader', 'leader-endpoint-host': host, 'leader-endpoint-port': String(port) },
  }),
  accessDenied: (): Refusal => ({
    code: status.PERMISSION_DENIED,
    details: 'Access Denied',
    trailers: { exception: 'access-denied' },
  }),
  unauthenticated: (): Refusal => ({ code: status.UNAUTHENTICATED, details: 'Unauthenticated', trailers: {} }),
  unavailable: (): Refusal => ({ code: status.UNAVAILABLE, details: 'Server Is Not Ready', trailers: {} }),
  deadlineExceeded: (): Refusal => ({ code: status.DEADLINE_EXCEEDED, details: 'Deadline Exceeded', trailers: {} }),
  invalidPosition: (): Refusal => ({
    code: status.INVALID_ARGUMENT,
    details: 'Trying to read from an invalid position.',
    trailers: {},
  }),
  invalidArgument: (details: string): Refusal => ({ code: status.INVALID_ARGUMENT, details, trailers: {} }),
  streamDeleted: (stream: string): Refusal => ({
    code: status.FAILED_PRECONDITION,
    details: `Event stream '${stream}' is deleted.`,
    trailers: { exception: 'stream-deleted', 'stream-name': stream },
  }),
  /** Of a delete; an append says it in its answer. -1 stands for no stream. */
  wrongExpectedVersion: (stream: string, expected: bigint, actual: bigint): Refusal => ({
    code: status.FAILED_PRECONDITION,
    details: `Delete failed due to WrongExpectedVersion. Stream: ${stream}, Expected version: ${expected}, Actual version: ${actual}`,
    trailers: {
      exception: 'wrong-expected-version',
      'stream-name': stream,
      'expected-version': String(expected),
      'actual-version': String(actual),
    },
  }),
  maximumAppendSizeExceeded: (maximum: number): Refusal => ({
    code: status.INVALID_ARGUMENT,
    details: `Maximum Append Size of ${maximum} Exceeded.`,
    trailers: { exception: 'maximum-append-size-exceeded', 'maximum-append-size': String(maximum) },
  }),
} as const;

/** What grpc-js takes to end a call with. */
export function asServiceError({ code, details, trailers }: Refusal): ServiceError {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(trailers)) metadata.set(name, value);
  return Object.assign(new Error(details), { code, details, metadata });
}
