// Threat: what a client sends, or who the client is, ends up in a log line or comes back in an error message.
import { type GraphQLInputType, isEnumType, isInputObjectType, isNonNullType, Kind, parse, typeFromAST } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as generated from '../../src/client/generated/graphql.js';
import { buildApiSchema } from '../../src/graphql/schema.js';
import { createLogger } from '../../src/logger.js';
import { type CapturedOutput, captureOutput } from '../support/captured-output.js';
import { being, type Person } from '../support/person.js';
import { placesOf, placesOfToken, textsOf } from '../support/secret-forms.js';
import { startTestService, type TestService } from '../support/test-service.js';

/** In every value that a client gives, in whatever part of the request. */
const mark = 'zqmarkzq';
/** The same with the format of a token. */
const markedToken = '918273';
const markedPassword = `${mark} over the river`;
const address = '203.0.113.177';

const schema = buildApiSchema();

/** What `schema/operations` has: name and document. */
const operations = Object.entries(generated)
  .filter(([name]) => name.endsWith('Document'))
  .map(([name, document]) => [name.replace(/Document$/, ''), String(document)] as const);

type Json = Readonly<Record<string, unknown>>;

describe('secrets in logs, traces and error messages', () => {
  let service: TestService;
  let output: CapturedOutput;
  let person: Person;
  let session: string;
  const lines: string[] = [];
  /** The bodies of answers that refuse. */
  const refusals: string[] = [];
  beforeAll(async () => {
    output = captureOutput();
    service = await startTestService({ LOG_LEVEL: 'debug', TRUSTED_PROXY_HOPS: '1' }, (line) => lines.push(line));
    ({ person, session } = await signedIn('person'));
  });
  afterAll(async () => {
    output.restore();
    await service.close();
  });

  it('every field of the schema is in one of the operations', () => {
    const fields = operations.flatMap(([, document]) => rootFieldsOf(document));
    const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
    expect(fields.toSorted()).toEqual(roots.flatMap((root) => Object.keys(root?.getFields() ?? {})).toSorted());
  });

  it.each(operations)('%s, with marks in all of its variables', async (name, document) => {
    const own = await signedIn(name);
    const challengeId = await challengeOf(own.person);
    for (const authorization of ['', `Bearer ${mark}`, `Bearer ${own.session}`]) {
      for (const known of [{}, { challengeId, id: challengeId }]) {
        const variables = variablesOf(document, { username: own.person.username, ...known });
        await send({ query: document, variables }, { authorization });
      }
    }
    expectNoMarks(own.person.userId, own.session);
  });

  const withVariables = operations.filter(([, document]) => document.includes('$'));
  it.each(withVariables)('%s, with marks where they do not fit', async (_name, document) => {
    const misfits = [...spoiltVariants(variablesOf(document)), mark, [mark], null];
    const answers: string[] = [];
    for (const variables of misfits) {
      answers.push(await send({ query: document, variables }, { authorization: `Bearer ${session}` }));
    }
    expect(answers.filter((answer) => answer.includes('"BAD_USER_INPUT"')).length).toBeGreaterThanOrEqual(4);
    expectNoMarks();
  });

  it.each([
    ['a syntax error', `{ "${mark}" }`],
    ['another', `query { me { id } } ${mark}`],
    ['a text without end', `{ loginChallenge(id: "${mark}`],
    ['a block text without end', `{ loginChallenge(id: """${mark}`],
    ['an unknown escape', `{ loginChallenge(id: "\\q${mark}") { id } }`],
    ['a text in place of an input', `mutation { signIn(input: "${mark}") { __typename } }`],
    ['an input in place of a text', `{ loginChallenge(id: { ${mark}: "${mark}" }) { id } }`],
    ['an unknown value of an enum', `mutation { changeDefaultMethod(method: ${mark}) { __typename } }`],
    ['an unknown field of an input', `mutation { signIn(input: { ${mark}: "${mark}" }) { __typename } }`],
    ['a password in the document', `mutation { stepUp(password: ["${markedPassword}"]) { __typename } }`],
    ['a token in the document', `mutation { answerChallenge(input: { token: ${markedToken} }) { __typename } }`],
    ['a default', `query ($id: ID! = { a: "${mark}" }) { loginChallenge(id: $id) { id } }`],
    ['an operation that is not there', '{ __typename }', mark],
  ])('a document with marks in it: %s', async (_what, query, operationName?: string) => {
    const answer = await send({ query, ...(operationName !== undefined && { operationName }) });
    expect(answer).toContain('"errors"');
    expectNoMarks();
  });

  it('a body, a media type, an address or a method with marks in it', async () => {
    const json = { 'content-type': 'application/json' };
    const requests: readonly [string, RequestInit][] = [
      ['/graphql', { method: 'POST', headers: json, body: `{"query": ${mark}` }],
      ['/graphql', { method: 'POST', headers: json, body: JSON.stringify([{ query: mark }]) }],
      ['/graphql', { method: 'POST', headers: json, body: JSON.stringify({ query: mark.repeat(10_000) }) }],
      ['/graphql', { method: 'POST', headers: { 'content-type': `text/${mark}` }, body: mark }],
      ['/graphql', { method: 'POST', headers: { ...json, origin: `https://${mark}.example` }, body: mark }],
      [`/graphql?query=${mark}`, { method: 'GET' }],
      [`/graphql/${mark}`, { method: 'POST', headers: json, body: mark }],
      [`/${mark}?${mark}=${mark}#${mark}`, { method: 'GET' }],
      [`/%zz${mark}`, { method: 'GET' }],
      [`/health/ready?${mark}`, { method: 'DELETE' }],
    ];
    for (const [path, request] of requests) {
      const response = await fetch(`${service.service.url}${path}`, request);
      expect(response.status, path).toBeGreaterThanOrEqual(400);
      refusals.push(await response.text(), JSON.stringify([...response.headers]));
    }
    expectNoMarks();
  });

  it('names that a client makes up are no values: a line has them as labels, short and without room for a text', async () => {
    lines.length = 0;
    const named = `query ${mark.repeat(20)} { loginChallenge(id: "${mark}") { id } }`;
    await send({ query: named }, { 'x-correlation-id': `${mark}-1` });
    expect(lines).toHaveLength(1);
    const { operation, correlationId, ...others } = JSON.parse(lines.join('')) as Json;
    expect({ operation, correlationId }).toEqual({
      operation: mark.repeat(8),
      correlationId: `${mark}-1`,
    });
    expect(placesOf(mark, textsOf({ others: JSON.stringify(others) }))).toEqual([]);
    lines.length = 0;
    await send({ query: named.replace('query ', 'mutation ') }, { 'x-correlation-id': `${mark} over the river` });
    expect(placesOf(mark, textsOf({ lines: lines.join('') }))).toEqual([]);
  });

  it('a field that is not on the list is left out of a line, whoever passes it', () => {
    const written: string[] = [];
    const logger = createLogger({
      level: 'debug',
      pretty: false,
      destination: { write: (line) => written.push(line) },
    });
    // Its type refuses them; what comes out of JavaScript, or in a spread, does not ask for types.
    const secrets: Json = { password: mark, input: { token: mark }, headers: { cookie: mark } };
    const more: Json = { error: new Error(mark), userAgent: mark, [mark]: mark };
    logger.info({ outcome: 'OK', ...secrets }, 'operation');
    logger.error({ outcome: 'failed', ...more }, 'failure');
    expect(written.map((line) => JSON.parse(line) as Json)).toMatchObject([{ outcome: 'OK' }, { outcome: 'failed' }]);
    expect(placesOf(mark, textsOf({ log: written.join('') }))).toEqual([]);
  });

  it('a failure of ours: masked for the client, with a correlation id that is in the log, and without marks in either', async () => {
    await service.service.installation.close();
    lines.length = 0;
    for (const [name, document] of operations) {
      const variables = variablesOf(document, { challengeId: 'A'.repeat(43), id: 'A'.repeat(43) });
      const text = await send({ query: document, variables }, { authorization: `Bearer ${session}` });
      const { errors = [] } = JSON.parse(text) as { readonly errors?: readonly { readonly extensions: Json }[] };
      const correlationId = errors[0]?.extensions['correlationId'];
      if (typeof correlationId !== 'string') continue;
      const logged = lines.filter((line) => line.includes(correlationId));
      expect(
        logged.some((line) => line.includes('"failure":{"name":"StoreUnavailable"')),
        name,
      ).toBe(true);
    }
    expect(lines.filter((line) => line.includes('"level":"error"')).length).toBeGreaterThanOrEqual(10);
    expectNoMarks();
  });

  /** Nothing that was sent since the last look may be in what was logged, written out or told in a refusal. */
  function expectNoMarks(...others: readonly string[]): void {
    const logged = lines.splice(0);
    const told = refusals.splice(0);
    const searched = textsOf({ log: logged.join(''), output: output.text(), refusals: told.join('\n') });
    for (const secret of [mark, markedPassword, address, '127.0.0.1', person.userId, session, ...others]) {
      expect(placesOf(secret, searched), secret).toEqual([]);
    }
    expect(placesOfToken(markedToken, searched)).toEqual([]);
    for (const line of logged) {
      const known = ['level', 'time', 'msg', 'correlationId', 'operation', 'operationType', 'durationMilliseconds'];
      expect([...known, 'outcome', 'failure', 'component']).toEqual(
        expect.arrayContaining(Object.keys(JSON.parse(line) as Json)),
      );
    }
  }

  /** With marks in everything else that a request has. */
  async function send(body: Json, headers: Readonly<Record<string, string>> = {}): Promise<string> {
    const query = `# ${mark} ${markedToken}\n${String(body['query'])}`;
    const response = await service.post(
      JSON.stringify({ ...body, query, extensions: { [mark]: mark }, [mark]: mark }),
      {
        'user-agent': `${mark}/1.0`,
        'x-forwarded-for': `${mark}, ${address}`,
        'x-correlation-id': `not well formed: ${mark}`,
        referer: `https://${mark}.example/${mark}`,
        cookie: `${mark}=${mark}`,
        [`x-${mark}`]: mark,
        ...headers,
      },
    );
    const text = await response.text();
    if (/"errors"|"Rejected"/.test(text)) refusals.push(text);
    return text;
  }

  /** Somebody with a mark in the name and in the password, and a session. */
  async function signedIn(name: string) {
    const enrolled = await service.addEnrolledPerson(`${mark}.${name}`);
    await service.setPassword(enrolled, markedPassword);
    const answer = await enrolled.answer(await challengeOf(enrolled));
    return { person: enrolled, session: being(answer, 'SignedIn').session.token };
  }

  async function challengeOf(somebody: Person): Promise<string> {
    return being(await somebody.signIn('CONTROL_PANEL', markedPassword), 'ChallengeRequired').challenge.id;
  }
});

