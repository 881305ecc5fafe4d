import { createHash } from 'node:crypto';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { RequestContext } from '../../../src/application/request-context.js';
import { type Api, challenge, createApi, startApi, user } from './api-fixture.js';

let api: Api;
afterEach(() => api.server.close());

const ask = '{ loginChallenge(id: "c") { id } }';

describe('a correlation id', () => {
  it.each(['abc-123', 'A.b_c', 'x'.repeat(64)])('that is well formed is kept: %s', async (id) => {
    let seen: RequestContext | undefined;
    api = await startApi({
      me: async (_input, context) => {
        seen = context;
        return user;
      },
    });
    const { headers } = await api.query('{ me { id } }', {}, { 'x-correlation-id': id });

    expect(headers.get('x-correlation-id')).toBe(id);
    expect(seen?.correlationId).toBe(id);
    expect(api.logged).toMatchObject([{ correlationId: id }]);
  });

  it.each(['', 'two words', 'x'.repeat(65), 'a"b', 'ä'])('that is not is replaced: "%s"', async (id) => {
    api = await startApi();
    expect((await api.query('{ __typename }', {}, { 'x-correlation-id': id })).headers.get('x-correlation-id')).toBe(
      'made-up-id',
    );
  });

  it('is told with refusals too', async () => {
    api = await startApi();
    for (const path of ['/graphql', '/nothing', '/%zz']) {
      expect((await fetch(api.origin + path)).headers.get('x-correlation-id')).toBe('made-up-id');
    }
  });
});

describe('the caller', () => {
  const session = {
    sessionId: 's',
    interface: 'CLASSIC',
    amr: ['pwd'],
    signedInAt: '2026-11-24T03:47:05.000Z',
    lastSeenAt: '2026-11-24T03:47:05.000Z',
    expiresAt: '2026-11-25T03:47:05.000Z',
    credentialVersion: 1,
    restrictedToEnrollment: false,
    recovering: false,
  } as const;

  async function startWithTokens() {
    const tokens: string[] = [];
    const contexts: RequestContext[] = [];
    api = await startApi({
      authenticate: async (token) => {
        tokens.push(token);
        return token === 'live' ? { userId: 'u', session } : undefined;
      },
      me: async (_input, context) => {
        contexts.push(context);
        return user;
      },
      loginChallenge: async () => challenge,
    });
    return { tokens, contexts };
  }

  it('is who the token belongs to, once for all fields', async () => {
    const { tokens, contexts } = await startWithTokens();
    await api.query('{ a: me { id } b: me { id } }', {}, { authorization: 'Bearer live' });

    expect(tokens).toEqual(['live']);
    expect(contexts[0]).toMatchObject({
      caller: { userId: 'u' },
      actor: { kind: 'user', id: 'u' },
      interface: 'CLASSIC',
    });
  });

  it.each(['Bearer dead', 'Basic bGl2ZQ==', 'live', 'Bearer', 'Bearer live live', `Bearer ${'x'.repeat(5000)}`])(
    'is nobody where the header is not a live token: %s',
    async (authorization) => {
      const { contexts } = await startWithTokens();
      await api.query('{ me { id } }', {}, { authorization });

      expect(contexts).toMatchObject([{ actor: { kind: 'anonymous' } }]);
      expect(contexts[0]).not.toHaveProperty('caller');
    },
  );

  it('is not looked for by a query that does not care', async () => {
    const { tokens } = await startWithTokens();
    await api.query(ask, {}, { authorization: 'Bearer live' });

    expect(tokens).toEqual([]);
  });

  it('is known by address and user agent, which is cut', async () => {
    const { contexts } = await startWithTokens();
    await api.query('{ me { id } }', {}, { 'user-agent': 'b'.repeat(1000) });

    expect(contexts[0]?.client).toEqual({ address: '127.0.0.1', userAgent: 'b'.repeat(256) });
  });
});

