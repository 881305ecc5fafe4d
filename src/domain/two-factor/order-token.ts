import { type Instant, later } from '../instant.js';
import type { OrderedToken, TokenIssued, TokenWithheld } from './events.js';
import type { Limits } from './limits.js';
import { ownLimit, type ReachedLimit } from './sending-limits.js';
import type { SmsTokens, TokenPurpose } from './sms-tokens.js';

/** What every command carries that may have to send a token. */
export interface SendingFacts {
  /** Id of the token, should one be ordered. */
  readonly tokenId: string;
  /** Country of the enrolled number; absent: there is no number that can be sent to. */
  readonly enrolledCountry?: string;
  /** Country of the number that is being enrolled; absent: as above. */
  readonly offeredCountry?: string;
  /** What stands in the way beyond the user's own history: the budgets that all share, or an operator (D3). */
  readonly reachedLimit?: ReachedLimit;
}

/** What an order is decided from. */
export interface OrderFacts {
  readonly at: Instant;
  readonly tokens: SmsTokens;
  readonly sending: SendingFacts;
}

/** A token may be sent, or a limit forbids it. */
export type TokenOrder =
  | { readonly verdict: 'ORDERED'; readonly ordered: OrderedToken }
  | { readonly verdict: 'REFUSED'; readonly reached: ReachedLimit };

/** One more token for a prompt, if no limit stands in its way (D3). */
export function orderToken(facts: OrderFacts, purpose: TokenPurpose, limits: Limits): TokenOrder {
  const { at, tokens, sending } = facts;
  const reached = ownLimit(tokens, purpose, at, limits) ?? sending.reachedLimit;
  if (reached !== undefined) return { verdict: 'REFUSED', reached };
  const country = purpose.challengeId === undefined ? sending.offeredCountry : sending.enrolledCountry;
  if (country === undefined) return { verdict: 'REFUSED', reached: { limit: 'COUNTRY' } };
  const { tokenId } = sending;
  return { verdict: 'ORDERED', ordered: { tokenId, expiresAt: later(at, limits.smsTokenLifetime), country } };
}

/**
 * What a challenge by SMS begins with: the order to send its token (B2), or the note that a limit forbids it. The person
 * can answer with another method then; a refused sign-in would shut out whoever has one.
 */
export function orderOrWithhold(challengeId: string, facts: OrderFacts, limits: Limits): TokenIssued | TokenWithheld {
  const order = orderToken(facts, { challengeId }, limits);
  return order.verdict === 'ORDERED'
    ? { type: 'TokenIssued', data: { challengeId, ...order.ordered } }
    : { type: 'TokenWithheld', data: { challengeId, ...order.reached } };
}
