import { timingSafeEqual } from 'node:crypto';
import { generateSync, ScureBase32Plugin } from 'otplib';
import type { RandomBytes } from './random-bytes.js';

/** A secret and a token to be matched at a moment. */
export interface TokenToMatch {
  /** The method's secret, unpadded base32. */
  readonly secret: string;
  /** What the person entered. */
  readonly token: string;
  /** The server's clock, milliseconds since the Unix epoch. */
  readonly at: number;
}

/** Length of a time step in seconds (RFC 6238 section 4.1). */
export const period = 30;

/** Steps either side of now in which a token is right (C1): a slow typist, or a clock half a minute off. */
const window = 1;

/** Steps either side of now in which a wrong token still tells how far the phone's clock is off: 10 minutes (C5). */
const clockSearch = (10 * 60) / period;

/** Bytes of a secret (RFC 4226 section 4, R6: 160 bits are recommended). */
const secretSize = 20;

const base32 = new ScureBase32Plugin();
const tokenFormat = /^[0-9]{6}$/;

/** A new secret: 20 random bytes in unpadded base32 (32 characters). */
export function createTotpSecret(randomBytes: RandomBytes): string {
  return base32.encode(randomBytes(secretSize));
}

/** The secret as people type it: in groups of four. */
export function formatTotpKey(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(' ') ?? '';
}

/** The six digits that an app shows during a time step. */
export function tokenOfTimeStep(secret: string, timeStep: number): string {
  return tokenAt(decodeSecret(secret), timeStep);
}

/** The time step of a moment in milliseconds since the Unix epoch. */
export function timeStepAt(epochMilliseconds: number): number {
  return Math.floor(epochMilliseconds / 1_000 / period);
}

/**
 * The time step whose token this is, out of now, the one before and the one after; `undefined` where it is none of
 * theirs or not six digits. It does not know what has been used: the decider compares the step with the last one (C4).
 */
export function matchTimeStep({ secret, token, at }: TokenToMatch): number | undefined {
  const now = timeStepAt(at);
  // Of two steps with the same token the later one counts: burning it burns both, so that the digits work only once.
  return matchingSteps(secret, token, now, window).at(-1);
}

/**
 * How far the phone's clock is ahead of the server's, in seconds (negative: behind), to within one step, where the
 * token is that of a step within 10 minutes of now. To be told to a signed-in person only (C5): it makes a guess
 * fourteen times as likely to mean something.
 */
export function measureClockDifference({ secret, token, at }: TokenToMatch): number | undefined {
  const now = timeStepAt(at);
  const differences = matchingSteps(secret, token, now, clockSearch).map((step) => step - now);
  const nearest = differences.toSorted((a, b) => Math.abs(a) - Math.abs(b))[0];
  return nearest === undefined ? undefined : nearest * period;
}

/** All steps are computed and compared, so that the time taken does not tell which one matched, or how well. */
function matchingSteps(secret: string, token: string, now: number, either: number): number[] {
  if (!tokenFormat.test(token)) return [];
  const key = decodeSecret(secret);
  const entered = Buffer.from(token, 'ascii');
  const first = Math.max(0, now - either);
  const steps = Array.from({ length: now + either - first + 1 }, (_, index) => first + index);
  return steps.filter((step) => timingSafeEqual(Buffer.from(tokenAt(key, step), 'ascii'), entered));
}

/** HOTP with the time step as the counter (RFC 6238 section 4.2), SHA-1 and six digits. */
function tokenAt(secret: Uint8Array, timeStep: number): string {
  return generateSync({ strategy: 'hotp', secret, counter: timeStep });
}

function decodeSecret(secret: string): Uint8Array {
  try {
    return base32.decode(secret);
  } catch {
    // Without the cause, whose message quotes the secret (attack 37).
    throw new TypeError('A TOTP secret is base32.');
  }
}
