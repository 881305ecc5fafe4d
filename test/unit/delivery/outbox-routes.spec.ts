import { createHash } from 'node:crypto';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import Fastify from 'fastify';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createOutbox } from '../../../src/delivery/outbox/outbox.js';
import { createOutboxRoutes } from '../../../src/delivery/outbox/outbox-routes.js';

/** A server with an outbox and one route beside it, as a developer's machine runs it. */
async function startServer(publicUrl = 'https://Sign-In.example.com') {
  let now = Date.parse('2026-11-24T12:00:00.000Z');
  const clock = () => {
    now += 1_000;
    return now;
  };
  const outbox = createOutbox({ clock, print: () => {} });
  const server = Fastify({ exposeHeadRoutes: false });
  await server.register(createOutboxRoutes({ outbox, publicUrl }));
  server.get('/elsewhere', async () => ({}));
  const origin = await server.listen({ host: '127.0.0.1', port: 0 });
  onTestFinished(() => server.close());

  let put = 0;
  return {
    put: (message: string, to = '+4915123456789') => {
      put += 1;
      outbox.put({ id: `message-${put}`, channel: 'SMS', to, text: message });
    },
    get: async (path: string, headers: Readonly<Record<string, string>> = {}) => {
      const response = await new Promise<IncomingMessage>((resolve, reject) => {
        request(new URL(path, origin), { headers, agent: false }, resolve).on('error', reject).end();
      });
      return { status: response.statusCode, headers: response.headers, body: await text(response) };
    },
  };
}

describe('GET /dev/outbox.json', () => {
  it('gives the messages, newest first', async () => {
    const { put, get } = await startServer();
    put('first');
    put('second');

    const { status, headers, body } = await get('/dev/outbox.json');

    expect(status).toBe(200);
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    expect(JSON.parse(body)).toEqual([
      { channel: 'SMS', to: '+4915123456789', text: 'second', at: '2026-11-24T12:00:02.000Z' },
      { channel: 'SMS', to: '+4915123456789', text: 'first', at: '2026-11-24T12:00:01.000Z' },
    ]);
  });
});

describe('GET /dev/outbox', () => {
  it('shows the messages as a page, newest first', async () => {
    const { put, get } = await startServer();
    put('the older one');
    put('the newer one');

    const { status, headers, body } = await get('/dev/outbox');

    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(body).toContain('<html lang="en">');
    expect(body).toContain('<time datetime="2026-11-24T12:00:02.000Z">');
    expect(body.indexOf('the newer one')).toBeGreaterThan(0);
    expect(body.indexOf('the older one')).toBeGreaterThan(body.indexOf('the newer one'));
  });

  it('says so where there is none', async () => {
    const { get } = await startServer();
    expect((await get('/dev/outbox')).body).toContain('There is no message yet.');
  });

  it('shows markup in a message as text', async () => {
    const { put, get } = await startServer();
    put(`</pre><script>alert(1)</script>&amp;'"`, '<img src=x onerror=alert(1)>');

    const { body } = await get('/dev/outbox');

    expect(body).not.toMatch(/<(?:script|img)/i);
    expect(body).toContain('&lt;/pre&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;&#39;&quot;');
  });

  it('runs, loads and sends nothing: its policy allows its own style alone, by its hash', async () => {
    const { get } = await startServer();

    const { headers, body } = await get('/dev/outbox');

    const style = /<style>(.*)<\/style>/s.exec(body)![1]!;
    const hash = createHash('sha256').update(style).digest('base64');
    expect(headers['content-security-policy']).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    );
    expect(body).not.toMatch(/ (?:style|src|on[a-z]+)=/);
  });
});

describe('attack 37: the tokens in the outbox', () => {
  const paths = ['/dev/outbox', '/dev/outbox.json'];
  const evil = [
    'evil.example',
    'evil.example:4000',
    'localhost.evil.example',
    'localhost:4000.evil.example',
    'evil.example, localhost',
    '[::1].evil.example',
    '10.0.0.1',
  ];

  it.each(paths)('%s: cannot be read by a page whose name was made to resolve to this machine', async (path) => {
    const { put, get } = await startServer();
    put('@localhost #123456');
    for (const host of evil) {
      const { status, body } = await get(path, { host, 'x-forwarded-host': 'localhost' });
      expect({ host, status }).toEqual({ host, status: 403 });
      expect(body).not.toContain('123456');
    }
  });

  it.each([
    'localhost',
    'LOCALHOST:4000',
    '127.0.0.1:4000',
    '[::1]:4000',
    'sign-in.example.com',
    'sign-in.example.com:443',
  ])('can be read at %s', async (host) => {
    const { get } = await startServer();
    for (const path of paths) expect((await get(path, { host })).status).toBe(200);
  });

  it.each(paths)('%s: are kept by nobody on the way, and shown to no other origin', async (path) => {
    const { get } = await startServer();
    const { headers } = await get(path, { origin: 'https://evil.example' });
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });

  it('does not concern other addresses of the server', async () => {
    const { get } = await startServer();
    const { status, headers } = await get('/elsewhere', { host: 'evil.example' });
    expect({ status, cache: headers['cache-control'] }).toEqual({ status: 200, cache: undefined });
  });
});
