// Threat: a page of another site has the visitor's browser send a request here, and the service takes it for the visitor's.
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { being, type Person } from '../support/person.js';
import { startTestService, type TestService } from '../support/test-service.js';

const json = { 'content-type': 'application/json' };
const panel = 'https://panel.example';
const foreign = 'https://evil.example';

/** What a page can have a browser send without asking the server first (Fetch, section 2.2.2), and what looks like it. */
const contentTypes: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
  ['a form with files', { 'content-type': 'multipart/form-data; boundary=b' }],
  ['plain text', { 'content-type': 'text/plain' }],
  ['plain text with a charset', { 'content-type': 'text/plain;charset=UTF-8' }],
  ['plain text that mentions JSON', { 'content-type': 'text/plain; application/json' }],
  ['plain text and JSON', { 'content-type': 'text/plain, application/json' }],
  ['GraphQL', { 'content-type': 'application/graphql' }],
  ['an empty content type', { 'content-type': '' }],
  ['no content type', {}],
];

describe('a cross-site request', () => {
  let service: TestService;
  let person: Person;
  let challengeId: string;
  /** The right answer to an open challenge: were it carried out, it would be in the history. */
  let query: string;
  let body: string;
  beforeAll(async () => {
    service = await startTestService({ ALLOWED_ORIGINS: panel });
    person = await service.addEnrolledPerson('ada');
    challengeId = await person.challenge();
    query = `mutation { answerChallenge(input: { challengeId: "${challengeId}", token: "${person.token()}" }) { __typename } }`;
    body = JSON.stringify({ query });
  });
  afterAll(() => service.close());

  it.each(contentTypes)('by POST of %s: refused, and nothing is in the history', async (_what, headers) => {
    const fields = `query=${encodeURIComponent(query)}`;
    const parts = `--b\r\nContent-Disposition: form-data; name="query"\r\n\r\n${query}\r\n--b--\r\n`;
    for (const sent of [body, fields, parts, `${body.slice(0, -1)},"a":"=b"}`]) {
      const answer = await send('POST', { headers, body: sent });
      expect([answer.status, answer.code]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
    }
  });

  it.each(['GET', 'HEAD'])('by %s with the mutation in the address: refused', async (method) => {
    const address = `?query=${encodeURIComponent(query)}&variables=${encodeURIComponent('{}')}`;
    for (const headers of [
      {},
      json,
      { ...json, 'apollo-require-preflight': 'true' },
      { 'x-apollo-operation-name': 'a' },
    ]) {
      expect((await send(method, { address, headers })).status).toBe(405);
    }
  });

  it('by GET of the explorer: a page, whatever query stands in its address, and not an answer', async () => {
    const address = `?query=${encodeURIComponent(query)}`;
    const { status, headers, text } = await send('GET', { address, headers: { accept: 'text/html' } });
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(text).not.toContain(challengeId);
  });

  it.each(['PUT', 'PATCH', 'DELETE'])('by %s: refused', async (method) => {
    expect((await send(method, { headers: json, body })).status).toBe(405);
  });

  it.each([
    foreign,
    'null',
    `${panel}.evil.example`,
    'http://panel.example',
    `${panel}:8443`,
    'https://sub.panel.example',
    'http://127.0.0.1:1',
    'http://localhost:3000',
    'file://',
    '',
  ])('of the origin "%s": the request and its preflight are refused, without a word of CORS', async (origin) => {
    const simple = await send('POST', { headers: { ...json, origin }, body });
    expect([simple.status, simple.code]).toEqual([403, 'FORBIDDEN']);
    const preflight = await send('OPTIONS', { headers: { ...ask, origin } });
    expect(preflight.status).toBe(403);
    for (const { headers } of [simple, preflight]) {
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
    }
  });

  it('of a foreign name that resolves to this machine: refused (DNS rebinding)', async () => {
    const { port } = new URL(service.url);
    const host = `evil.example:${port}`;
    const answer = await send('POST', { headers: { ...json, host, origin: `http://${host}` }, body });
    expect([answer.status, answer.code]).toEqual([403, 'FORBIDDEN']);
  });

  it('no cookie is ever set, and none is ever taken for a session', async () => {
    const { token } = being(await (await service.addPerson('ben')).signIn(), 'SignedIn').session;
    const cookie = ['session', 'token', 'authorization', 'access_token'].map((name) => `${name}=${token}`).join('; ');
    const answer = await send('POST', { headers: { ...json, cookie }, body: '{"query":"{ me { id } }"}' });
    expect(answer).toMatchObject({ status: 200, code: 'UNAUTHENTICATED' });
    expect(answer.headers).not.toHaveProperty('set-cookie');
  });

  it('a page of a listed origin may ask, send and read, and other programs may send', async () => {
    const preflight = await send('OPTIONS', { headers: { ...ask, origin: panel } });
    expect(preflight.status).toBe(204);
    expect(preflight.headers).toMatchObject({
      'access-control-allow-origin': panel,
      'access-control-allow-methods': 'POST',
      vary: 'Origin',
    });
    expect(preflight.headers).not.toHaveProperty('access-control-allow-credentials');
    const before = await events();
    const answer = await service.post(body, { origin: panel });
    expect(answer.headers.get('access-control-allow-origin')).toBe(panel);
    expect(await answer.json()).toEqual({ data: { answerChallenge: { __typename: 'SignedIn' } } });
    expect(await events()).toBe(before + 2);
  });

  const ask = {
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization,content-type',
  };

  interface Sent {
    readonly address?: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
  }

  /** As a browser would; `fetch` adds a content type of its own. Nothing that it sends may be in the history. */
  async function send(method: string, { address = '', headers, body: sent }: Sent) {
    const before = await events();
    const { status, received, text } = await new Promise<Received>((answered, failed) => {
      const length = { 'content-length': String(Buffer.byteLength(sent ?? '')) };
      request(`${service.url}${address}`, { method, headers: { ...length, ...headers } }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part));
        response.once('end', () => answered({ status: response.statusCode, received: response.headers, text }));
      })
        .once('error', failed)
        .end(sent);
    });
    expect(await events()).toBe(before);
    const [, code] = /"code":"(\w+)"/.exec(text) ?? [];
    return { status, headers: received, text, code };
  }

  async function events(): Promise<number> {
    return (await service.history()).length;
  }
});

interface Received {
  readonly status: number | undefined;
  readonly received: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly text: string;
}
