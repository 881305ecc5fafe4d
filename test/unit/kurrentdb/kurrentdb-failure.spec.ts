import {
  AccessDeniedError,
  StreamDeletedError,
  UnknownError,
  WrongExpectedVersionError,
} from '@kurrent/kurrentdb-client';
import { describe, expect, it } from 'vitest';
import { KurrentDbFailure, kurrentDbFailureOf } from '../../../src/kurrentdb/kurrentdb-failure.js';
import { requireSupportedVersion } from '../../../src/kurrentdb/server-version.js';

const withCode = (code: number) => Object.assign(new Error('14 UNAVAILABLE: 10.0.0.1:2113 sesame'), { code });
const conflictAt = (current: bigint | 'no_stream') =>
  new WrongExpectedVersionError(undefined, { streamName: 'stream', current, expected: 4n });

describe('what the client throws', () => {
  it.each([
    ['a raw one of gRPC: unavailable', withCode(14), 'UNAVAILABLE'],
    ['a raw one of gRPC: too late', withCode(4), 'TIMED_OUT'],
    ['a raw one of gRPC: not known', withCode(16), 'ACCESS_DENIED'],
    ['a raw one of gRPC: not permitted', withCode(7), 'ACCESS_DENIED'],
    ['a typed one without anything in it', new AccessDeniedError(undefined as never), 'ACCESS_DENIED'],
    ['a tombstone', StreamDeletedError.fromStreamName('stream'), 'STREAM_DELETED'],
    ['a failed discovery', new Error('Failed to discover after 10 attempts.'), 'UNAVAILABLE'],
    ['something of the native reader', new Error('transport error'), 'UNAVAILABLE'],
    ['a wrong request', new Error('Unmapped gRPC error: code: Client specified an invalid argument'), 'FAILED'],
    ['something unknown', new UnknownError(undefined as never, 'sesame'), 'FAILED'],
    ['no error at all', 'sesame', 'FAILED'],
  ] as const)('%s', (_, thrown, reason) => {
    const failure = kurrentDbFailureOf(thrown);
    expect(failure.reason).toBe(reason);
    expect(JSON.stringify([failure.message, failure])).not.toMatch(/sesame|10\.0\.0\.1/);
  });

  it.each([
    [7n, 7],
    ['no_stream', 'noStream'],
  ] as const)('a conflict, with the actual revision %s', (current, actual) => {
    expect(kurrentDbFailureOf(conflictAt(current))).toMatchObject({ reason: 'CONFLICT', actual });
  });

  it('a failure of our own stays what it is', () => {
    const failure = new KurrentDbFailure('TIMED_OUT');
    expect(kurrentDbFailureOf(failure)).toBe(failure);
  });
});

describe('the version of the server', () => {
  it.each(['22.10.0', '23.10.1', '24.2.0-jammy', '25.0.1', '26.1.0'])('%s will do', (version) => {
    expect(() => requireSupportedVersion(version)).not.toThrow();
  });

  it.each([
    ['22.6.0', 'KurrentDB is of version 22.6.0; it takes 22.10 or newer.'],
    ['21.10.9', 'KurrentDB is of version 21.10.9; it takes 22.10 or newer.'],
    ['unknown', 'KurrentDB is of version unknown; it takes 22.10 or newer.'],
    ['<script>\n', 'KurrentDB is of version unknown; it takes 22.10 or newer.'],
  ])('%s will not', (version, line) => {
    expect(() => requireSupportedVersion(version)).toThrow(new KurrentDbFailure('UNSUPPORTED', undefined, line));
  });
});
