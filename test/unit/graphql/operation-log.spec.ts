import { afterEach, describe, expect, it } from 'vitest';
import type { Rejected } from '../../../src/application/results.js';
import { type Api, challenge, startApi } from './api-fixture.js';

const rejected: Rejected = { kind: 'Rejected', reason: 'TOKEN_WRONG', message: 'Wrong.' };
const answer = 'mutation Answer($input: AnswerChallengeInput!) { answerChallenge(input: $input) { __typename } }';

let api: Api;
afterEach(() => api.server.close());

describe('the log', () => {
  it.each([
    ['Rejected', rejected, 'TOKEN_WRONG'],
    ['SteppedUp', { kind: 'SteppedUp', until: '2026-11-24T03:57:05.000Z', position: 'p' } as const, 'SteppedUp'],
  ])('has a line for each operation, and how it went: %s', async (_what, result, outcome) => {
    api = await startApi({ answerChallenge: async () => result });
    await api.query(answer, { input: { challengeId: 'c', token: '123456' } });

    expect(api.logged).toEqual([
      {
        level: 'info',
        message: 'operation',
        correlationId: 'made-up-id',
        operation: 'Answer',
        operationType: 'mutation',
        durationMilliseconds: expect.any(Number),
        outcome,
      },
    ]);
  });

  it.each([
    // A page asks again and again: what went well says nothing to an operator.
    ['{ loginChallenge(id: "c") { id } }', { level: 'debug', operation: 'anonymous', outcome: 'OK' }],
    ['query Q { me { id } }', { level: 'info', operation: 'Q', outcome: 'INTERNAL_SERVER_ERROR' }],
    ['query Q { nothing }', { level: 'info', operation: 'anonymous', outcome: 'GRAPHQL_VALIDATION_FAILED' }],
    ['query Q {', { level: 'info', operation: 'anonymous', outcome: 'GRAPHQL_PARSE_FAILED' }],
    [
      `query ${'Q'.repeat(500)} { loginChallenge(id: "c") { id } }`,
      { level: 'debug', operation: 'Q'.repeat(64), outcome: 'OK' },
    ],
  ])('says what it can of one: %s', async (query, line) => {
    api = await startApi({ loginChallenge: async () => challenge });
    await api.query(query);

    expect(api.logged.filter(({ message }) => message === 'operation')).toMatchObject([line]);
  });

  it('holds nothing that a client sent (attack 37)', async () => {
    const marked = 'marked-value';
    api = await startApi({
      signIn: async ({ password }) => {
        throw new Error(`cannot check ${password}`);
      },
    });
    const signIn = 'mutation SignIn($input: SignInInput!) { signIn(input: $input) { __typename } }';
    const headers = { authorization: `Bearer ${marked}`, 'user-agent': marked };
    await api.query(signIn, { input: { username: marked, password: marked, interface: 'CLASSIC' } }, headers);
    await api.query(signIn, { input: { username: marked, password: [marked], interface: marked } }, headers);
    await api.query(`mutation { signIn(input: { username: "${marked}" }) { __typename } }`, {}, headers);
    await api.query(`{ "${marked}"`, {}, headers);
    await api.post(`{"query": ${marked}`, { 'content-type': 'application/json' });
    await fetch(`${api.origin}/${marked}?${marked}`);

    expect(api.logged.length).toBeGreaterThan(3);
    expect(JSON.stringify(api.logged)).not.toContain(marked);
  });
});
