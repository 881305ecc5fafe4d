import type { SmsProviderName } from '../../domain/two-factor/sending.js';

/** A message to one phone. */
export interface SmsMessage {
  /** Id of the token that it carries: the provider repeats it in its delivery report, and never sends one id twice. */
  readonly tokenId: string;
  /** E.164. */
  readonly to: string;
  readonly text: string;
}

/** How long a provider may try to deliver a message, in seconds: no token lives longer (D2). */
export const messageValidity = 300;

/** What became of one try to hand a message to a provider. */
export type SendOutcome =
  | { readonly kind: 'ACCEPTED' }
  /** The provider will not take this message, however often it is asked. */
  | { readonly kind: 'REFUSED'; readonly reason: 'NUMBER_REFUSED' | 'MESSAGE_REFUSED' }
  /** Not this time: another try, or another provider, may do better. */
  | { readonly kind: 'FAILED'; readonly reason: SendFailure };

export type SendFailure =
  /** It says that it cannot now, or cannot be reached. */
  | 'UNAVAILABLE'
  /** It asks to be asked less often. */
  | 'THROTTLED'
  /** No answer in time, or none that is whole: it may have sent the message all the same. */
  | 'TIMED_OUT'
  /** It knows neither our key nor our sender, or the account is empty or blocked: an operator must act. */
  | 'ACCESS_DENIED';

/** Someone who takes text messages to phones. An outage is an outcome; it throws for bugs only. */
export interface SmsProvider {
  readonly name: SmsProviderName;
  /**
   * Hands a message over. Nothing of the message or of the account's key is in any outcome.
   *
   * @param patience how long an answer is waited for, in milliseconds: then it is TIMED_OUT.
   */
  send(message: SmsMessage, patience: number): Promise<SendOutcome>;
}

/** What a provider reports of a message later, by webhook. */
export interface DeliveryReport {
  readonly tokenId: string;
  readonly provider: SmsProviderName;
  readonly outcome: 'DELIVERED' | 'UNDELIVERED';
}
