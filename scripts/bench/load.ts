import { Agent, request } from 'node:http';
import autocannon from 'autocannon';
import { atRate } from './at-rate.js';

/** Requests that are under way at any time. */
export const connections = 32;

/**
 * Sends one request again and again.
 *
 * @returns answers a second.
 * @throws {Error} an answer was not what it should be.
 */
export async function sendAgain(url: string, body: string, { seconds, answer }: Again): Promise<number> {
  const result = await autocannon({
    url,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    connections,
    duration: seconds,
    expectBody: answer,
    // In a thread of its own.
    workers: 1,
  });
  const { errors, non2xx, mismatches } = result;
  if (errors + non2xx + mismatches > 0) {
    throw new Error(`${url}: ${errors} errors, ${non2xx} refusals, ${mismatches} wrong answers.`);
  }
  return result['2xx'] / result.duration;
}

interface Again {
  readonly seconds: number;
  readonly answer: string;
}

/** A request to be sent once. */
export interface Request {
  /** JSON. */
  readonly body: string;
  /** The client that it comes from, as a proxy would say. */
  readonly address: string;
}

/**
 * Sends each request once, so many at a time, and looks at every answer.
 *
 * @returns answers a second.
 * @throws {Error} an answer was not the one that was expected.
 */
export async function sendEach<Item>(
  url: string,
  items: readonly Item[],
  { requestFor, expected }: { requestFor: (item: Item) => Request; expected: string },
): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const waiting = items.values();
  const begun = performance.now();
  const sendNext = async (): Promise<void> => {
    for (const item of waiting) expectIn(await post(url, requestFor(item), agent), expected);
  };
  await Promise.all(Array.from({ length: connections }, sendNext));
  const seconds = (performance.now() - begun) / 1_000;
  agent.destroy();
  return items.length / seconds;
}

/** A request that was answered as expected. */
export interface Answered<Item> {
  readonly item: Item;
  /** When the answer was here, as `performance.now()` has it. */
  readonly at: number;
  /** Milliseconds from when it was to be sent. */
  readonly took: number;
}

/**
 * Sends each request once, so many a second however long the answers take: a slow server is asked no less often, and
 * what waits for its turn is slow.
 *
 * @throws {Error} an answer was not the one that was expected.
 */
export async function sendAtRate<Item>(
  url: string,
  items: readonly Item[],
  sending: { readonly perSecond: number; requestFor: (item: Item) => Request; readonly expected: string },
): Promise<readonly Answered<Item>[]> {
  const { perSecond, requestFor, expected } = sending;
  const agent = new Agent({ keepAlive: true });
  const send = async (item: Item, due: number): Promise<Answered<Item>> => {
    const answer = await post(url, requestFor(item), agent);
    const at = performance.now();
    expectIn(answer, expected);
    return { item, at, took: at - due };
  };
  const answered = await atRate(items, perSecond, send);
  agent.destroy();
  return answered;
}

function expectIn(answer: string, expected: string): void {
  if (!answer.includes(expected)) throw new Error(`Not ${expected}: ${answer}`);
}

/** @returns the answer's body. */
export function post(url: string, { body, address }: Request, agent?: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'x-forwarded-for': address,
    };
    const sent = request(url, { method: 'POST', headers, ...(agent !== undefined && { agent }) }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        text += part;
      });
      response.once('end', () => resolve(text));
      response.once('error', reject);
    });
    sent.once('error', reject);
    sent.end(body);
  });
}
