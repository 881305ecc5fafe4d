import Fastify from 'fastify';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createMetrics } from '../../../src/metrics/metrics.js';
import { createMetricsRoute, type MetricsAccess } from '../../../src/metrics/metrics-route.js';

const token = 'Zm9yIG1ldHJpY3Mgb25seQ==';

/** A server with metrics; what it answers to whoever asks for them. */
async function startServer(access: MetricsAccess) {
  const metrics = createMetrics({ countries: ['DE'] });
  metrics.sms.confirmed('DE');
  const server = Fastify();
  await server.register(createMetricsRoute({ metrics, access }));
  const origin = await server.listen({ host: '127.0.0.1', port: 0 });
  onTestFinished(() => server.close());
  return async (authorization?: string) => {
    const response = await fetch(`${origin}/metrics`, {
      headers: authorization === undefined ? {} : { authorization },
    });
    return { status: response.status, headers: response.headers, body: await response.text() };
  };
}

describe('GET /metrics', () => {
  it('gives what a Prometheus server reads to whoever knows the token', async () => {
    const get = await startServer({ token });
    const { status, headers, body } = await get(`Bearer ${token}`);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toContain('\nsallyport_sms_confirmed_total{country="DE"} 1\n');
  });

  it.each([
    undefined,
    '',
    'Bearer',
    'Bearer ',
    `Bearer ${token.slice(0, -1)}`,
    `Bearer ${token}A`,
    `Bearer ${token.toLowerCase()}`,
    `Bearer ${token}, Bearer ${token}`,
    `Basic ${token}`,
    token,
    `Bearer ${'A'.repeat(5_000)}`,
  ])('gives nothing to whoever does not: %j', async (authorization) => {
    const get = await startServer({ token });
    const { status, headers, body } = await get(authorization);
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toBe('Bearer realm="metrics"');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).not.toContain('sallyport_');
    expect(body).not.toContain(token);
  });

  it('is open to everybody where it is told to be', async () => {
    const get = await startServer('open');
    expect(await get()).toMatchObject({ status: 200, body: expect.stringContaining('sallyport_sms_') });
  });

  it('is not there where it is off', async () => {
    const get = await startServer('off');
    expect(await get(`Bearer ${token}`)).toMatchObject({ status: 404 });
  });

  it.each(['', ' ', 'two words', 'ü'.repeat(20), 'A'.repeat(513)])(
    'takes no token that no header can carry: "%s"',
    (text) => {
      const metrics = createMetrics({ countries: [] });
      expect(() => createMetricsRoute({ metrics, access: { token: text } })).toThrow(RangeError);
    },
  );
});
