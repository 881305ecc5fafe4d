import { describe, expect, it } from 'vitest';
import { createRandomPool } from '../../../src/crypto/random-pool.js';

/** Gives 1, 2, 3 … and keeps what it gave. */
function countingGenerator() {
  const drawn: Uint8Array[] = [];
  let next = 0;
  const draw = (size: number): Uint8Array => {
    const bytes = Buffer.from(Array.from({ length: size }, (_, index) => (next + index + 1) % 256));
    next += size;
    drawn.push(bytes);
    return bytes;
  };
  return { drawn, draw };
}

describe('a pool of random bytes', () => {
  it('hands out each byte once, in the order of the generator', () => {
    const { draw } = countingGenerator();
    const give = createRandomPool(draw);
    expect([...give(3), ...give(2), ...give(4)]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('draws again where too little is left, and passes over the rest', () => {
    const { draw, drawn } = countingGenerator();
    const give = createRandomPool(draw);
    for (let piece = 0; piece < 4; piece += 1) give(1_000);
    expect(give(100)).toHaveLength(100);
    expect(drawn).toHaveLength(2);
  });

  it('keeps nothing that it gave, and what it gave does not change', () => {
    const { draw, drawn } = countingGenerator();
    const give = createRandomPool(draw);
    const given = give(16);
    give(16);
    expect([...given]).toEqual(Array.from({ length: 16 }, (_, index) => index + 1));
    expect(drawn[0]?.subarray(0, 32).every((byte) => byte === 0)).toBe(true);
  });

  it('leaves large pieces to the generator', () => {
    const { draw, drawn } = countingGenerator();
    expect(createRandomPool(draw)(2_000)).toHaveLength(2_000);
    expect(drawn.map(({ length }) => length)).toEqual([2_000]);
  });
});
