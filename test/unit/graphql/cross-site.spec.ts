import { afterEach, describe, expect, it } from 'vitest';
import { type Api, startApi } from './api-fixture.js';

// A page of another site has the visitor's browser send a request here (attack 18).

let api: Api;
afterEach(() => api.server.close());

const body = JSON.stringify({ query: '{ __typename }' });
const json = { 'content-type': 'application/json' };

describe('a request that a foreign page can send without asking', () => {
  it.each([
    ['a form', 'application/x-www-form-urlencoded', 'query={__typename}'],
    ['a form with files', 'multipart/form-data; boundary=b', '--b--'],
    ['plain text', 'text/plain', body],
    ['plain text that ends like JSON', 'text/plain; charset=application/json', body],
    ['JSON by another name', 'application/graphql', body],
    ['two types', 'text/plain, application/json', body],
  ])('is refused: %s', async (_what, contentType, sent) => {
    api = await startApi();
    const answer = await api.post(sent, { 'content-type': contentType });

    expect(answer.status).toBe(415);
    expect(answer.body).toEqual({
      errors: [{ message: 'Send the request as application/json.', extensions: { code: 'UNSUPPORTED_MEDIA_TYPE' } }],
    });
  });

  it('is refused: no content type at all', async () => {
    api = await startApi();
    const response = await fetch(`${api.origin}/graphql`, { method: 'POST', body: new TextEncoder().encode(body) });

    expect(response.status).toBe(415);
  });

  it.each([
    ['in production', false],
    ['in development', true],
  ])('is refused: a GET for data, %s', async (_where, development) => {
    api = await startApi({}, { development });
    const response = await fetch(`${api.origin}/graphql?query=${encodeURIComponent('{ __typename }')}`, {
      headers: json,
    });

    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST, OPTIONS');
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'METHOD_NOT_ALLOWED' } }] });
  });

  it.each(['PUT', 'PATCH', 'DELETE', 'HEAD'])('is refused: %s', async (method) => {
    api = await startApi();
    expect(
      (await fetch(`${api.origin}/graphql`, { method, ...(method !== 'HEAD' && { body }), headers: json })).status,
    ).toBe(405);
  });
});

describe('an origin', () => {
  const panel = 'https://panel.example';
  const ask = {
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization,content-type',
  };

  it.each(['https://evil.example', 'https://panel.example.evil.example', 'http://panel.example', 'null', ''])(
    'that is not on the list is refused, and told nothing: %s',
    async (origin) => {
      api = await startApi({}, { allowedOrigins: [panel] });
      const { status, headers, body: refusal } = await api.post(body, { ...json, origin });

      expect(status).toBe(403);
      expect(refusal.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
      expect(headers.get('access-control-allow-origin')).toBeNull();
      const preflight = await fetch(`${api.origin}/graphql`, { method: 'OPTIONS', headers: { ...ask, origin } });
      expect(preflight.status).toBe(403);
    },
  );

  it('that is on the list may send requests and read the answers', async () => {
    api = await startApi({}, { allowedOrigins: [panel] });
    const preflight = await fetch(`${api.origin}/graphql`, { method: 'OPTIONS', headers: { ...ask, origin: panel } });

    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe(panel);
    expect(preflight.headers.get('access-control-allow-headers')).toContain('authorization');
    expect(preflight.headers.get('access-control-allow-credentials')).toBeNull();
    const { status, headers } = await api.post(body, { ...json, origin: panel });
    expect(status).toBe(200);
    expect(headers.get('access-control-allow-origin')).toBe(panel);
    expect(headers.get('vary')).toContain('Origin');
  });

  it('that is this service itself may send requests, and no other port of the same machine', async () => {
    api = await startApi();

    expect((await api.post(body, { ...json, origin: api.origin })).status).toBe(200);
    expect((await api.post(body, { ...json, origin: 'http://127.0.0.1:1' })).status).toBe(403);
  });

  it('that had its own name resolve to this machine is refused (DNS rebinding)', async () => {
    api = await startApi();
    const { port } = new URL(api.origin);
    const { request } = await import('node:http');
    const status = await new Promise((answered) => {
      const headers = { ...json, host: `evil.example:${port}`, origin: `http://evil.example:${port}` };
      request({ host: '127.0.0.1', port, path: '/graphql', method: 'POST', headers }, (response) => {
        response.resume();
        answered(response.statusCode);
      }).end(body);
    });

    expect(status).toBe(403);
  });

  it('is not sent by other programs, which are let in', async () => {
    api = await startApi();
    for (const contentType of [
      'application/json',
      'application/json; charset=utf-8',
      'Application/JSON;charset=UTF-8',
    ]) {
      expect((await api.post(body, { 'content-type': contentType })).status).toBe(200);
    }
  });
});
