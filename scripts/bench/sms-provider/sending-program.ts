import type { Bench } from '../measurement.js';
import { type Server, startProgram } from '../server.js';
import type { SmsProvider } from './sms-provider.js';

/** As in production; only that more may be sent, as a benchmark sends in minutes what is otherwise sent in days. */
const settings = {
  SMS_PROVIDERS: 'messagebird',
  MESSAGEBIRD_ACCESS_KEY: 'access-key-of-nobody',
  MESSAGEBIRD_SIGNING_KEY: 'signing-key-of-nobody',
  MESSAGEBIRD_ORIGINATOR: 'Sallyport',
  SMS_PER_RESELLER_AND_HOUR: '1000000',
  SMS_PER_DAY: '1000000',
} as const;

/** Starts the whole program over a data directory. It sends through a provider of this process for the real one. */
export function startSendingProgram(bench: Bench, dataDirectory: string, provider: SmsProvider): Promise<Server> {
  return startProgram(bench, dataDirectory, { flags: [leadingTo(provider)], settings });
}

/** The flag under which what a process of Node sends over HTTPS goes to the provider. */
export function leadingTo({ port }: SmsProvider): string {
  return `--import=${import.meta.resolve('../programs/lead-to-provider.js')}?port=${port}`;
}
