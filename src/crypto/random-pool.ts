import type { RandomBytes } from './random-bytes.js';

/** Bytes drawn at once: a sign-in takes some 100, and a call of the generator costs as much for 4,096 as for 12. */
const poolSize = 4_096;

/**
 * Draws from a generator in large pieces and hands them out in small ones. No byte is given twice, and none stays here
 * once it is given: a memory dump does not show the ids and IVs that were made before it.
 */
export function createRandomPool(draw: RandomBytes): RandomBytes {
  let pool: Uint8Array = new Uint8Array();
  let given = 0;
  return (size) => {
    if (size > poolSize / 4) return draw(size);
    if (given + size > pool.length) {
      pool = draw(poolSize);
      given = 0;
    }
    const piece = pool.subarray(given, given + size);
    const bytes = Uint8Array.from(piece);
    piece.fill(0);
    given += size;
    return bytes;
  };
}
