import { z } from 'zod';

/** A setting that is a whole number, within bounds that its message names. */
export function wholeNumber(least: number, most: number, initial: number) {
  const message = `Give a whole number from ${least} to ${most}.`;
  return z
    .string()
    .regex(/^[0-9]{1,9}$/, message)
    .transform(Number)
    .pipe(z.int().min(least, message).max(most, message))
    .default(initial);
}
