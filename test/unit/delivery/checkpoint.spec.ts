import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCheckpoint } from '../../../src/delivery/checkpoint.js';

const positionOf = (number: number) => String(number).padStart(20, '0');

describe('a checkpoint', () => {
  it('is where it starts until something is read', () => {
    expect(createCheckpoint(undefined).position()).toBeUndefined();
    expect(createCheckpoint(positionOf(4)).position()).toBe(positionOf(4));
  });

  it('moves over events with nothing to do', () => {
    const checkpoint = createCheckpoint(undefined);
    checkpoint.read(positionOf(1), false);
    checkpoint.read(positionOf(2), false);
    expect(checkpoint.position()).toBe(positionOf(2));
  });

  it('is held back by the very first event, and by an event after the start', () => {
    for (const start of [undefined, positionOf(3)]) {
      const checkpoint = createCheckpoint(start);
      checkpoint.read(positionOf(4), true);
      checkpoint.read(positionOf(5), false);
      expect(checkpoint.position()).toBe(start);
      checkpoint.settle(positionOf(4));
      expect(checkpoint.position()).toBe(positionOf(5));
    }
  });

  it('is the position before the oldest event that is not settled, in whatever order they are', () => {
    const events = fc.array(fc.record({ hasWork: fc.boolean(), settledAs: fc.integer() }), { maxLength: 30 });
    fc.assert(
      fc.property(events, (history) => {
        const checkpoint = createCheckpoint(undefined);
        for (const [index, { hasWork }] of history.entries()) checkpoint.read(positionOf(index + 1), hasWork);
        const left = new Set(history.flatMap(({ hasWork }, index) => (hasWork ? [index + 1] : [])));
        const order = [...left].toSorted((one, other) => history[one - 1]!.settledAs - history[other - 1]!.settledAs);
        for (const number of order) {
          const oldest = Math.min(...left);
          expect(checkpoint.position()).toBe(oldest === 1 ? undefined : positionOf(oldest - 1));
          checkpoint.settle(positionOf(number));
          left.delete(number);
        }
        expect(checkpoint.position()).toBe(history.length === 0 ? undefined : positionOf(history.length));
      }),
      { seed: 20261124 },
    );
  });
});
