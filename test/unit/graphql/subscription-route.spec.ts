import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Forbidden, InvalidInput, NotSignedIn } from '../../../src/application/errors.js';
import type { RequestContext } from '../../../src/application/request-context.js';
import { StoreUnavailable } from '../../../src/event-store/port.js';
import { openStream, readAll, subscribeTo, watchDocument } from '../../support/subscription.js';
import { type Api, challenge, type GraphqlBody, startApi } from './api-fixture.js';
import { createFeed, type Feed } from './subscription-fixture.js';

const panel = 'https://panel.example';
const body = (query: string, variables: unknown = { id: 'c' }, operationName?: string) =>
  JSON.stringify({ query, variables, operationName });
const watch = body(watchDocument);

let api: Api;
let url: string;
let feeds: Feed[];
let asked: { readonly id: string; readonly context: RequestContext }[];
let refusal: Error | undefined;

beforeEach(async () => {
  feeds = [];
  asked = [];
  refusal = undefined;
  api = await startApi(
    {
      watchLoginChallenge: async ({ id }, context) => {
        asked.push({ id, context });
        if (refusal !== undefined) throw refusal;
        const feed = createFeed();
        feeds.push(feed);
        return feed.answers;
      },
    },
    { routes: [], allowedOrigins: [panel] },
  );
  url = `${api.origin}/graphql/stream`;
});
afterEach(() => api.server.close());

/** The events of an answer, without its comments. */
const eventsOf = (text: string) => text.split('\n\n').filter((event) => event !== '' && !event.startsWith(':'));

async function told(sent: string): Promise<GraphqlBody> {
  const [next = '', complete] = eventsOf(await readAll(await openStream(url, sent)));
  expect(next).toMatch(/^event: next\ndata: \{/);
  expect(complete).toBe('event: complete\ndata:');
  return JSON.parse(next.slice(next.indexOf('{'))) as GraphqlBody;
}

async function refused(headers: Readonly<Record<string, string>>, sent = watch) {
  const response = await openStream(url, sent, headers);
  const { errors } = JSON.parse(await readAll(response)) as GraphqlBody;
  expect(asked).toEqual([]);
  return { status: response.statusCode, code: errors?.[0]?.extensions.code, headers: response.headers };
}

describe('a subscription', () => {
  it('gives each state as it comes, then completes', async () => {
    const subscription = subscribeTo(url, { id: 'challenge-1' });
    await expect.poll(() => feeds.length).toBe(1);
    feeds[0]?.show(challenge);
    expect(await subscription.shown()).toMatchObject({ id: 'challenge-1', attemptsLeft: 5 });
    feeds[0]?.show({ ...challenge, attemptsLeft: 4 });
    expect(await subscription.shown()).toMatchObject({ attemptsLeft: 4 });
    feeds[0]?.complete();
    expect(await subscription.next()).toBeUndefined();
    expect(asked).toMatchObject([{ id: 'challenge-1', context: { actor: { kind: 'anonymous' } } }]);
    expect(api.server.subscriptions()).toBe(0);
  });

  it('is answered by an event stream that nothing on the way keeps or holds back', async () => {
    const response = await openStream(url, watch, { 'x-correlation-id': 'stream-1', origin: panel });
    expect(response.statusCode).toBe(200);
    expect(response.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
      'x-correlation-id': 'stream-1',
      'access-control-allow-origin': panel,
      vary: 'Origin',
    });
    feeds[0]?.complete();
    expect(await readAll(response)).toMatch(/^:\n\n/);
  });

  it('comes with who asks', async () => {
    const session = subscribeTo(url, { id: 'c', token: 'token-of-nobody' });
    await expect.poll(() => asked.length).toBe(1);
    expect(asked[0]?.context).toMatchObject({ correlationId: 'made-up-id', client: { address: '127.0.0.1' } });
    await session.leave();
  });

  it('has one line in the log, when it is over, and at the level of queries', async () => {
    const response = await openStream(url, watch);
    expect(api.logged).toEqual([]);
    feeds[0]?.complete();
    await readAll(response);
    expect(api.logged).toMatchObject([
      { level: 'debug', operation: 'Watch', operationType: 'subscription', outcome: 'OK', correlationId: 'made-up-id' },
    ]);
  });
});

