import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { widthOf } from '../../../src/ops/terminal.js';

describe('the width of a terminal', () => {
  it.each([
    [{ isTTY: true, columns: 120 }, 120],
    [{ isTTY: true, columns: 0 }, undefined],
    [{ isTTY: true }, undefined],
    [{ isTTY: false, columns: 120 }, undefined],
    [{}, undefined],
  ])('of %j is %s', (output, width) => {
    expect(widthOf(Object.assign(new Writable(), output))).toBe(width);
  });
});
