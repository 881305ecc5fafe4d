/** An event as a client proposes it. */
export interface ProposedEvent {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

/** An event as the history has it. */
export interface StoredEvent extends ProposedEvent {
  readonly stream: string;
  readonly revision: bigint;
  /** Commit and prepare position; they are the same where there are no explicit transactions. */
  readonly position: bigint;
  /** Milliseconds since 1970. */
  readonly created: number;
}

/** What a writer says that it has seen of the stream. */
export type ExpectedState = 'any' | 'noStream' | 'streamExists' | bigint;

/** The revision of a deleted stream, and the `$tb` of a soft-deleted one: the greatest signed 64-bit number. */
export const deletedRevision = 2n ** 63n - 1n;

/** Where the metadata of a stream are. */
export const metastreamOf = (stream: string): string => `$$${stream}`;

/** The stream that a metadata stream is about; undefined for other streams. */
export const originalOf = (stream: string): string | undefined =>
  stream.startsWith('$$') ? stream.slice(2) : undefined;