describe('an address that carries out subscriptions only', () => {
  it.each([
    ['a query', '{ loginChallenge(id: "c") { id } }'],
    ['a query of the language itself', '{ __typename }'],
    ['a mutation', 'mutation { signOut }'],
  ])('refuses %s, and says where it goes', async (_what, query) => {
    const { errors, ...rest } = await told(body(query));
    expect(errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
    expect(errors?.[0]?.message).toContain('/graphql');
    expect(rest).not.toHaveProperty('data');
  });

  it('and /graphql carries out none, and says where they go', async () => {
    const { body: answer } = await api.query(watchDocument, { id: 'c' });
    expect(answer.errors).toHaveLength(1);
    expect(answer.errors?.[0]?.message).toContain('/graphql/stream');
    expect(answer.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(asked).toEqual([]);
  });

  it('is asked by POST, as JSON, for events', async () => {
    expect(await refused({ 'content-type': 'text/plain' })).toMatchObject({ status: 415 });
    expect(await refused({ 'content-type': 'application/x-www-form-urlencoded' })).toMatchObject({ status: 415 });
    expect(await refused({ accept: 'application/json' })).toMatchObject({ status: 406, code: 'NOT_ACCEPTABLE' });
    expect(await refused({}, '[]')).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
    expect(await refused({}, JSON.stringify({ padding: 'x'.repeat(17_000) }))).toMatchObject({ status: 413 });
    for (const method of ['GET', 'PUT', 'DELETE', 'HEAD']) {
      const { status, headers } = await fetch(`${url}?query=x&token=y`, { method });
      expect([status, headers.get('allow')]).toEqual([405, 'POST, OPTIONS']);
    }
  });

  it('takes none of a foreign page, and answers those on the list as /graphql does (attack 18)', async () => {
    const foreign = await refused({ origin: 'https://evil.example' });
    expect(foreign).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    expect(foreign.headers).not.toHaveProperty('access-control-allow-origin');
    const preflight = await fetch(url, { method: 'OPTIONS', headers: { origin: panel } });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe(panel);
    expect(preflight.headers.get('access-control-allow-headers')).toContain('authorization');
  });
});

describe('a document that asks for too much, or for what there is not (attacks 9 and 38)', () => {
  const field = 'loginChallengeChanged(id: "c") { id }';
  const fields = (count: number, text: (index: number) => string) => Array.from({ length: count }, (_, n) => text(n));

  it.each([
    ['two fields', `subscription { a: ${field} b: ${field} }`, 'GRAPHQL_VALIDATION_FAILED'],
    ['the same field twice', `subscription { ${field} ${field} }`, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'fields in fragments',
      `subscription { ...F ... { b: ${field} } } fragment F on Subscription { ${field} }`,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'six aliases',
      `subscription { loginChallengeChanged(id: "c") { ${fields(6, (n) => `a${n}: id`).join(' ')} } }`,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['501 tokens', `subscription { ${fields(499, () => '__typename').join(' ')} }`, 'GRAPHQL_PARSE_FAILED'],
    ['the schema', 'subscription { __schema { types { name } } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a field that there is not', 'subscription { loginChallengeChange(id: "c") { id } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['half a document', 'subscription { "hunter2', 'GRAPHQL_PARSE_FAILED'],
    ['nothing', '# hunter2', 'GRAPHQL_PARSE_FAILED'],
    ['no operation', 'fragment F on Subscription { __typename }', 'GRAPHQL_VALIDATION_FAILED'],
  ])('is told so by an event: %s', async (_what, query, code) => {
    const { errors = [], ...rest } = await told(body(query));
    expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set([code]));
    expect(rest).not.toHaveProperty('data');
    expect(JSON.stringify(errors)).not.toMatch(/hunter2|Did you mean/);
    expect(asked).toEqual([]);
  });

  it.each([
    ['none of two operations is named', `subscription A { ${field} } subscription B { ${field} }`, undefined],
    ['another one is named', `subscription A { ${field} }`, 'hunter2'],
  ])('is told so by an event: %s', async (_what, query, operationName) => {
    const { errors } = await told(body(query, {}, operationName));
    expect(errors).toMatchObject([{ extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } }]);
    expect(JSON.stringify(errors)).not.toContain('hunter2');
  });

  it.each([
    ['a missing variable', watchDocument, {}],
    ['a variable of another type', watchDocument, { id: { hunter2: 'hunter2' } }],
    ['a value of another type', 'subscription { loginChallengeChanged(id: { hunter2: 1 }) { id } }', {}],
    ['a missing argument', 'subscription { loginChallengeChanged { id } }', {}],
  ])('is told which field is wrong, and nothing of its value (attack 37): %s', async (_what, query, variables) => {
    const { errors } = await told(body(query, variables));
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'id' } }]);
    expect(JSON.stringify([errors, api.logged])).not.toContain('hunter2');
  });
});

