import type { DescribedDelivery } from '../domain/two-factor/describe-sending.js';
import type { Delivery } from './results.js';

/** Why a token did not arrive, for people, in English, and what to do about it. */
const reasons: Readonly<Record<NonNullable<DescribedDelivery['why']>, string>> = {
  NUMBER_REFUSED: 'The phone company says that this number takes no messages.',
  MESSAGE_REFUSED: 'The message could not be sent. Use another method.',
  PROVIDER_UNAVAILABLE: 'Messages cannot be sent just now. It is being tried again; another method works meanwhile.',
  UNDELIVERED: 'The phone company could not deliver the message. Is the phone on, and in reach of a network?',
  RESEND_WAIT: 'A token was sent a moment ago. Wait before you ask for another one.',
  USER: 'Too many tokens were sent to you in the last hour. Use another method, or wait.',
  NUMBER: 'Too many tokens were sent to this number in the last minutes. Use another method, or wait.',
  PREFIX: 'Too many tokens are being sent to numbers like this one. Use another method, or wait.',
  RESELLER: 'Too many tokens were sent for your reseller. Use another method, or wait.',
  DAILY_BUDGET: 'No more tokens are sent today. Use another method.',
  COUNTRY: 'Messages are not sent to this number any more. Use another method.',
  STOPPED: 'Messages are not sent just now. Use another method.',
};

/** How the sending of a token is going, as frontends are told. */
export function describeDelivery({ state, at, why }: DescribedDelivery): Delivery {
  return { state, at, ...(why !== undefined && { reason: reasons[why] }) };
}
