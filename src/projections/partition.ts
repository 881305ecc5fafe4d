import { crc32 } from 'node:zlib';

/**
 * A part of all documents, by their ids: each is kept up, and moves on, for itself. A place is a number from 0.
 * Changing their number would scatter every document: it is fixed for good.
 */
export type Partition = number;

export const partitionCount = 16;

/** All of them, in order. */
export const partitions: readonly Partition[] = Array.from({ length: partitionCount }, (_, index) => index);

/** Where the document of this id is. */
export function partitionOf(id: string): Partition {
  return crc32(id) % partitionCount;
}

/** What a stream is named after, behind its category: the id of its document. */
export function idOf(stream: string): string {
  return stream.slice(stream.indexOf('-') + 1);
}
