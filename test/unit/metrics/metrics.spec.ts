import { describe, expect, it } from 'vitest';
import { createMetrics } from '../../../src/metrics/metrics.js';

/** Metrics, and their lines of one name. */
function startMetrics() {
  const metrics = createMetrics({ countries: ['DE', 'US'] });
  return {
    metrics,
    lines: async (name: string) => {
      const { text } = await metrics.exposition();
      return text.split('\n').filter((line) => line.startsWith(name));
    },
  };
}

describe('H5: what monitoring is told of sending', () => {
  it('how many were sent and confirmed, by country', async () => {
    const { metrics, lines } = startMetrics();
    metrics.sms.sent('DE', 'twilio');
    metrics.sms.sent('DE', 'twilio');
    metrics.sms.sent('US', 'messagebird');
    metrics.sms.confirmed('DE');
    expect(await lines('sallyport_sms_sent_total')).toEqual([
      'sallyport_sms_sent_total{country="DE",provider="twilio"} 2',
      'sallyport_sms_sent_total{country="US",provider="messagebird"} 1',
    ]);
    expect(await lines('sallyport_sms_confirmed_total')).toEqual(['sallyport_sms_confirmed_total{country="DE"} 1']);
  });

  it('how many failed, by provider and reason', async () => {
    const { metrics, lines } = startMetrics();
    metrics.sms.failed('UNDELIVERED', 'twilio');
    metrics.sms.failed('PROVIDER_UNAVAILABLE', undefined);
    expect(await lines('sallyport_sms_failed_total')).toEqual([
      'sallyport_sms_failed_total{provider="twilio",reason="UNDELIVERED"} 1',
      'sallyport_sms_failed_total{provider="none",reason="PROVIDER_UNAVAILABLE"} 1',
    ]);
  });

  it('how many were withheld, from nought on for every limit', async () => {
    const { metrics, lines } = startMetrics();
    metrics.sms.withheld('DAILY_BUDGET');
    const limits = ['RESEND_WAIT', 'USER', 'NUMBER', 'PREFIX', 'RESELLER', 'DAILY_BUDGET', 'COUNTRY', 'STOPPED'];
    expect(await lines('sallyport_sms_withheld_total')).toEqual(
      limits.map((limit) => `sallyport_sms_withheld_total{limit="${limit}"} ${limit === 'DAILY_BUDGET' ? 1 : 0}`),
    );
  });

  it('what came of asking a provider, and in how many seconds', async () => {
    const { metrics, lines } = startMetrics();
    metrics.sms.tried('twilio', { kind: 'ACCEPTED' }, 300);
    metrics.sms.tried('twilio', { kind: 'FAILED', reason: 'TIMED_OUT' }, 5_000);
    metrics.sms.tried('twilio', { kind: 'REFUSED', reason: 'NUMBER_REFUSED' }, 200);
    expect(await lines('sallyport_sms_provider_tries_total')).toEqual([
      'sallyport_sms_provider_tries_total{provider="twilio",outcome="ACCEPTED"} 1',
      'sallyport_sms_provider_tries_total{provider="twilio",outcome="TIMED_OUT"} 1',
      'sallyport_sms_provider_tries_total{provider="twilio",outcome="NUMBER_REFUSED"} 1',
    ]);
    const seconds = await lines('sallyport_sms_provider_try_seconds');
    expect(seconds).toContain('sallyport_sms_provider_try_seconds_sum{provider="twilio",outcome="ACCEPTED"} 0.3');
    expect(seconds).toContain(
      'sallyport_sms_provider_try_seconds_bucket{le="0.25",provider="twilio",outcome="ACCEPTED"} 0',
    );
    expect(seconds).toContain(
      'sallyport_sms_provider_try_seconds_bucket{le="0.5",provider="twilio",outcome="ACCEPTED"} 1',
    );
  });

  it('which providers are skipped, how many orders wait, and which reports were not recorded', async () => {
    const { metrics, lines } = startMetrics();
    metrics.sms.circuitOpen('twilio', true);
    metrics.sms.circuitOpen('messagebird', true);
    metrics.sms.circuitOpen('messagebird', false);
    metrics.sms.ordersWaiting(7);
    metrics.sms.ordersWaiting(3);
    metrics.sms.webhookRefused('twilio', 'FORGED');
    expect(await lines('sallyport_sms_circuit_open')).toEqual([
      'sallyport_sms_circuit_open{provider="twilio"} 1',
      'sallyport_sms_circuit_open{provider="messagebird"} 0',
    ]);
    expect(await lines('sallyport_sms_orders_waiting')).toEqual(['sallyport_sms_orders_waiting 3']);
    expect(await lines('sallyport_sms_webhook_refusals_total')).toEqual([
      'sallyport_sms_webhook_refusals_total{provider="twilio",reason="FORGED"} 1',
    ]);
  });

  it('and of the process', async () => {
    const { lines } = startMetrics();
    expect(await lines('process_cpu_seconds_total')).toHaveLength(1);
    expect(await lines('nodejs_eventloop_lag_seconds')).toHaveLength(1);
  });
});

describe('attack 37: metrics', () => {
  it('take countries of the list only: what else is passed for one shows nothing', async () => {
    const { metrics, lines } = startMetrics();
    metrics.sms.sent('+4915123456789', 'outbox');
    metrics.sms.confirmed('123456');
    expect(await lines('sallyport_sms_sent_total')).toEqual([
      'sallyport_sms_sent_total{country="OTHER",provider="outbox"} 1',
    ]);
    expect(await lines('sallyport_sms_confirmed_total')).toEqual(['sallyport_sms_confirmed_total{country="OTHER"} 1']);
  });

  it('of two services in one process do not mix', async () => {
    const one = startMetrics();
    const other = startMetrics();
    one.metrics.sms.confirmed('DE');
    expect(await other.lines('sallyport_sms_confirmed_total')).toEqual([]);
  });
});
