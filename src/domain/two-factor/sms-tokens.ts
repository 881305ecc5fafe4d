import type { Occurred } from '../decision.js';
import { hour, type Instant, later } from '../instant.js';
import type { TwoFactorEvent } from './events.js';
import type { DeliveryFailure, DeliveryState } from './sending.js';

/** How the sending of a token is going. */
export interface Delivery {
  readonly state: DeliveryState;
  /** Since when. */
  readonly at: Instant;
  /** With FAILED. */
  readonly failure?: DeliveryFailure;
}

/** What a token answers: one challenge, or one enrollment (D2). */
export type TokenPurpose =
  | { readonly challengeId: string; readonly enrollmentId?: never }
  | { readonly enrollmentId: string; readonly challengeId?: never };

/** A token that was ordered. The token itself is nowhere in the history. */
export interface SmsToken {
  readonly tokenId: string;
  readonly purpose: TokenPurpose;
  readonly issuedAt: Instant;
  readonly expiresAt: Instant;
  /** ISO 3166-1 alpha-2, of the number that it goes to. */
  readonly country: string;
  readonly delivery: Delivery;
  /** Whether nobody tries to send it any more: it was taken by a provider, or given up. */
  readonly settled: boolean;
}

/** Oldest first: those of the last hour, which the limits count (D3). */
export type SmsTokens = readonly SmsToken[];

/** How long tokens are remembered: as far back as the longest limit on them looks. */
const remembered = hour;

export function evolveSmsTokens(tokens: SmsTokens, event: Occurred<TwoFactorEvent>): SmsTokens {
  const { occurredAt: at } = event;
  if (event.type === 'TokenIssued') {
    const { challengeId } = event.data;
    return [...recent(tokens, at), issued({ challengeId }, event)];
  }
  if (event.type === 'EnrollmentTokenIssued') {
    const { enrollmentId } = event.data;
    return [...recent(tokens, at), issued({ enrollmentId }, event)];
  }
  if (event.type === 'TokenSent') {
    const delivery = { state: 'SENT', at } as const;
    return change(tokens, event.data.tokenId, (token) => ({ ...token, delivery, settled: true }));
  }
  if (event.type === 'TokenDelivered') {
    const delivery = { state: 'DELIVERED', at } as const;
    return change(tokens, event.data.tokenId, (token) => ({ ...token, delivery, settled: true }));
  }
  if (event.type === 'TokenDeliveryFailed') {
    const { tokenId, reason: failure, final } = event.data;
    const delivery = { state: 'FAILED', at, failure } as const;
    return change(tokens, tokenId, (token) => ({ ...token, delivery, settled: final }));
  }
  return tokens;
}

function issued(
  purpose: TokenPurpose,
  { data, occurredAt }: Occurred<Extract<TwoFactorEvent, { type: 'TokenIssued' | 'EnrollmentTokenIssued' }>>,
): SmsToken {
  const { tokenId, expiresAt, country } = data;
  const delivery = { state: 'QUEUED', at: occurredAt } as const;
  return { tokenId, purpose, issuedAt: occurredAt, expiresAt, country, delivery, settled: false };
}

function recent(tokens: SmsTokens, at: Instant): SmsTokens {
  const since = later(at, -remembered);
  return tokens.filter(({ issuedAt }) => issuedAt > since);
}

function change(tokens: SmsTokens, tokenId: string, to: (token: SmsToken) => SmsToken): SmsTokens {
  return tokens.map((token) => (token.tokenId === tokenId ? to(token) : token));
}

/** The tokens that were ordered for one prompt, oldest first: the last one is good, the others are superseded (D2). */
export function tokensFor(tokens: SmsTokens, purpose: TokenPurpose): SmsTokens {
  return tokens.filter(
    (token) => token.purpose.challengeId === purpose.challengeId && token.purpose.enrollmentId === purpose.enrollmentId,
  );
}

/** The token that a prompt takes now: the last one, until and not at the instant at which it expires (attack 32). */
export function liveToken(tokens: SmsTokens, purpose: TokenPurpose, at: Instant): SmsToken | undefined {
  const last = tokensFor(tokens, purpose).at(-1);
  return last !== undefined && at < last.expiresAt ? last : undefined;
}
