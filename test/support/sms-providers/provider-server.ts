import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Agent, createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { agentLeadingTo } from '../../../scripts/bench/sms-provider/agent-leading-to.js';
import { certificate as cert, key } from '../../../scripts/bench/sms-provider/certificate.js';
import type { ArrivedMessage, ProviderApi, Verdict } from './provider-api.js';

/** How a request can fare where the provider's API is not what answers. */
export type Mishap =
  | 'BAD_GATEWAY'
  /** An error with nothing of the provider's vocabulary in it. */
  | 'STRANGE_ERROR'
  /** A status that says that all is well, and no message. */
  | 'STRANGE_SUCCESS'
  | 'UNREADABLE_SUCCESS'
  | 'MOVED'
  | 'SILENCE'
  /** An answer that goes on and on. */
  | 'DRIPPING'
  | 'CUT_AFTER_REQUEST'
  | 'CUT_IN_ANSWER';

export type Situation = Verdict | Mishap;

/** A provider: a real HTTPS server on this machine. */
export interface ProviderServer {
  /** What all requests meet from now on; TAKEN at first. */
  meet(situation: Situation): void;
  readonly messages: readonly ArrivedMessage[];
  /** Resolves when so many messages have arrived whole. */
  arrived(howMany: number): Promise<void>;
  /** How many connections there have been. */
  connections(): number;
  /** Resolves when none is open. */
  allClosed(): Promise<void>;
  /** Leads to it, whatever host is asked for, and believes its certificate; it would keep connections. */
  readonly agent: Agent;
  readonly port: number;
  close(): Promise<void>;
}

export async function startProviderServer(api: ProviderApi): Promise<ProviderServer> {
  const messages: ArrivedMessage[] = [];
  let situation: Situation = 'TAKEN';
  let connections = 0;
  let open = 0;
  const waiting = createConditions();

  const server = createServer({ key, cert }, (request, response) => {
    void receive(request, api).then((message) => {
      messages.push(message);
      respond({ api, message, situation }, response);
      waiting.look();
    });
  });
  server.on('secureConnection', (socket) => {
    connections += 1;
    open += 1;
    socket.on('error', () => undefined);
    socket.once('close', () => {
      open -= 1;
      waiting.look();
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    meet: (next) => {
      situation = next;
    },
    messages,
    arrived: (howMany) => waiting.until(() => messages.length >= howMany),
    connections: () => connections,
    allClosed: () => waiting.until(() => open === 0),
    agent: agentLeadingTo(port),
    port,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
}

async function receive(request: IncomingMessage, api: ProviderApi): Promise<ArrivedMessage> {
  const { url: path = '', headers } = request;
  return api.read({ path, authorization: headers.authorization ?? '', body: await text(request) });
}

interface Answering {
  readonly api: ProviderApi;
  readonly message: ArrivedMessage;
  readonly situation: Situation;
}

function respond({ api, message, situation }: Answering, response: ServerResponse): void {
  if (isMishap(situation)) {
    mishaps[situation](response, message);
    return;
  }
  const { status, body } = api.answer(situation, message);
  response.writeHead(status, json).end(JSON.stringify(body));
}

const json = { 'content-type': 'application/json' };

const mishaps: Readonly<Record<Mishap, (response: ServerResponse, message: ArrivedMessage) => void>> = {
  BAD_GATEWAY: (response) => response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>502 Bad Gateway</h1>'),
  STRANGE_ERROR: (response, { text: sent }) =>
    response.writeHead(503, json).end(JSON.stringify({ id: 'x', sid: 'x', sent })),
  STRANGE_SUCCESS: (response) => response.writeHead(201, json).end('{}'),
  UNREADABLE_SUCCESS: (response, { text: sent }) => response.writeHead(201, json).end(`{"body":"${sent}`),
  MOVED: (response) => response.writeHead(302, { ...json, location: 'https://elsewhere.example/' }).end('{}'),
  SILENCE: () => undefined,
  DRIPPING: (response) => drip(response.writeHead(201, json)),
  CUT_AFTER_REQUEST: (response) => response.socket?.destroy(),
  CUT_IN_ANSWER: (response) =>
    response.writeHead(201, { ...json, 'content-length': 1_000 }).write('{', () => response.socket?.destroy()),
};

function isMishap(situation: Situation): situation is Mishap {
  return Object.hasOwn(mishaps, situation);
}

/** White space, as long as somebody reads it. */
function drip(response: ServerResponse): void {
  const timer = setInterval(() => response.write(' '), 5);
  response.once('close', () => clearInterval(timer));
}

/** Promises of conditions that are looked at when something has happened. */
function createConditions() {
  const waiting = new Set<() => void>();
  return {
    look: () => {
      for (const lookAgain of waiting) {
        lookAgain();
      }
    },
    until: (condition: () => boolean): Promise<void> =>
      new Promise((resolve) => {
        const lookAgain = (): void => {
          if (!condition()) return;
          waiting.delete(lookAgain);
          resolve();
        };
        waiting.add(lookAgain);
        lookAgain();
      }),
  };
}
