import { initClient, type Message, type MessageBird, type MessageParameters } from 'messagebird';
import { z } from 'zod';
import type { Timers } from '../../../application/timers.js';
import { minute } from '../../../domain/instant.js';
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
import { clientRequestOf } from './client-request.js';

export interface MessageBirdOptions {
  readonly accessKey: string;
  /** Who the message is from: a number in E.164, or up to 11 letters and digits. */
  readonly originator: string;
  /** Our own address, where delivery reports are sent to. */
  readonly reportUrl: string;
  readonly timers: Timers;
}

/** The package's own limit. It is given once for all messages, so it only stands behind the patience of each. */
const longestSilence = minute;

/** MessageBird's SMS API (`rest.messagebird.com/messages`), through its own package. */
export function createMessageBirdProvider(options: MessageBirdOptions): SmsProvider {
  const { accessKey, originator, reportUrl, timers } = options;
  const client = initClient(accessKey, longestSilence);

  return {
    name: 'messagebird',
    send: ({ tokenId, to, text }, patience) =>
      withinPatience(timers, patience, async (signal) => {
        const message: MessageParameters = {
          originator,
          recipients: [to.replace('+', '')],
          body: text,
          datacoding: 'auto',
          // Repeated in the delivery report.
          reference: tokenId,
          reportUrl,
          validity: messageValidity,
        };
        return outcomeOf(await create(client, message, signal));
      }),
  };
}

interface Answer {
  /** Absent: none came. */
  readonly status: number | undefined;
  readonly error: Error | null;
  readonly message: Message | null;
}

function create(client: MessageBird, parameters: MessageParameters, signal: AbortSignal): Promise<Answer> {
  return new Promise((resolve) => {
    let status: number | undefined;
    const request = clientRequestOf(() =>
      client.messages.create(parameters, (error, message) => resolve({ status, error, message })),
    );
    // The package forgets the status of an answer that is JSON and no list of errors, and takes it for a message.
    request.once('response', (response) => {
      status = response.statusCode;
    });
    signal.addEventListener('abort', () => request.destroy());
  });
}

const messageTaken = z.object({ id: z.string() });
/** What its API says of a request that it refuses. */
const refusal = z.object({ errors: z.array(z.object({ code: z.number(), parameter: z.string().nullish() })) });
const connectionFailure = z.object({ error: z.object({ code: z.string() }) });

/** Codes of its API: access key not known, balance too low. */
const accountCodes: ReadonlySet<number> = new Set([2, 25]);

/** Nothing of the error goes on: its texts repeat what was sent. */
function outcomeOf({ status, error, message }: Answer): SendOutcome {
  const { data: refused } = refusal.safeParse(error);
  if (refused !== undefined) return outcomeOfErrors(refused, status);
  if (status === undefined) return outcomeWithoutAnswer(error);
  const isWhole = status >= 200 && status < 300 && messageTaken.safeParse(message).success;
  return isWhole ? accepted : outcomeOfStatus(status);
}

function outcomeOfErrors({ errors }: z.infer<typeof refusal>, status = 0): SendOutcome {
  const isAbout = (name: RegExp) => errors.some(({ parameter }) => name.test(parameter ?? ''));
  if (errors.some(({ code }) => accountCodes.has(code))) return accessDenied;
  // Our own settings are wrong, and would be for every message.
  if (status === 422 && isAbout(/^originator$/)) return accessDenied;
  if (status === 422 && isAbout(/^recipients?$/)) return numberRefused;
  return outcomeOfStatus(status);
}

function outcomeWithoutAnswer(error: unknown): SendOutcome {
  const { data: failure } = connectionFailure.safeParse(error);
  return failure === undefined ? timedOut : outcomeOfConnection(failure.error.code);
}
