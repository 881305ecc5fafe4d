import { createHash } from 'node:crypto';
import type { RandomBytes } from '../../../src/crypto/random-bytes.js';

/** The same bytes in every run: SHA-256 of the seed and a counter. */
export function seededRandomBytes(seed: string): RandomBytes {
  let counter = 0;
  return (size) => {
    const blocks: Buffer[] = [];
    for (let length = 0; length < size; length += 32) {
      blocks.push(createHash('sha256').update(`${seed} ${counter++}`).digest());
    }
    return Buffer.concat(blocks).subarray(0, size);
  };
}
