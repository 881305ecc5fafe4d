import { setTimeout } from 'node:timers/promises';
import type { OutboxMessage } from '../../src/delivery/outbox/outbox.js';
import { Surprise } from './surprise.js';

/** A mobile phone that gets text messages. */
export interface MobilePhone {
  /** In E.164. */
  readonly number: string;
  /**
   * The first message that was not read yet, once it is there.
   *
   * @throws {Surprise} none comes.
   */
  readMessage(): Promise<TextMessage>;
}

export interface TextMessage {
  readonly text: string;
  /** The six digits, as a browser reads them for the page that waits for them. */
  readonly token: string;
}

/** Where a service without a provider keeps the messages that phones would have got. */
export const outboxPath = '/dev/outbox.json';

/** In milliseconds. */
const patience = 15_000;
const lookEvery = 100;

/** @param url of the service, whose outbox the phone gets its messages from. */
export function createMobilePhone(number: string, url: string): MobilePhone {
  const read = new Set<string>();
  const oldestUnread = async (): Promise<OutboxMessage | undefined> =>
    (await readOutbox(url)).findLast((message) => message.to === number && !read.has(identityOf(message)));

  return {
    number,
    async readMessage() {
      const deadline = performance.now() + patience;
      let message = await oldestUnread();
      while (message === undefined && performance.now() < deadline) {
        await setTimeout(lookEvery);
        message = await oldestUnread();
      }
      if (message === undefined) throw new Surprise(`a message to ${number}`, `none in ${patience / 1_000} s`);
      read.add(identityOf(message));
      return { text: message.text, token: tokenIn(message.text) };
    },
  };
}

/** The token with its last digit mistyped. */
export function mistyped(token: string): string {
  return `${token.slice(0, -1)}${(Number(token.slice(-1)) + 1) % 10}`;
}

/** Newest first. */
async function readOutbox(url: string): Promise<readonly OutboxMessage[]> {
  const response = await fetch(`${url}${outboxPath}`);
  if (!response.ok) throw new Surprise('the outbox of the service', `HTTP status ${response.status}`);
  return (await response.json()) as readonly OutboxMessage[];
}

/** Messages carry no id; the token in a text tells it from others of the same moment. */
const identityOf = ({ at, text }: OutboxMessage): string => `${at} ${text}`;

/** Of an origin-bound one-time code (WICG): the last line is `@host #token`. */
function tokenIn(text: string): string {
  const token = /\n@\S+ #([0-9]{6})$/.exec(text)?.[1];
  if (token === undefined) throw new Surprise('a message that ends with its host and token', JSON.stringify(text));
  return token;
}