describe('X-Forwarded-For (attack 28)', () => {
  it.each([
    [0, '6.6.6.6', '127.0.0.1'],
    [1, '6.6.6.6, 9.9.9.9', '9.9.9.9'],
    [2, '6.6.6.6, 8.8.8.8, 9.9.9.9', '8.8.8.8'],
    [1, '::ffff:9.9.9.9', '9.9.9.9'],
    [1, '6.6.6.6, not an address', '127.0.0.1'],
  ])('is believed for %i proxies: "%s" is %s', async (trustedProxies, header, address) => {
    let seen: RequestContext | undefined;
    const me = async (_input: unknown, context: RequestContext) => {
      seen = context;
      return user;
    };
    api = await startApi({ me }, { trustedProxies });
    await api.query('{ me { id } }', {}, { 'x-forwarded-for': header });

    expect(seen?.client?.address).toBe(address);
  });
});

describe('what else there is', () => {
  it('is alive while it answers', async () => {
    api = await startApi({}, { readiness: async () => ({ ready: false, degraded: true, checks: [] }) });
    expect((await fetch(`${api.origin}/health/live`)).status).toBe(200);
  });

  it.each([
    [{ ready: true, degraded: false, checks: [{ name: 'event-store', ok: true }] }, 200],
    [{ ready: true, degraded: true, checks: [{ name: 'redis', ok: false, detail: 'It cannot be reached.' }] }, 200],
    [{ ready: false, degraded: true, checks: [{ name: 'event-store', ok: false, detail: 'gone' }] }, 503],
  ])('is ready when its checks are: %o', async (readiness, status) => {
    api = await startApi({}, { readiness: async () => readiness });
    const response = await fetch(`${api.origin}/health/ready`);

    expect(response.status).toBe(status);
    expect(await response.json()).toEqual(readiness);
  });

  it('is not ready when nobody can say', async () => {
    api = await startApi({}, { readiness: () => Promise.reject(new Error('hunter2')) });
    const response = await fetch(`${api.origin}/health/ready`);

    expect(response.status).toBe(503);
    expect(await response.text()).not.toContain('hunter2');
  });

  it('publishes the keys of session tokens, to be kept for a while', async () => {
    api = await startApi({}, { jwks: async () => ({ keys: [{ kty: 'OKP' }] }) });
    const response = await fetch(`${api.origin}/.well-known/jwks.json`);

    expect(await response.json()).toEqual({ keys: [{ kty: 'OKP' }] });
    expect(response.headers.get('cache-control')).toBe('public, max-age=300');
  });

  it('masks what fails outside GraphQL', async () => {
    api = await startApi({}, { jwks: () => Promise.reject(new Error('hunter2')) });
    const response = await fetch(`${api.origin}/.well-known/jwks.json`);
    const text = await response.text();

    expect(response.status).toBe(500);
    expect(JSON.parse(text)).toMatchObject({ errors: [{ extensions: { correlationId: 'made-up-id' } }] });
    expect(text).not.toContain('hunter2');
    expect(api.logged).toMatchObject([{ level: 'error', correlationId: 'made-up-id' }]);
  });

  it.each(['/', '/nothing', '/graphql/', '/%zz', '/health', '/../etc/passwd'])('is nothing: %s', async (path) => {
    api = await startApi();
    const response = await fetch(api.origin + path);

    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({
      errors: [{ message: 'There is nothing here.', extensions: { code: 'NOT_FOUND' } }],
    });
  });

  it('keeps answers out of caches and of sniffing', async () => {
    api = await startApi();
    const { headers } = await api.query('{ __typename }');

    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });
});

