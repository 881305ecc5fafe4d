import type { Outbox } from '../outbox/outbox.js';
import type { SmsProvider } from './provider.js';

/** The provider of development: it takes every message, and puts it where a developer can read it. */
export function createOutboxProvider(outbox: Outbox): SmsProvider {
  return {
    name: 'outbox',
    send: async ({ tokenId, to, text }) => {
      outbox.put({ id: tokenId, channel: 'SMS', to, text });
      return { kind: 'ACCEPTED' };
    },
  };
}
