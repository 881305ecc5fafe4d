import { describe, expect, it } from 'vitest';
import { day, epochMilliseconds, hour, instantOf, later, minute, second } from '../../../src/domain/instant.js';

describe('instants', () => {
  it('are UTC with milliseconds, always of one width', () => {
    expect(instantOf(0)).toBe('1970-01-01T00:00:00.000Z');
    expect(instantOf(1_795_492_025_000)).toBe('2026-11-24T03:47:05.000Z');
    expect(instantOf(253_402_300_799_999)).toBe('9999-12-31T23:59:59.999Z');
  });

  it('compare as strings in the order of time', () => {
    const clock = [0, 1, 999, 1_000, 59_999, 946_684_799_999, 946_684_800_000, 1_795_492_025_000];
    expect(clock.map(instantOf).toSorted()).toEqual(clock.map(instantOf));
  });

  it('are the clock reading that they came from', () => {
    expect(epochMilliseconds(instantOf(1_795_492_025_123))).toBe(1_795_492_025_123);
  });

  it('move by milliseconds, forth and back', () => {
    expect(later('2026-12-31T23:59:59.999Z', 1)).toBe('2027-01-01T00:00:00.000Z');
    expect(later('2027-01-01T00:00:00.000Z', -1)).toBe('2026-12-31T23:59:59.999Z');
    expect(later('2028-02-28T12:00:00.000Z', day)).toBe('2028-02-29T12:00:00.000Z');
  });

  it('are counted in milliseconds', () => {
    expect([second, minute, hour, day]).toEqual([1_000, 60_000, 3_600_000, 86_400_000]);
  });
});
