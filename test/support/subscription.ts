import { request as httpRequest, type IncomingMessage } from 'node:http';
import { createClient } from 'graphql-sse';

export const watchDocument =
  'subscription Watch($id: ID!) { loginChallengeChanged(id: $id) { id purpose state method attemptsLeft lockedUntil } }';

/** What one event of a subscription holds. */
export interface Told {
  readonly data?: { readonly loginChallengeChanged: WatchedChallenge } | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly unknown[];
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
}

export interface WatchedChallenge {
  readonly id: string;
  readonly purpose: string;
  readonly state: string;
  readonly method: string;
  readonly attemptsLeft: number;
  readonly lockedUntil: string | null;
}

/** A client that watches. */
export interface Subscription {
  /** What it is told next; `undefined`: the subscription was completed. */
  next(): Promise<Told | undefined>;
  /** The challenge that it is shown next. */
  shown(): Promise<WatchedChallenge>;
  /** Goes away. */
  leave(): Promise<void>;
}

export interface Subscribing {
  readonly id: string;
  /** Of a session. */
  readonly token?: string;
  readonly query?: string;
}

/** Subscribes with the client of the graphql-sse library, as a frontend does. It does not try again by itself. */
export function subscribeTo(url: string, { id, token, query = watchDocument }: Subscribing): Subscription {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const client = createClient({ url, headers, retryAttempts: 0 });
  const results = client.iterate({ query, variables: { id } });
  const next = async (): Promise<Told | undefined> => {
    const result = await results.next();
    return result.done === true ? undefined : (JSON.parse(JSON.stringify(result.value)) as Told);
  };

  return {
    next,
    shown: async () => {
      const told = await next();
      if (!told?.data) throw new Error(`Not a challenge: ${JSON.stringify(told)}`);
      return told.data.loginChallengeChanged;
    },
    leave: async () => {
      await results.return?.();
      client.dispose();
    },
  };
}

/** POSTs to a stream's address and gives the answer as it comes; nothing of its body is read yet. */
export function openStream(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<IncomingMessage> {
  return new Promise((answered, failed) => {
    const sent = { accept: 'text/event-stream', 'content-type': 'application/json', ...headers };
    httpRequest(url, { method: 'POST', headers: sent, agent: false }, answered).once('error', failed).end(body);
  });
}

/** All that comes, until the answer ends. */
export async function readAll(response: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of response.setEncoding('utf8')) text += String(part);
  return text;
}
