import { kurrentDbAddressOf } from './kurrentdb/kurrentdb-address.js';

/** Where an event store is. */
export type EventStoreAddress =
  /** A data directory, or the events file itself. */
  | { readonly kind: 'sqlite'; readonly path: string }
  /** A connection string: hosts, settings and maybe a password. */
  | { readonly kind: 'kurrentdb'; readonly url: string };

/**
 * @throws {RangeError} the text is no address of an event store. The message says what to give, and repeats nothing of
 * it: it may hold a password.
 */
export function eventStoreAddressOf(text: string): EventStoreAddress {
  // As a URL has it too: `sqlite:///data`.
  const path = /^sqlite:(?:\/\/(?=\/))?(.+)$/s.exec(text)?.[1];
  if (path !== undefined) return { kind: 'sqlite', path };
  if (/^(?:kurrentdb|kurrent|kdb|esdb)(?:\+discover)?:/.test(text)) {
    return { kind: 'kurrentdb', url: kurrentDbAddressOf(text) };
  }
  throw new RangeError(
    'Give sqlite:PATH of a data directory, or kurrentdb://… or kurrentdb+discover://… of KurrentDB.',
  );
}
