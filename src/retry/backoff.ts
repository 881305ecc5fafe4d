/** How long to wait between tries: from `first` on, doubling up to `longest`. In milliseconds. */
export interface Backoff {
  readonly first: number;
  readonly longest: number;
}

/**
 * The wait after the try number `tries` (1 for the first), in milliseconds: at least half of what the doubling gives.
 * The rest is left to chance, so that what failed at one moment does not come back at one moment.
 *
 * @param random from 0 to below 1.
 */
export function waitAfter(tries: number, { first, longest }: Backoff, random: number): number {
  const whole = Math.min(first * 2 ** (tries - 1), longest);
  return Math.round(whole * (0.5 + random / 2));
}
