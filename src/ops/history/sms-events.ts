import type { OrderedToken } from '../../domain/two-factor/events.js';
import type { DeliveryFailure, SendingLimit, SmsProviderName } from '../../domain/two-factor/sending.js';
import { printable } from '../printable.js';
import { type EventInWords, type EventOf, idEnding, timeInWords } from './words.js';

type SmsEvent = EventOf<
  | 'EnrollmentTokenIssued'
  | 'TokenIssued'
  | 'TokenWithheld'
  | 'TokenSent'
  | 'TokenDelivered'
  | 'TokenDeliveryFailed'
  | 'SendingStopped'
  | 'SendingResumed'
>;

const token = (id: string): string => `token ${idEnding(id)}`;

/** What happened to the messages that carry tokens. */
export function smsEventInWords(event: SmsEvent): EventInWords {
  switch (event.type) {
    case 'TokenIssued':
      return {
        what: 'SMS token ordered for the enrolled number',
        details: [`challenge ${idEnding(event.data.challengeId)}`, ...order(event.data)],
      };
    case 'EnrollmentTokenIssued':
      return {
        what: 'SMS token ordered for the number that is being enrolled',
        details: [`enrollment ${idEnding(event.data.enrollmentId)}`, ...order(event.data)],
      };
    case 'TokenWithheld': {
      const { challengeId, limit, retryAt } = event.data;
      const again = retryAt === undefined ? [] : [`again from ${timeInWords(retryAt)}`];
      return {
        what: 'SMS token not sent',
        details: [`challenge ${idEnding(challengeId)}`, limitsInWords[limit], ...again],
      };
    }
    case 'TokenSent':
      return { what: 'SMS token sent', details: [token(event.data.tokenId), providerNames[event.data.provider]] };
    case 'TokenDelivered':
      return { what: 'SMS token delivered', details: [token(event.data.tokenId), providerNames[event.data.provider]] };
    case 'TokenDeliveryFailed': {
      const { tokenId, reason, provider, final } = event.data;
      return {
        what: final ? 'SMS token failed' : 'SMS token failed for now',
        details: [
          token(tokenId),
          failuresInWords[reason],
          ...(provider === undefined ? [] : [providerNames[provider]]),
          ...(final ? [] : ['it is tried again']),
        ],
      };
    }
    case 'SendingStopped':
      return { what: 'All sending of SMS stopped', details: [`reason: ${printable(event.data.reason)}`] };
    case 'SendingResumed':
      return { what: 'Sending of SMS resumed', details: [`reason: ${printable(event.data.reason)}`] };
  }
}

function order({ tokenId, expiresAt, country }: OrderedToken): readonly string[] {
  return [token(tokenId), `country ${country}`, `good until ${timeInWords(expiresAt)}`];
}

const providerNames: Readonly<Record<SmsProviderName, string>> = {
  messagebird: 'by MessageBird',
  twilio: 'by Twilio',
  outbox: 'to the outbox of development',
};

const limitsInWords: Readonly<Record<SendingLimit, string>> = {
  RESEND_WAIT: 'one was sent a moment ago',
  USER: 'too many for this user in an hour',
  NUMBER: 'too many for this number in ten minutes',
  PREFIX: 'too many for numbers that begin like this one',
  RESELLER: 'too many for this reseller in an hour',
  DAILY_BUDGET: 'all tokens of the day are used up',
  COUNTRY: 'nothing is sent to this number any more',
  STOPPED: 'an operator has stopped all sending',
};

const failuresInWords: Readonly<Record<DeliveryFailure, string>> = {
  NUMBER_REFUSED: 'the provider refuses the number',
  MESSAGE_REFUSED: 'the provider refuses the message',
  PROVIDER_UNAVAILABLE: 'no provider took it',
  UNDELIVERED: 'it did not reach the phone',
};
