import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import type { SmsMessage } from '../../../src/delivery/sms/provider.js';

export interface HttpProviderServer {
  readonly url: string;
  /** Every message that it was posted, whether or not whoever sent it was told so. */
  readonly messages: readonly SmsMessage[];
}

export interface HttpProviderSettings {
  /** How long it takes to answer, in milliseconds. */
  readonly delay: number;
  /** Called when a message has come, and again when whoever sent it has been answered. */
  readonly onMessage: (moment: 'TAKEN' | 'ANSWERED', message: SmsMessage) => void;
}

/** The other side of the HTTP provider: takes every message. Ended with the running test. */
export async function startHttpProviderServer({ delay, onMessage }: HttpProviderSettings): Promise<HttpProviderServer> {
  const messages: SmsMessage[] = [];
  const server = createServer((request, response) => {
    const take = async (): Promise<void> => {
      const message = JSON.parse(await text(request)) as SmsMessage;
      messages.push(message);
      onMessage('TAKEN', message);
      await pause(delay);
      response.writeHead(202).end(() => onMessage('ANSWERED', message));
    };
    // A process that is killed while it posts leaves half a message behind: nobody has taken that.
    take().catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/messages`, messages };
}
