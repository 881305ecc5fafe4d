/** Who takes messages to phones. `outbox`: nobody, in development; the messages are shown on a page. */
export type SmsProviderName = 'messagebird' | 'twilio' | 'outbox';

export type DeliveryState = 'QUEUED' | 'SENT' | 'DELIVERED' | 'FAILED';

/** Why a token has not reached its phone. */
export type DeliveryFailure =
  /** The provider says that this number takes no messages. */
  | 'NUMBER_REFUSED'
  /** The provider would not take the message. */
  | 'MESSAGE_REFUSED'
  /** No provider could be reached, or none took it in time. */
  | 'PROVIDER_UNAVAILABLE'
  /** The provider took it and reported later that it did not arrive. */
  | 'UNDELIVERED';

/** What can stand in the way of sending a token (D3). */
export type SendingLimit =
  /** The wait after the token before, for the same prompt. */
  | 'RESEND_WAIT'
  /** Tokens for one user in an hour. */
  | 'USER'
  /** Tokens to one number in ten minutes, whoever asks. */
  | 'NUMBER'
  /** Tokens to numbers that begin alike: how pumping looks. */
  | 'PREFIX'
  | 'RESELLER'
  /** All tokens of a day. */
  | 'DAILY_BUDGET'
  /** The number cannot be sent to any more: its country is not served now, or it has been erased. */
  | 'COUNTRY'
  /** An operator has stopped all sending. */
  | 'STOPPED';