function rootFieldsOf(document: string): readonly string[] {
  const [definition] = parse(document).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error('The operation comes first.');
  return definition.selectionSet.selections.flatMap((field) => (field.kind === Kind.FIELD ? [field.name.value] : []));
}

/** Marks for all variables of an operation, of the right format, but for values that are known. */
function variablesOf(document: string, known: Json = {}): Json {
  const [definition] = parse(document).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error('The operation comes first.');
  const variables = definition.variableDefinitions ?? [];
  return Object.fromEntries(
    variables.map(({ variable: { name }, type }) => [
      name.value,
      markedValue(name.value, typeFromAST(schema, type) as GraphQLInputType, known),
    ]),
  );
}

function markedValue(name: string, type: GraphQLInputType, known: Json): unknown {
  if (isNonNullType(type)) return markedValue(name, type.ofType, known);
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    return Object.fromEntries(fields.map((field) => [field.name, markedValue(field.name, field.type, known)]));
  }
  if (isEnumType(type)) return type.getValues()[0]?.name;
  const marks: Json = { password: markedPassword, token: markedToken, ...known };
  return marks[name] ?? mark;
}

/** The same with one value at a time in the place of which something stands that does not fit. */
function spoiltVariants(value: unknown): readonly unknown[] {
  const misfits = [{ [mark]: mark }, [mark], [[markedToken]], mark.repeat(150), Number(markedToken) + 0.5];
  if (typeof value !== 'object' || value === null) return misfits;
  const inside = Object.entries(value).flatMap(([key, inner]) =>
    spoiltVariants(inner).map((spoilt) => ({ ...value, [key]: spoilt })),
  );
  return [...misfits, ...inside];
}
