import { KurrentDbFailure, kurrentDbFailureOf } from '../../kurrentdb/kurrentdb-failure.js';
import { StoreUnavailable } from '../port.js';

/**
 * What the callers of an event store are told of a failure. The message and its cause are fit for a log.
 */
export function storeUnavailableFor(error: unknown): StoreUnavailable {
  if (error instanceof StoreUnavailable) return error;
  const failure = kurrentDbFailureOf(error);
  return new StoreUnavailable(`The event store cannot be used: ${failure.message}`, { cause: failure });
}

/**
 * Whether it may pass: the database is away, or refuses a password that somebody is about to set right. It is not so where
 * it was asked for something that cannot be, as a position that it never gave.
 */
export function mayPass(error: unknown): boolean {
  if (!(error instanceof StoreUnavailable && error.cause instanceof KurrentDbFailure)) return false;
  return error.cause.isPassing || error.cause.reason === 'ACCESS_DENIED';
}
