import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { certificate, key } from './certificate.js';

/** A provider that takes every message, as MessageBird does: an HTTPS server in this process. */
export interface SmsProvider {
  readonly port: number;
  /** Messages that have come since it last forgot them, the first one first. */
  readonly calls: readonly ProviderCall[];
  /**
   * Resolves when so many messages have come.
   * @throws {Error} none has come for half a minute.
   */
  called(howMany: number): Promise<void>;
  forget(): void;
  close(): Promise<void>;
}

/** One message. */
export interface ProviderCall {
  readonly tokenId: string;
  /** When it was here, as `performance.now()` of this process has it. */
  readonly at: number;
}

const patience = 30_000;

/** @param answersAfter milliseconds that it takes for each message; `NEVER`: it reads them and stays silent. */
export async function startSmsProvider(answersAfter: number | 'NEVER'): Promise<SmsProvider> {
  const calls: ProviderCall[] = [];
  const arrivals = new EventEmitter();

  const server = createServer({ key, cert: certificate }, (request, response) => {
    const take = async (): Promise<void> => {
      const { reference: tokenId } = JSON.parse(await text(request)) as { readonly reference: string };
      calls.push({ tokenId, at: performance.now() });
      arrivals.emit('call');
      if (answersAfter === 'NEVER') return;
      setTimeout(() => response.writeHead(201, { 'content-type': 'application/json' }).end(taken), answersAfter);
    };
    // Whoever sends may be stopped in the middle of a message.
    take().catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    port: (server.address() as AddressInfo).port,
    calls,
    async called(howMany) {
      while (calls.length < howMany) {
        await once(arrivals, 'call', { signal: AbortSignal.timeout(patience) }).catch(() => {
          throw new Error(`${calls.length} of ${howMany} messages have come to the provider, and then no more.`);
        });
      }
    },
    forget: () => void calls.splice(0),
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

const taken = JSON.stringify({ id: 'e8077d803532c0b5937c639b60216938' });
