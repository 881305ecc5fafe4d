import { userOfToken } from '../crypto/random-ids.js';
import { type Instant, instantOf } from '../domain/instant.js';
import type { SealedInEvent } from '../domain/sealed-value.js';
import { isOpen } from '../domain/two-factor/challenges.js';
import { decideTwoFactor } from '../domain/two-factor/decide.js';
import type { ChallengePurpose, Interface } from '../domain/two-factor/method.js';
import type { DeliveryOutcome } from '../domain/two-factor/record-delivery.js';
import type { DeliveryFailure, SmsProviderName } from '../domain/two-factor/sending.js';
import { liveToken, type SmsToken } from '../domain/two-factor/sms-tokens.js';
import type { TwoFactorState } from '../domain/two-factor/state.js';
import type { Core } from './core.js';
import { openNumber } from './decide-sending.js';

/** An order to send a token, as its stream has it now: nothing is sent that the stream does not ask for (D5). */
export type TokenOrder =
  | {
      readonly status: 'LIVE';
      /** E.164. */
      readonly to: string;
      /** Six digits. A secret: it goes into the message and nowhere else. */
      readonly token: string;
      readonly use: TokenUse;
      readonly issuedAt: Instant;
      readonly expiresAt: Instant;
      /** ISO 3166-1 alpha-2, of the number. */
      readonly country: string;
      /** Whether the history says already that it has failed for now. */
      readonly failedBefore: boolean;
    }
  /** Taken by a provider, given up, expired, superseded, or its prompt is over: there is nothing to send. */
  | { readonly status: 'OVER' };

/** What the token is for, as the message says it. */
export interface TokenUse {
  readonly for: ChallengePurpose | 'ENROLLMENT';
  readonly interface: Interface;
}

/** Where the sender looks orders up, and where it and the providers' reports put down what became of them. */
export interface TokenOrders {
  /** @throws {StoreUnavailable} */
  open(tokenId: string): Promise<TokenOrder>;
  /** Repeating one changes nothing, here and below; an unknown token is passed over. @throws {StoreUnavailable} */
  recordSent(tokenId: string, provider: SmsProviderName): Promise<void>;
  /** @throws {StoreUnavailable} */
  recordDelivered(tokenId: string, provider: SmsProviderName): Promise<void>;
  /**
   * @param failure `final`: nobody will try again.
   * @throws {StoreUnavailable}
   */
  recordFailure(tokenId: string, failure: RecordedFailure): Promise<void>;
}

export interface RecordedFailure {
  readonly reason: DeliveryFailure;
  readonly provider?: SmsProviderName;
  readonly final: boolean;
}

const over: TokenOrder = { status: 'OVER' };

export function createTokenOrders(core: Core): TokenOrders {
  const record = async (outcome: DeliveryOutcome): Promise<void> => {
    const userId = userOfToken(outcome.data.tokenId);
    if (userId === undefined) return;
    const context = { correlationId: outcome.data.tokenId, actor: { kind: 'system' } } as const;
    await core.twoFactor.handle(userId, context, (state) =>
      decideTwoFactor(state, { type: 'recordDelivery', outcome }, core.limits),
    );
  };

  return {
    async open(tokenId) {
      const userId = userOfToken(tokenId);
      if (userId === undefined) return over;
      const { state } = await core.twoFactor.load(userId);
      const ordered = findOrder(state, tokenId, instantOf(core.clock()));
      const number = ordered && (await openNumber(core, ordered.phoneNumber));
      if (ordered === undefined || number === undefined) return over;
      const { issuedAt, expiresAt, country, delivery } = ordered.token;
      return {
        status: 'LIVE',
        to: number.e164,
        token: core.smsTokens.tokenOf(tokenId),
        use: ordered.use,
        issuedAt,
        expiresAt,
        country,
        failedBefore: delivery.state === 'FAILED',
      };
    },
    recordSent: (tokenId, provider) => record({ type: 'TokenSent', data: { tokenId, provider } }),
    recordDelivered: (tokenId, provider) => record({ type: 'TokenDelivered', data: { tokenId, provider } }),
    recordFailure: (tokenId, failure) => record({ type: 'TokenDeliveryFailed', data: { tokenId, ...failure } }),
  };
}

interface FoundOrder {
  readonly token: SmsToken;
  readonly use: TokenUse;
  readonly phoneNumber: SealedInEvent | undefined;
}

/** An order that still waits to be sent: its token is the one that its prompt takes, and the prompt is open. */
function findOrder(state: TwoFactorState, tokenId: string, at: Instant): FoundOrder | undefined {
  const token = state.smsTokens.find((one) => one.tokenId === tokenId);
  if (token === undefined || token.settled) return undefined;
  if (liveToken(state.smsTokens, token.purpose, at) !== token) return undefined;
  const { challengeId, enrollmentId } = token.purpose;
  if (challengeId !== undefined) {
    const challenge = state.challenges.find((one) => one.challengeId === challengeId && isOpen(one, at));
    if (challenge === undefined) return undefined;
    const use = { for: challenge.purpose, interface: challenge.interface };
    // Until a new number is confirmed, tokens go to the old one (E4; attack 19).
    return { token, use, phoneNumber: state.credentials.sms?.phoneNumber };
  }
  const { enrollment } = state;
  if (enrollment?.method !== 'SMS' || enrollment.enrollmentId !== enrollmentId || at >= enrollment.expiresAt) {
    return undefined;
  }
  const session = state.sessions.find(({ sessionId }) => sessionId === enrollment.sessionId);
  if (session === undefined) return undefined;
  return { token, use: { for: 'ENROLLMENT', interface: session.interface }, phoneNumber: enrollment.phoneNumber };
}
