import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Rejected } from '../../../src/application/results.js';
import { type Api, challenge, startApi } from './api-fixture.js';

const rejected: Rejected = { kind: 'Rejected', reason: 'TOKEN_WRONG', message: 'Wrong.' };
const guess = 'answerChallenge(input: { challengeId: "c", token: "123456" }) { __typename }';
const times = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');

/** Fragments that double at every step: 2^count fields, or none, out of a few tokens. */
const doubling = (count: number, last: string) =>
  `${times(count, (index) => `fragment F${index} on Mutation { ...F${index + 1} ...F${index + 1} }`)} fragment F${count} on Mutation { ${last} }`;

describe('a request that asks for too much (attacks 9 and 38)', () => {
  let api: Api;
  let attempts: number;
  beforeEach(async () => {
    attempts = 0;
    api = await startApi({
      answerChallenge: async () => {
        attempts += 1;
        return rejected;
      },
      loginChallenge: async () => challenge,
    });
  });
  afterEach(() => api.server.close());

  it.each([
    ['1,000 aliases', `mutation { ${times(1000, (index) => `a${index}: ${guess}`)} }`],
    ['two aliases', `mutation { a: ${guess} b: ${guess} }`],
    ['the same field twice', `mutation { ${guess} ${guess} }`],
    ['a fragment twice', `mutation { ...F ...F } fragment F on Mutation { ${guess} }`],
    [
      'two fragments',
      `mutation { ...F ...G } fragment F on Mutation { a: ${guess} } fragment G on Mutation { b: ${guess} }`,
    ],
    ['an inline fragment', `mutation { a: ${guess} ... on Mutation { b: ${guess} } }`],
    ['nested inline fragments', `mutation { ... { ... { a: ${guess} } ... @include(if: true) { b: ${guess} } } }`],
    [
      'a skipped field',
      `mutation { a: ${guess} b: answerChallenge(input: { challengeId: "c", token: "1" }) @skip(if: true) { __typename } }`,
    ],
    ['doubling fragments', `mutation { ...F0 } ${doubling(20, guess)}`],
    [
      'fragments in a circle',
      `mutation { ...A ${guess} } fragment A on Mutation { ...B } fragment B on Mutation { ...A }`,
    ],
    ['six queries', `{ ${times(6, () => 'loginChallenge(id: "c") { id }')} }`],
    ['six aliases', `{ loginChallenge(id: "c") { ${times(6, (index) => `a${index}: id`)} } }`],
    [
      'six aliases in fragments',
      `{ loginChallenge(id: "c") { ...F ...F } } fragment F on LoginChallenge { ${times(3, (index) => `a${index}: id`)} }`,
    ],
    ['a document of 501 tokens', `{ ${times(499, () => '__typename')} }`],
    ['thousands of directives', `{ __typename ${'@skip(if: true)'.repeat(900)} }`],
  ])('is refused whole: %s', async (_what, query) => {
    const { status, body } = await api.query(query);

    expect(status).toBe(query.length > 16 * 1024 ? 413 : 400);
    expect(body).not.toHaveProperty('data');
    expect(attempts).toBe(0);
  });

  it('is refused where it is nested deeper than the schema is', async () => {
    await using deep = await startApi({}, { development: true });
    const { status, text } = await deep.query(
      `{ __type(name: "Query") { ${'ofType { '.repeat(11)} name ${'}'.repeat(11)} } }`,
    );

    expect(status).toBe(400);
    expect(text).toContain('depth');
  });

  it('may hold several operations, of which one is carried out', async () => {
    const query = `mutation A { ${guess} } mutation B { ${guess} }`;
    const body = JSON.stringify({ query, operationName: 'B' });

    expect((await api.post(body, { 'content-type': 'application/json' })).status).toBe(200);
    expect(attempts).toBe(1);
  });

  it('lets five queries, five aliases, and fields of the language itself through', async () => {
    const five = `{ __typename ${times(5, (index) => `a${index}: loginChallenge(id: "c") { id }`)} }`;

    expect((await api.query(five)).status).toBe(200);
    expect((await api.query(`mutation { __typename ${guess} }`)).status).toBe(200);
  });

  it('tells ten errors at most', async () => {
    expect(
      (await api.query(`{ loginChallenge(id: "c") { ${times(90, (index) => `no${index}`)} } }`)).body.errors?.length,
    ).toBe(10);
  });
});

describe('a body (attacks 10, 18 and 38)', () => {
  let api: Api;
  beforeEach(async () => {
    api = await startApi();
  });
  afterEach(() => api.server.close());
  const json = { 'content-type': 'application/json' };

  it.each([
    ['an array of requests', '[{"query":"{ __typename }"},{"query":"{ __typename }"}]'],
    ['an empty array', '[]'],
    ['null', 'null'],
    ['a text', '"{ __typename }"'],
    ['no query', '{}'],
    ['an empty query', '{"query":""}'],
    ['a query that is a list', '{"query":["{ __typename }"]}'],
    ['variables that are a list', '{"query":"{ __typename }","variables":[]}'],
    ['variables that are a text', '{"query":"{ __typename }","variables":"hunter2"}'],
    ['an operation name that is a number', '{"query":"{ __typename }","operationName":1}'],
    ['a persisted query', '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"00"}}}'],
    ['half a document', '{"query":"hunter2'],
    ['a prototype', '{"query":"{ __typename }","__proto__":{"hunter2":1}}'],
    ['nothing', ''],
  ])('is refused where it is not one request: %s', async (_what, body) => {
    const answer = await api.post(body, json);

    expect(answer.status).toBe(400);
    expect(answer.body.errors).toMatchObject([{ extensions: { code: 'BAD_REQUEST' } }]);
    expect(answer.text).not.toContain('hunter2');
  });

  it('is refused before it is read where it is over 16 KiB', async () => {
    const answer = await api.post(JSON.stringify({ query: '{ __typename }', padding: 'x'.repeat(16 * 1024) }), json);

    expect(answer.status).toBe(413);
    expect(answer.body.errors).toMatchObject([{ extensions: { code: 'PAYLOAD_TOO_LARGE' } }]);
  });

  it('is refused as soon as it is over 16 KiB where its length is not told', async () => {
    const status = await new Promise((answered, failed) => {
      const sending = request(`${api.origin}/graphql`, { method: 'POST', headers: json }, (response) => {
        sending.destroy();
        answered(response.statusCode);
      }).once('error', failed);
      sending.write('x'.repeat(17 * 1024));
    });

    expect(status).toBe(413);
  });
});
