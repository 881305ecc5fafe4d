import type { Instant } from '../instant.js';
import type { Withheld } from './challenges.js';
import type { Limits } from './limits.js';
import type { DeliveryFailure, DeliveryState, SendingLimit } from './sending.js';
import { resendAvailableAt, userLimit } from './sending-limits.js';
import { type Delivery, liveToken, type SmsTokens, type TokenPurpose, tokensFor } from './sms-tokens.js';

/** What was sent for a prompt, and when more can be. */
export interface DescribedSending {
  /** Of the token that is good now; absent: none is. */
  readonly tokenExpiresAt?: Instant;
  /** From when on another one can be asked for; absent: when an operator says so. */
  readonly resendAvailableAt?: Instant;
  readonly delivery: DescribedDelivery;
}

/** How the sending of the last token that was asked for is going. */
export interface DescribedDelivery {
  readonly state: DeliveryState;
  /** Since when. */
  readonly at: Instant;
  /** With FAILED: what went wrong, or the limit that forbade it. */
  readonly why?: DeliveryFailure | SendingLimit;
}

/** Where the sending for a prompt stands. */
export interface SendingSoFar {
  readonly tokens: SmsTokens;
  /** The limit that forbade the last token that was asked for. */
  readonly withheld?: Withheld | undefined;
}

/** `undefined`: no token has been asked for. */
export function describeSending(
  { tokens, withheld }: SendingSoFar,
  purpose: TokenPurpose,
  at: Instant,
  limits: Limits,
): DescribedSending | undefined {
  const delivery = describeDelivery(tokensFor(tokens, purpose).at(-1)?.delivery, withheld);
  if (delivery === undefined) return undefined;
  const live = liveToken(tokens, purpose, at);
  const again = whenAgain({ tokens, withheld }, purpose, at, limits);
  return {
    ...(live !== undefined && { tokenExpiresAt: live.expiresAt }),
    ...(again !== undefined && { resendAvailableAt: again }),
    delivery,
  };
}

function describeDelivery(
  delivery: Delivery | undefined,
  withheld: Withheld | undefined,
): DescribedDelivery | undefined {
  if (withheld !== undefined) return { state: 'FAILED', at: withheld.at, why: withheld.limit };
  if (delivery === undefined) return undefined;
  const { state, at, failure } = delivery;
  return { state, at, ...(failure !== undefined && { why: failure }) };
}

/** The latest of all that stands in the way; `undefined`: one of it has no end. */
function whenAgain(
  { tokens, withheld }: SendingSoFar,
  purpose: TokenPurpose,
  at: Instant,
  limits: Limits,
): Instant | undefined {
  if (withheld !== undefined && withheld.retryAt === undefined) return undefined;
  const waits = [
    withheld?.retryAt,
    userLimit(tokens, at, limits)?.retryAt,
    resendAvailableAt(tokens, purpose, limits),
  ].filter((wait) => wait !== undefined);
  return waits.toSorted().at(-1);
}
