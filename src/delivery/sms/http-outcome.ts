import type { SendOutcome } from './provider.js';

export const accepted: SendOutcome = { kind: 'ACCEPTED' };
export const numberRefused: SendOutcome = { kind: 'REFUSED', reason: 'NUMBER_REFUSED' };
const messageRefused: SendOutcome = { kind: 'REFUSED', reason: 'MESSAGE_REFUSED' };
export const accessDenied: SendOutcome = { kind: 'FAILED', reason: 'ACCESS_DENIED' };
const throttled: SendOutcome = { kind: 'FAILED', reason: 'THROTTLED' };
const unavailable: SendOutcome = { kind: 'FAILED', reason: 'UNAVAILABLE' };
export const timedOut: SendOutcome = { kind: 'FAILED', reason: 'TIMED_OUT' };

/** What the status of a provider's answer says of a message, where nothing else in the answer can be read. */
export function outcomeOfStatus(status: number): SendOutcome {
  // It says that it did what it was asked, and not what came of it.
  if (status >= 200 && status < 300) return timedOut;
  switch (status) {
    case 400:
    case 422:
      return messageRefused;
    case 401:
    case 402:
    case 403:
      return accessDenied;
    case 429:
      return throttled;
    default:
      return unavailable;
  }
}

/** Codes of connections that broke, or were given up, when the request may have been read. The others never stood. */
const brokenLater: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ERR_BAD_RESPONSE']);

/** What became of a message for which no whole answer came. @param code of the failure, like `ECONNREFUSED`. */
export function outcomeOfConnection(code: string): SendOutcome {
  return brokenLater.has(code) ? timedOut : unavailable;
}
