import { describe, expect, it } from 'vitest';
import { createClient, RequestFailed } from '../../../src/client/client.js';
import { MeDocument, SignOutDocument } from '../../../src/client/generated/graphql.js';

const url = 'http://sallyport.test/graphql';

/** A client of an API that always gives the same answer, and keeps what it was sent. */
function clientOf(status: number, body: string) {
  const sent: Request[] = [];
  const client = createClient({
    url,
    fetch: async (input, init) => {
      sent.push(new Request(input, init));
      return new Response(body, { status });
    },
  });
  return { client, sent };
}

describe('the client', () => {
  it('posts the operation and its variables as JSON, and gives back the data', async () => {
    const { client, sent } = clientOf(200, '{"data":{"me":{"id":"user-1"}}}');

    const data = await client.execute(MeDocument, { after: 'position-1' }, 'token-1');

    expect(data).toEqual({ me: { id: 'user-1' } });
    const [request] = sent;
    expect(request).toMatchObject({ url, method: 'POST' });
    expect(request!.headers.get('content-type')).toBe('application/json');
    expect(request!.headers.get('authorization')).toBe('Bearer token-1');
    expect(await request!.json()).toEqual({ query: MeDocument.toString(), variables: { after: 'position-1' } });
  });

  it('sends no authorization without a token', async () => {
    const { client, sent } = clientOf(200, '{"data":{"signOut":true}}');

    await client.execute(SignOutDocument, {});

    expect(sent[0]!.headers.has('authorization')).toBe(false);
  });

  it('tells errors with their code', async () => {
    const answer = { data: null, errors: [{ message: 'Sign in first.', extensions: { code: 'UNAUTHENTICATED' } }] };
    const { client } = clientOf(200, JSON.stringify(answer));

    const failure: unknown = await client.execute(SignOutDocument, {}).catch((error: unknown) => error);

    expect(failure).toBeInstanceOf(RequestFailed);
    expect(failure).toMatchObject({ status: 200, errors: answer.errors, message: 'UNAUTHENTICATED: Sign in first.' });
  });

  it('takes data that comes with errors for a failure: half an answer is none', async () => {
    const { client } = clientOf(200, '{"data":{"signOut":true},"errors":[{"message":"Half."}]}');

    await expect(client.execute(SignOutDocument, {})).rejects.toThrow('Half.');
  });

  it.each([
    [502, '<html>Bad gateway</html>'],
    [200, '{}'],
  ])('takes nothing else for an answer (HTTP %i: %s)', async (status, body) => {
    const { client } = clientOf(status, body);

    await expect(client.execute(SignOutDocument, {})).rejects.toThrow(
      `HTTP status ${status} without an answer of the API`,
    );
  });
});
