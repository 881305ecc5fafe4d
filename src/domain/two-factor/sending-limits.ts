import { type Instant, later } from '../instant.js';
import type { Limits } from './limits.js';
import type { SendingLimit } from './sending.js';
import { type SmsTokens, type TokenPurpose, tokensFor } from './sms-tokens.js';

/** A limit that is reached, and when it is worth asking again; absent: when an operator says so. */
export interface ReachedLimit {
  readonly limit: SendingLimit;
  readonly retryAt?: Instant;
}

/** The limit of the user's own history that forbids one more token now (D3); `undefined`: none does. */
export function ownLimit(
  tokens: SmsTokens,
  purpose: TokenPurpose,
  at: Instant,
  limits: Limits,
): ReachedLimit | undefined {
  const wait = resendAvailableAt(tokens, purpose, limits);
  return wait !== undefined && at < wait ? { limit: 'RESEND_WAIT', retryAt: wait } : userLimit(tokens, at, limits);
}

/** The limit of all tokens of the user together (D3). */
export function userLimit(tokens: SmsTokens, at: Instant, limits: Limits): UserLimit | undefined {
  const since = later(at, -limits.userSendingWindow);
  const counted = tokens.filter(({ issuedAt }) => issuedAt > since);
  // Room is made when the oldest of the last so many is out of the window.
  const blocking = counted.at(-limits.tokensPerUser);
  return blocking && { limit: 'USER', retryAt: later(blocking.issuedAt, limits.userSendingWindow) };
}
interface UserLimit extends ReachedLimit {
  readonly limit: 'USER';
  readonly retryAt: Instant;
}

/** From when on another token can be asked for: 30 seconds after the first, then 60, then 120 (D3). */
export function resendAvailableAt(tokens: SmsTokens, purpose: TokenPurpose, limits: Limits): Instant | undefined {
  const sent = tokensFor(tokens, purpose);
  const last = sent.at(-1);
  const wait = limits.resendWaits[Math.min(sent.length, limits.resendWaits.length) - 1];
  return last === undefined || wait === undefined ? undefined : later(last.issuedAt, wait);
}
