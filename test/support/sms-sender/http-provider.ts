import type { SmsMessage, SmsProvider } from '../../../src/delivery/sms/provider.js';

/** A provider that is reached over HTTP: it is posted the message as JSON, and has taken it where it answers 202. */
export function createHttpProvider(url: string): SmsProvider {
  return {
    name: 'messagebird',
    async send(message: SmsMessage, patience) {
      try {
        const response = await fetch(url, {
          method: 'POST',
          body: JSON.stringify(message),
          signal: AbortSignal.timeout(patience),
        });
        await response.arrayBuffer();
        return response.status === 202 ? { kind: 'ACCEPTED' } : { kind: 'FAILED', reason: 'UNAVAILABLE' };
      } catch {
        return { kind: 'FAILED', reason: 'UNAVAILABLE' };
      }
    },
  };
}