describe('what the use case throws', () => {
  const expected = [
    [new InvalidInput('id', 'No such challenge.'), { code: 'BAD_USER_INPUT', field: 'id' }, 'No such challenge.'],
    [new Forbidden('Too many.'), { code: 'FORBIDDEN' }, 'Too many.'],
    [new NotSignedIn(), { code: 'UNAUTHENTICATED' }, new NotSignedIn().message],
    [new StoreUnavailable('hunter2'), { code: 'UNAVAILABLE', correlationId: 'made-up-id' }, 'cannot do this right now'],
    [new Error('hunter2'), { code: 'INTERNAL_SERVER_ERROR', correlationId: 'made-up-id' }, 'Something went wrong'],
  ] as const;

  it.each(expected)('is told as /graphql tells it, at the start: %s', async (error, extensions, message) => {
    refusal = error;
    const { errors } = await told(watch);
    expect(errors).toMatchObject([{ path: ['loginChallengeChanged'], extensions }]);
    expect(errors?.[0]?.message).toContain(message);
    expect(api.logged.at(-1)).toMatchObject({ level: 'info', outcome: extensions.code });
  });

  it.each(expected)('is the last that is told, later on: %s', async (error, extensions, message) => {
    const subscription = subscribeTo(url, { id: 'c' });
    await expect.poll(() => feeds.length).toBe(1);
    feeds[0]?.show(challenge);
    await subscription.shown();
    feeds[0]?.fail(error);
    const last = await subscription.next();
    expect(last?.errors).toEqual([{ message: expect.stringContaining(message), extensions }]);
    expect(await subscription.next()).toBeUndefined();
    expect(api.logged.at(-1)).toMatchObject({ level: 'info', operation: 'Watch', outcome: extensions.code });
    expect(JSON.stringify(api.logged)).not.toContain('hunter2');
  });

  it('is masked where an answer does not fit the schema, and the next one is given', async () => {
    const subscription = subscribeTo(url, {
      id: 'c',
      query: 'subscription Watch($id: ID!) { loginChallengeChanged(id: $id) { expiresAt } }',
    });
    await expect.poll(() => feeds.length).toBe(1);
    feeds[0]?.show({ ...challenge, expiresAt: 'hunter2' });
    const masked = await subscription.next();
    expect(masked).toMatchObject({ data: null, errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }] });
    expect(JSON.stringify([masked, api.logged])).not.toContain('hunter2');
    feeds[0]?.show(challenge);
    expect(await subscription.shown()).toMatchObject({ expiresAt: challenge.expiresAt });
    await subscription.leave();
  });
});

describe('a client that goes away', () => {
  it('frees what it held: what it waited for is ended', async () => {
    const subscription = subscribeTo(url, { id: 'c' });
    await expect.poll(() => feeds.length).toBe(1);
    feeds[0]?.show(challenge);
    await subscription.shown();
    expect(api.server.subscriptions()).toBe(1);
    await subscription.leave();
    await expect.poll(() => feeds[0]?.left()).toBe(true);
    await expect.poll(() => api.server.subscriptions()).toBe(0);
  });

  it('does so however early it goes', async () => {
    const responses = await Promise.all(Array.from({ length: 20 }, () => openStream(url, watch)));
    for (const response of responses) response.destroy();
    await expect.poll(() => api.server.subscriptions()).toBe(0);
    await expect.poll(() => feeds.filter((feed) => !feed.left())).toEqual([]);
  });
});

describe('closing the server', () => {
  it('completes what is open, keeps nobody waiting, and takes nothing new', async () => {
    const subscription = subscribeTo(url, { id: 'c' });
    await expect.poll(() => feeds.length).toBe(1);
    feeds[0]?.show(challenge);
    await subscription.shown();
    const last = subscription.next();
    const closed = api.server.close();
    expect(await last).toBeUndefined();
    await closed;
    expect(feeds[0]?.left()).toBe(true);
    expect(api.server.subscriptions()).toBe(0);
    await expect(openStream(url, watch)).rejects.toThrow();
    // Well before the server would lose its patience.
  }, 8_000);
});
