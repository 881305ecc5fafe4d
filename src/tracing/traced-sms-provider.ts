import type { SmsProvider } from '../delivery/sms/provider.js';
import type { Tracing } from './tracing.js';

/** The same provider, with each try as a span. Neither the number nor the text is in it. */
export function tracedSmsProvider(provider: SmsProvider, tracing: Tracing): SmsProvider {
  return {
    name: provider.name,
    send: (message, patience) =>
      tracing.within({ kind: 'sms provider', attributes: { 'sallyport.sms_provider': provider.name } }, async () => {
        const outcome = await provider.send(message, patience);
        tracing.tell({ 'sallyport.outcome': outcome.kind === 'ACCEPTED' ? outcome.kind : outcome.reason });
        return outcome;
      }),
  };
}