describe('the explorer', () => {
  it('is not there in production', async () => {
    api = await startApi();
    expect((await fetch(`${api.origin}/graphql`, { headers: { accept: 'text/html' } })).status).toBe(405);
  });

  it('loads nothing, and its policy lets it talk to nothing but this service', async () => {
    api = await startApi({}, { development: true });
    const response = await fetch(`${api.origin}/graphql`, { headers: { accept: 'text/html' } });
    const html = await response.text();
    const policy = new Map(
      (response.headers.get('content-security-policy') ?? '').split('; ').map((part) => {
        const [name = '', ...sources] = part.split(' ');
        return [name, sources.join(' ')];
      }),
    );
    const [, script = ''] = /<script>(.*?)<\/script>/s.exec(html) ?? [];

    expect(html.match(/<(?:script|link|img|iframe)[^>]*\s(?:src|href)="(?!data:)[^"$]*"/g)).toBeNull();
    expect(html.match(/(?:@import|url\(["']?)\s*["']?(?:https?:)?\/\//g)).toBeNull();
    expect(policy.get('default-src')).toBe("'none'");
    expect(policy.get('connect-src')).toBe("'self'");
    expect(policy.get('script-src')).toBe(`'sha256-${createHash('sha256').update(script).digest('base64')}'`);
    expect([...policy.values()].join(' ')).not.toMatch(/https?:|\*|unsafe-eval/);
    expect(html).toContain('"endpoint":"/graphql"');
  });

  it('can ask for the schema, as production cannot', async () => {
    api = await startApi({}, { development: true });
    expect((await api.query('{ __schema { queryType { name } } }')).body.data).toEqual({
      __schema: { queryType: { name: 'Query' } },
    });
  });
});

describe('a client that sends drop by drop (attack 38)', () => {
  it('is cut off, in the headers and in the body', async () => {
    api = await startApi();
    const headers = 'POST /graphql HTTP/1.1\r\nHost: here\r\n';
    const body = `${headers}Content-Type: application/json\r\nContent-Length: 99\r\n\r\n{`;
    const port = Number(new URL(api.origin).port);
    const answers = [headers, body].map(
      (beginning) =>
        new Promise<string>((done) => {
          let received = '';
          const socket = connect(port, '127.0.0.1');
          socket.on('data', (data) => (received += data.toString())).once('close', () => done(received));
          socket.write(beginning);
        }),
    );

    expect(await Promise.all(answers)).toEqual([
      expect.stringMatching(/^HTTP\/1\.1 408 /),
      expect.stringMatching(/^HTTP\/1\.1 408 /),
    ]);
  });
});

describe('closing', () => {
  it('answers what is under way, lets go of kept connections, and takes nothing new', async () => {
    let begin: () => void = () => undefined;
    let finish: () => void = () => undefined;
    const begun = new Promise<void>((done) => (begin = done));
    const finished = new Promise<void>((done) => (finish = done));
    const slow = await startApi({
      loginChallenge: async () => {
        begin();
        await finished;
        return challenge;
      },
    });
    api = slow;
    const agent = new Agent({ keepAlive: true });
    const answer = new Promise<{ readonly status: number | undefined; readonly connection: string | undefined }>(
      (done, failed) => {
        const headers = { 'content-type': 'application/json' };
        request(`${slow.origin}/graphql`, { method: 'POST', agent, headers }, (response) => {
          response
            .resume()
            .once('end', () => done({ status: response.statusCode, connection: response.headers.connection }));
        })
          .once('error', failed)
          .end(JSON.stringify({ query: ask }));
      },
    );
    await begun;
    // It never carries a request.
    const idle = connect(Number(new URL(slow.origin).port), '127.0.0.1');
    const idleClosed = new Promise((done) => idle.once('close', done));
    await new Promise((done) => idle.once('connect', done));

    const closed = slow.server.close();
    finish();

    expect(await answer).toEqual({ status: 200, connection: 'close' });
    await closed;
    await idleClosed;
    await expect(fetch(`${slow.origin}/health/live`)).rejects.toThrow();
    agent.destroy();
    // Well before the server would lose its patience.
  }, 8_000);

  it('may be asked for where listening failed', async () => {
    api = await startApi();
    const { server } = createApi({}, { port: Number(new URL(api.origin).port) });
    await expect(server.listen()).rejects.toThrow('EADDRINUSE');

    await expect(server.close()).resolves.toBeUndefined();
    await expect(createApi().server.close()).resolves.toBeUndefined();
  });

  it('may be asked for twice', async () => {
    api = await startApi();
    await api.server.close();
    await expect(api.server.close()).resolves.toBeUndefined();
  });
});

describe('the address', () => {
  it('is where it listens', async () => {
    api = await startApi();
    expect(api.server.address).toBe(api.origin);
    expect(api.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });
});
