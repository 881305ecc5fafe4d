import { afterEach, describe, expect, it } from 'vitest';
import { Forbidden, InvalidInput, NotSignedIn } from '../../../src/application/errors.js';
import type { Rejected } from '../../../src/application/results.js';
import { StoreUnavailable } from '../../../src/event-store/port.js';
import { PositionAhead } from '../../../src/projections/view-reader.js';
import { type Api, challenge, startApi } from './api-fixture.js';

const me = '{ me { id } }';
const answer = 'mutation Answer($input: AnswerChallengeInput!) { answerChallenge(input: $input) { __typename } }';
const rejected: Rejected = { kind: 'Rejected', reason: 'TOKEN_WRONG', message: 'Wrong.' };

let api: Api;
afterEach(() => api.server.close());

async function thrown(error: unknown) {
  api = await startApi({
    me: async () => {
      throw error;
    },
  });
  const { body } = await api.query(me);
  return body.errors;
}

describe('what a use case throws', () => {
  it.each([
    [new InvalidInput('after', 'Use a position of ours.'), 'BAD_USER_INPUT', 'Use a position of ours.', 'after'],
    [new PositionAhead(), 'BAD_USER_INPUT', new PositionAhead().message, 'after'],
    [new NotSignedIn(), 'UNAUTHENTICATED', new NotSignedIn().message, undefined],
    [new Forbidden('Owners only.'), 'FORBIDDEN', 'Owners only.', undefined],
  ])('is told where it is about the request: %s', async (error, code, message, field) => {
    expect(await thrown(error)).toMatchObject([{ message, path: ['me'], extensions: { code } }]);
    const [told] = (await api.query(me)).body.errors ?? [];
    expect(told?.extensions.field).toBe(field);
    expect(told?.extensions).not.toHaveProperty('correlationId');
    expect(api.logged.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('is an outage where the store cannot be reached, to be found in the log', async () => {
    const [told] = (await thrown(new StoreUnavailable('twoFactor-u1: disk is gone'))) ?? [];

    expect(told?.extensions).toEqual({ code: 'UNAVAILABLE', correlationId: 'made-up-id' });
    expect(told?.message).not.toContain('disk');
    expect(api.logged).toContainEqual(expect.objectContaining({ level: 'error', correlationId: 'made-up-id' }));
  });

  it.each([[new Error('password hunter2')], [new TypeError('no\n    at hunter2')], ['hunter2'], [undefined]])(
    'is masked where nobody foresaw it (attack 37): %s',
    async (error) => {
      const [told] = (await thrown(error)) ?? [];

      expect(told?.message).toMatch(/^Something went wrong on our side/);
      expect(told?.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', correlationId: 'made-up-id' });
      expect(JSON.stringify(api.logged)).not.toContain('hunter2');
      expect(api.logged).toContainEqual(
        expect.objectContaining({ level: 'error', correlationId: 'made-up-id', outcome: 'INTERNAL_SERVER_ERROR' }),
      );
    },
  );

  it('is logged with where it was thrown, and with what caused it', async () => {
    await thrown(new Error('hunter2', { cause: Object.assign(new Error('hunter2'), { code: 'ENOSPC' }) }));

    const failure = api.logged.find(({ level }) => level === 'error')?.failure;
    expect(failure?.frames[0]).toMatch(/^at .*errors\.spec\.ts/);
    expect(failure?.cause).toMatchObject({ name: 'Error', code: 'ENOSPC' });
  });

  it('is logged though its causes are a circle', async () => {
    const error = new Error('hunter2');
    error.cause = error;
    expect(await thrown(error)).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
    expect(api.logged.some(({ failure }) => failure?.cause?.cause?.cause !== undefined)).toBe(true);
  });

  it('is masked where an answer does not fit the schema', async () => {
    api = await startApi({ loginChallenge: async () => ({ ...challenge, expiresAt: 'hunter2' }) });

    const { text } = await api.query('{ loginChallenge(id: "x") { expiresAt } }');

    expect(text).toContain('INTERNAL_SERVER_ERROR');
    expect(text).not.toContain('hunter2');
  });
});

describe('input that is malformed (attack 10)', () => {
  const of = (token: unknown) => ({ input: { challengeId: 'c', token } });
  const inline = (value: string) =>
    `mutation { answerChallenge(input: { challengeId: "c", token: ${value} }) { __typename } }`;
  const unknownFields = Object.fromEntries(Array.from({ length: 900 }, (_, index) => [`k${index}`, 1]));
  const fullWidth = '１２３４５６';

  it.each([
    ['empty', answer, of(''), 'input.token'],
    ['no digits', answer, of('secret'), 'input.token'],
    ['full-width digits', answer, of(fullWidth), 'input.token'],
    ['a line break after it', answer, of('123456\n'), 'input.token'],
    ['a digit too many', answer, of('1234567'), 'input.token'],
    ['null', answer, of(null), 'input.token'],
    ['absent', answer, { input: { challengeId: 'c' } }, 'input.token'],
    ['a number', answer, of(987654), 'input.token'],
    ['a list', answer, of(['987654']), 'input.token'],
    ['an object', answer, of({ a: '987654' }), 'input.token'],
    ['beside an unknown field', answer, { input: { ...of('123456').input, hunter2: 'hunter2' } }, 'input'],
    ['without its input', answer, {}, 'input'],
    ['with many unknown fields', answer, { input: { ...of('123456').input, ...unknownFields } }, 'input'],
    ['a number, in the document', inline('987654'), undefined, 'input.token'],
    ['an enum value, in the document', inline('hunter2'), undefined, 'input.token'],
    [
      'absent, in the document',
      'mutation { answerChallenge(input: { challengeId: "c" }) { __typename } }',
      undefined,
      'input.token',
    ],
    ['beside an unknown field, in the document', inline('"987654", hunter2: "hunter2"'), undefined, 'input'],
    ['without its input, in the document', 'mutation { answerChallenge { __typename } }', undefined, 'input'],
    [
      'in a variable of its own',
      'mutation Answer($given: String!) { answerChallenge(input: { challengeId: "c", token: $given }) { __typename } }',
      { given: 987654 },
      'input.token',
    ],
    ['an id that is null after all', 'query Q($id: ID = "x") { loginChallenge(id: $id) { id } }', { id: null }, 'id'],
    ['an id in a default', 'query Q($id: ID! = { a: "hunter2" }) { loginChallenge(id: $id) { id } }', {}, 'variables'],
    ['a position that is a number', '{ me(after: 987654) { id } }', undefined, 'after'],
    [
      'a position that is a number, as a variable',
      'query Q($after: Position) { me(after: $after) { id } }',
      { after: 987654 },
      'after',
    ],
    [
      'a method that there is not',
      'mutation { changeDefaultMethod(method: hunter2) { __typename } }',
      undefined,
      'method',
    ],
  ])('is BAD_USER_INPUT, names the field and repeats nothing: %s', async (_what, query, variables, field) => {
    let attempts = 0;
    api = await startApi({
      answerChallenge: async () => {
        attempts += 1;
        return rejected;
      },
    });

    const { text, body } = await api.query(query, variables);

    expect(body.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field } }]);
    expect(text).not.toMatch(/hunter2|987654|secret|１/);
    expect(attempts).toBe(0);
  });

  it('is not that where it is well formed', async () => {
    api = await startApi({ answerChallenge: async () => rejected });
    expect((await api.query(answer, of('012345'))).body).toEqual({
      data: { answerChallenge: { __typename: 'Rejected' } },
    });
  });

  it('is named by its first field where several are malformed', async () => {
    api = await startApi();
    const signIn = 'mutation M($input: SignInInput!) { signIn(input: $input) { __typename } }';
    const { body } = await api.query(signIn, { input: { username: 1, password: 2, interface: 3 } });

    expect(body.errors).toMatchObject([{ extensions: { field: 'input.username' } }]);
  });

  it.each([
    ['{ loginChallenge(id "hunter2") { id } }', 'GRAPHQL_PARSE_FAILED'],
    ['{ loginChallenge(id: "hunter2', 'GRAPHQL_PARSE_FAILED'],
    ['{ me { id } } """hunter2"""', 'GRAPHQL_PARSE_FAILED'],
    ['{ me { nothing } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['query Q($hunter: Int!) { loginChallenge(id: $hunter) { id } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['query A { me { id } } query B { me { id } }', 'OPERATION_RESOLUTION_FAILURE'],
  ])('is told as what it is where it is the document: %s', async (query, code) => {
    api = await startApi();

    const { status, text, body } = await api.query(query);

    expect(status).toBe(400);
    expect(body.errors?.map(({ extensions }) => extensions.code)).toEqual([code]);
    expect(text).not.toContain('hunter2');
  });

  it('does not say what else the schema has, in production', async () => {
    api = await startApi();
    expect((await api.query('{ mee { id } }')).text).not.toContain('Did you mean');
    expect((await api.query('{ __schema { types { name } } }')).body.errors).toMatchObject([
      { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
    ]);
  });
});

describe('every text that a client can send', () => {
  const long = 'x'.repeat(1100);
  const texts: readonly (readonly [string, string, Readonly<Record<string, unknown>>])[] = [
    ['signIn(input: SignInInput!)', 'input.username', { username: long, password: 'p', interface: 'CLASSIC' }],
    ['signIn(input: SignInInput!)', 'input.password', { username: 'u', password: long, interface: 'CLASSIC' }],
    ['answerChallenge(input: AnswerChallengeInput!)', 'input.challengeId', { challengeId: long, token: '123456' }],
    [
      'redeemRecoveryCode(input: RedeemRecoveryCodeInput!)',
      'input.challengeId',
      { challengeId: long, recoveryCode: 'r' },
    ],
    [
      'redeemRecoveryCode(input: RedeemRecoveryCodeInput!)',
      'input.recoveryCode',
      { challengeId: 'c', recoveryCode: long },
    ],
    [
      'confirmEnrollment(input: ConfirmEnrollmentInput!)',
      'input.enrollmentId',
      { enrollmentId: long, token: '123456' },
    ],
    ['removeMethod(input: RemoveMethodInput!)', 'input.password', { method: 'SMS', password: long }],
  ];

  it.each(texts)('has a longest length: %s %s', async (field, path, input) => {
    api = await startApi();
    const name = field.slice(0, field.indexOf('('));
    const query = `mutation M($${field.slice(name.length + 1, -1)}) { ${name}(input: $input) { __typename } }`;

    const { body } = await api.query(query, { input });

    expect(body.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: path } }]);
  });

  it.each([
    ['query Q($text: ID!) { loginChallenge(id: $text) { id } }', 'id'],
    ['mutation M($text: ID!) { chooseMethod(challengeId: $text, method: SMS) { __typename } }', 'challengeId'],
    ['mutation M($text: ID!) { endSession(sessionId: $text) }', 'sessionId'],
    ['mutation M($text: String!) { stepUp(password: $text) { __typename } }', 'password'],
    ['mutation M($text: String!) { startAuthenticatorAppEnrollment(password: $text) { __typename } }', 'password'],
    ['mutation M($text: String!) { regenerateRecoveryCodes(password: $text) { __typename } }', 'password'],
  ])('has a longest length, and a shortest: %s', async (query, field) => {
    api = await startApi();
    for (const text of [long, '']) {
      const { body } = await api.query(query, { text });
      expect(body.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field } }]);
    }
  });
});
