import { validateRequest } from 'twilio/lib/webhooks/webhooks.js';
import { hour } from '../../../domain/instant.js';
import { type CheckSignature, formFields } from '../../webhooks/report-source.js';

export interface TwilioSignatureOptions {
  /** Of the account. */
  readonly authToken: string;
  /** Milliseconds since the Unix epoch. */
  readonly clock: () => number;
}

/** No token is reported on later: the recording passes older ones over. */
const reportsArriveWithin = hour;

/** The value of `X-Twilio-Signature`: an HMAC-SHA-1 over the address and the fields of the form. */
export function createTwilioSignatureCheck({ authToken, clock }: TwilioSignatureOptions): CheckSignature {
  return async ({ url, body, signature = '' }) => {
    // The package compares in constant time.
    if (!validateRequest(authToken, signature, url, formFields(body))) return { kind: 'REFUSED', reason: 'FORGED' };
    // Nothing in it says when it was made. An old one changes nothing: a token that is over, or reported on already,
    // takes no report, and the recording refuses tokens older than an hour by itself. Until then it is good once.
    // The signature alone tells two reports apart: it is over `MessageSid` and `MessageStatus` too, but with nothing
    // between names and values, so that a form can be cut up differently under the same signature.
    return { kind: 'GENUINE', id: signature, usableUntil: clock() + reportsArriveWithin };
  };
}
