import type { Agent } from 'node:https';
import twilio from 'twilio';
import { z } from 'zod';
import type { Timers } from '../../../application/timers.js';
import {
  accepted,
  accessDenied,
  numberRefused,
  outcomeOfConnection,
  outcomeOfStatus,
  timedOut,
} from '../http-outcome.js';
import { withinPatience } from '../patience.js';
import { messageValidity, type SendOutcome, type SmsProvider } from '../provider.js';
import { callbackUrlOf } from './twilio-callback-url.js';

export interface TwilioOptions {
  readonly accountSid: string;
  readonly authToken: string;
  /** A number of the account in E.164, an alphanumeric sender, or the SID of a Messaging Service. */
  readonly from: string;
  /** Our own address, where delivery reports are sent to. */
  readonly statusCallbackUrl: string;
  readonly timers: Timers;
  /** How connections are made; by default one for each message. */
  readonly agent?: Agent;
}

/** Twilio's Programmable Messaging (`api.twilio.com`), through its own package. @throws {Error} no account SID. */
export function createTwilioProvider(options: TwilioOptions): SmsProvider {
  const { accountSid, authToken, from, statusCallbackUrl, timers } = options;
  const sender = /^MG[0-9a-f]{32}$/.test(from) ? { messagingServiceSid: from } : { from };
  // The package's patience is that of a client, and there is no other handle on a request: a message has its own.
  const clientFor = (signal: AbortSignal) =>
    twilio(accountSid, authToken, { httpClient: createHttpClient(signal, options.agent) });
  // A wrong account SID is told now, not when somebody waits for a token.
  clientFor(AbortSignal.abort());

  return {
    name: 'twilio',
    send: ({ tokenId, to, text }, patience) =>
      withinPatience(timers, patience, async (signal) => {
        const { messages } = clientFor(signal);
        const statusCallback = callbackUrlOf(statusCallbackUrl, tokenId);
        return messages
          .create({ ...sender, to, body: text, statusCallback, validityPeriod: messageValidity })
          .then(outcomeOfMessage, outcomeOfError);
      }),
  };
}

function createHttpClient(signal: AbortSignal, agent: Agent | undefined) {
  // A kept connection may be closed at the other end just when it is used: nobody could say whether a message was taken.
  const client = new twilio.RequestClient({ keepAlive: false, autoRetry: false });
  client.axios.defaults.signal = signal;
  if (agent !== undefined) client.axios.defaults.httpsAgent = agent;
  return client;
}

const messageTaken = z.object({ sid: z.string() });
/** What its API says of a request that it refuses. */
const refusal = z.object({ status: z.number(), code: z.number().optional() });
const connectionFailure = z.object({ code: z.string() });

/** Codes of its API: not a number, a short code, unsubscribed, not reachable, not mobile, a landline. */
const numberCodes: ReadonlySet<number> = new Set([21211, 21265, 21610, 21612, 21614, 21635]);
/** The sender is none: our own settings are wrong, and would be for every message. */
const senderInvalid = 21212;

function outcomeOfMessage(message: unknown): SendOutcome {
  return messageTaken.safeParse(message).success ? accepted : timedOut;
}

/** Nothing of the error goes on: its text and its configuration repeat the number, the message and the account's key. */
function outcomeOfError(error: unknown): SendOutcome {
  const { data: refused } = refusal.safeParse(error);
  if (refused !== undefined) return outcomeOfRefusal(refused);
  const { data: failure } = connectionFailure.safeParse(error);
  // Something that is no JSON came with a status that says that all is well.
  return failure === undefined ? timedOut : outcomeOfConnection(failure.code);
}

function outcomeOfRefusal({ status, code = 0 }: z.infer<typeof refusal>): SendOutcome {
  if (status === 400 && numberCodes.has(code)) return numberRefused;
  if (status === 400 && code === senderInvalid) return accessDenied;
  return outcomeOfStatus(status);
}
