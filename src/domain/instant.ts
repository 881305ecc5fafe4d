/**
 * A moment in UTC as `Date.prototype.toISOString` writes it: `2026-11-24T03:47:05.000Z`.
 * All instants have this one width, so comparing two of them as strings compares them in time.
 */
export type Instant = string;

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** The instant of a clock reading in milliseconds since the Unix epoch. */
export function instantOf(epochMilliseconds: number): Instant {
  return new Date(epochMilliseconds).toISOString();
}

/** Milliseconds since the Unix epoch. */
export function epochMilliseconds(instant: Instant): number {
  return Date.parse(instant);
}

/** The instant `milliseconds` after `instant` (before it, where negative). */
export function later(instant: Instant, milliseconds: number): Instant {
  return instantOf(epochMilliseconds(instant) + milliseconds);
}
