import type { EncodedEvent } from '../codec.js';

/** What the writer thread is started with. */
export interface WriterSettings {
  readonly file: string;
  /** How long another process may hold the write lock before an append is given up, in milliseconds. */
  readonly busyTimeout: number;
}

export interface AppendRequest {
  readonly number: number;
  readonly stream: string;
  readonly expected: number | 'noStream';
  readonly events: readonly EncodedEvent[];
}

export type ToWriter =
  | { readonly kind: 'append'; readonly requests: readonly AppendRequest[] }
  | { readonly kind: 'close' };

/** What became of one append; `sequence` is that of its last event. */
export type WriteOutcome =
  | { readonly kind: 'appended'; readonly revision: number; readonly sequence: number }
  | { readonly kind: 'conflict'; readonly actual: number | 'noStream' }
  | { readonly kind: 'idReused' };

/** What SQLite said when it could not do something. It names tables and files, never what an event holds. */
export interface StorageFault {
  readonly message: string;
}

export type FromWriter =
  | { readonly kind: 'ready' }
  | { readonly kind: 'committed'; readonly outcomes: readonly { number: number; outcome: WriteOutcome }[] }
  | { readonly kind: 'failed'; readonly numbers: readonly number[]; readonly fault: StorageFault };
