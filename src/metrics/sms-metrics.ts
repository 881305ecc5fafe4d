import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { SendOutcome } from '../delivery/sms/provider.js';
import type { ReportRefusal } from '../delivery/webhooks/delivery-report-webhooks.js';
import { second } from '../domain/instant.js';
import type { DeliveryFailure, SendingLimit, SmsProviderName } from '../domain/two-factor/sending.js';

/** What is counted of sending. Countries are ISO 3166-1 alpha-2. */
export interface SmsMetrics {
  /** A provider has taken a token's message. */
  sent(country: string, provider: SmsProviderName): void;
  /** The token was entered: a country where many are sent and few confirmed is being pumped (attack 29). */
  confirmed(country: string): void;
  /** A token has not reached its phone. @param provider `undefined`: none could be asked. */
  failed(reason: DeliveryFailure, provider: SmsProviderName | undefined): void;
  /** A challenge began without its token. */
  withheld(limit: SendingLimit): void;
  /** A provider was asked to take a message. @param duration milliseconds until it answered, or was given up. */
  tried(provider: SmsProviderName, outcome: SendOutcome, duration: number): void;
  /** Whether the provider is being skipped. */
  circuitOpen(provider: SmsProviderName, open: boolean): void;
  /** How many orders wait for the sender now. */
  ordersWaiting(count: number): void;
  /** A delivery report came in and was not recorded (attack 34). */
  webhookRefused(provider: SmsProviderName, reason: ReportRefusal): void;
}

/** Each is there from the start: a count that comes out of nothing is no increase to an alert. */
const withheldAtStart: Readonly<Record<SendingLimit, number>> = {
  RESEND_WAIT: 0,
  USER: 0,
  NUMBER: 0,
  PREFIX: 0,
  RESELLER: 0,
  DAILY_BUDGET: 0,
  COUNTRY: 0,
  STOPPED: 0,
};

/** Seconds. Most answers take tenths of one; after five a provider is given up (D6). */
const buckets = [0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5];

export function createSmsMetrics(
  registry: Registry,
  { countries }: { readonly countries: readonly string[] },
): SmsMetrics {
  const metrics = registerSmsMetrics([registry]);
  const listed = new Set(countries);
  const known = (country: string) => (listed.has(country) ? country : 'OTHER');

  return {
    sent: (country, provider) => metrics.sent.inc({ country: known(country), provider }),
    confirmed: (country) => metrics.confirmed.inc({ country: known(country) }),
    failed: (reason, provider) => metrics.failed.inc({ provider: provider ?? 'none', reason }),
    withheld: (limit) => metrics.withheld.inc({ limit }),
    tried: (provider, outcome, duration) => {
      const label = { provider, outcome: outcome.kind === 'ACCEPTED' ? outcome.kind : outcome.reason };
      metrics.tries.inc(label);
      metrics.trySeconds.observe(label, duration / second);
    },
    circuitOpen: (provider, open) => metrics.circuitOpen.set({ provider }, open ? 1 : 0),
    ordersWaiting: (count) => metrics.ordersWaiting.set(count),
    webhookRefused: (provider, reason) => metrics.webhookRefusals.inc({ provider, reason }),
  };
}

function registerSmsMetrics(registers: Registry[]) {
  const metrics = {
    sent: new Counter({
      name: 'sallyport_sms_sent_total',
      help: 'SMS tokens that a provider has taken.',
      labelNames: ['country', 'provider'] as const,
      registers,
    }),
    confirmed: new Counter({
      name: 'sallyport_sms_confirmed_total',
      help: 'SMS tokens that were entered.',
      labelNames: ['country'] as const,
      registers,
    }),
    failed: new Counter({
      name: 'sallyport_sms_failed_total',
      help: 'SMS tokens that have not reached their phone.',
      labelNames: ['provider', 'reason'] as const,
      registers,
    }),
    withheld: new Counter({
      name: 'sallyport_sms_withheld_total',
      help: 'Challenges by SMS that began without a token, by the limit that was reached.',
      labelNames: ['limit'] as const,
      registers,
    }),
    tries: new Counter({
      name: 'sallyport_sms_provider_tries_total',
      help: 'Times that a provider was asked to take a message, by what came of it.',
      labelNames: ['provider', 'outcome'] as const,
      registers,
    }),
    trySeconds: new Histogram({
      name: 'sallyport_sms_provider_try_seconds',
      help: 'Seconds until a provider answered, or was given up.',
      labelNames: ['provider', 'outcome'] as const,
      buckets,
      registers,
    }),
    circuitOpen: new Gauge({
      name: 'sallyport_sms_circuit_open',
      help: '1 while a provider is skipped because it kept failing.',
      labelNames: ['provider'] as const,
      registers,
    }),
    ordersWaiting: new Gauge({
      name: 'sallyport_sms_orders_waiting',
      help: 'Orders to send a token that the sender has not dealt with.',
      registers,
    }),
    webhookRefusals: new Counter({
      name: 'sallyport_sms_webhook_refusals_total',
      help: 'Delivery reports that came in and were not recorded.',
      labelNames: ['provider', 'reason'] as const,
      registers,
    }),
  };
  for (const [limit, count] of Object.entries(withheldAtStart)) metrics.withheld.inc({ limit }, count);
  return metrics;
}
