import { describe, expect, it, onTestFinished } from 'vitest';
import { createMetrics } from '../../../src/metrics/metrics.js';
import { openStream, readAll } from '../../support/subscription.js';
import { challenge, startApi } from '../graphql/api-fixture.js';
import { exposedLines } from './exposed-lines.js';

const mark = 'zqmarkzq';

/** An API whose operations are measured. */
async function startMeasuredApi(useCases: Parameters<typeof startApi>[0] = {}) {
  const metrics = createMetrics({ countries: [] });
  const observer = { around: <Result>(_id: string, work: () => Promise<Result>) => work(), ...metrics.graphql };
  const api = await startApi(useCases, { observer });
  onTestFinished(() => api.server.close());
  const counts = async () => {
    const lines = await exposedLines(metrics, 'sallyport_graphql_operation_seconds_count');
    return lines.filter((line) => !line.endsWith(' 0'));
  };
  return { api, metrics, counts };
}

const countOf = (type: string, outcome: string, count: number) =>
  `sallyport_graphql_operation_seconds_count{type="${type}",outcome="${outcome}"} ${count}`;

class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

describe('H5: what monitoring is told of the API', () => {
  it.each([
    ['a query', `query ${mark} { loginChallenge(id: "c") { id } }`, countOf('query', 'ANSWERED', 1)],
    ['what is none', `{ ${mark}`, countOf('none', 'INVALID', 1)],
    ['what the schema has not', `query ${mark} { ${mark} }`, countOf('none', 'INVALID', 1)],
    ['a bug', '{ me { id } }', countOf('query', 'FAILED', 1)],
    ['an outage', 'mutation { signOut }', countOf('mutation', 'UNAVAILABLE', 1)],
  ])('how %s went and how long it took', async (_what, query, line) => {
    const { api, counts, metrics } = await startMeasuredApi({
      loginChallenge: async () => challenge,
      signOut: () => Promise.reject(new StoreUnavailable()),
    });
    await api.query(query);

    expect(await counts()).toEqual([line]);
    expect((await metrics.exposition()).text).not.toContain(mark);
  });

  it('of several errors in one answer the worst', async () => {
    const metrics = createMetrics({ countries: [] });
    const finished = (codes: readonly string[]) =>
      metrics.graphql.finished({ type: 'query', milliseconds: 3, codes, outcome: 'OK' });
    finished(['BAD_USER_INPUT', 'UNAUTHENTICATED']);
    finished(['UNAVAILABLE', 'FORBIDDEN']);
    finished(['UNAVAILABLE', 'INTERNAL_SERVER_ERROR', 'FORBIDDEN']);
    finished([mark]);

    const lines = await exposedLines(metrics, 'sallyport_graphql_operation_seconds_count{type="query"');
    expect(lines.toSorted()).toEqual([
      countOf('query', 'DENIED', 1),
      countOf('query', 'FAILED', 2),
      countOf('query', 'UNAVAILABLE', 1),
    ]);
    expect(await exposedLines(metrics, 'sallyport_graphql_operation_seconds_sum')).toContain(
      'sallyport_graphql_operation_seconds_sum{type="query",outcome="DENIED"} 0.003',
    );
  });

  it('why mutations are refused, from nought on for every reason', async () => {
    const metrics = createMetrics({ countries: [] });
    const finished = (outcome: string, codes: readonly string[] = []) =>
      metrics.graphql.finished({ type: 'mutation', milliseconds: 1, codes, outcome });
    finished('TOO_MANY_ATTEMPTS');
    finished('TOO_MANY_ATTEMPTS');
    finished('SignedIn');
    finished('TOKEN_WRONG', ['INTERNAL_SERVER_ERROR']);
    finished('toString');

    const lines = await exposedLines(metrics, 'sallyport_graphql_rejections_total');
    expect(lines).toHaveLength(17);
    expect(lines.filter((line) => !line.endsWith(' 0'))).toEqual([
      'sallyport_graphql_rejections_total{reason="TOO_MANY_ATTEMPTS"} 2',
    ]);
  });

  it('what came of a subscription, once it is over', async () => {
    const { api, counts } = await startMeasuredApi({
      watchLoginChallenge: async () =>
        (async function* () {
          yield challenge;
        })(),
    });
    const query = `subscription ${mark} { loginChallengeChanged(id: "c") { id } }`;
    await readAll(await openStream(`${api.origin}/graphql/stream`, JSON.stringify({ query })));

    await expect.poll(counts).toEqual([countOf('subscription', 'ANSWERED', 1)]);
  });
});
