import type { TokenDelivered, TokenDeliveryFailed, TokenSent } from './delivery-events.js';
import type { SmsToken } from './sms-tokens.js';
import type { TwoFactorState } from './state.js';
import { accept, type TwoFactorDecision } from './two-factor-decision.js';

/** What the sender did with a token, or what a provider reports of it (D5). Said again it changes nothing. */
export interface RecordDelivery {
  readonly type: 'recordDelivery';
  readonly outcome: DeliveryOutcome;
}

export type DeliveryOutcome = TokenSent | TokenDelivered | TokenDeliveryFailed;

/** Only tokens of the last hour are known: a report that is older, or of no token of ours, is passed over. */
export function recordDelivery(state: TwoFactorState, { outcome }: RecordDelivery): TwoFactorDecision {
  const token = state.smsTokens.find(({ tokenId }) => tokenId === outcome.data.tokenId);
  return token !== undefined && isNews(outcome, token) ? accept(outcome) : accept();
}

function isNews(outcome: DeliveryOutcome, { settled, delivery }: SmsToken): boolean {
  switch (outcome.type) {
    case 'TokenSent':
      // A provider's report can come before the answer that it is the report of: the token is settled by then.
      return !settled;
    case 'TokenDelivered':
      return delivery.state !== 'DELIVERED';
    case 'TokenDeliveryFailed':
      // Arrived is arrived, whatever is reported afterwards.
      if (delivery.state === 'DELIVERED') return false;
      return outcome.data.final ? delivery.state !== 'FAILED' || !settled : delivery.state === 'QUEUED';
  }
}
