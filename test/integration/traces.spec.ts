import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { being } from '../support/person.js';
import { testRedis } from '../support/redis/test-redis.js';
import { placesOf, placesOfToken, textsOf } from '../support/secret-forms.js';
import { withSms } from '../support/sms-person.js';
import { startTestService, type TestService } from '../support/test-service.js';
import { type CollectedSpan, startTraceCollector, type TraceCollector } from '../support/trace-collector.js';

/** In every value that a client gives. */
const mark = 'zqmarkzq';
const markedToken = '918273';
const number = '+14165550177';
const correlated = 'this-request.0001';

const attributeNames = [
  'sallyport.correlation_id',
  'graphql.operation.type',
  'sallyport.outcome',
  'sallyport.use_case',
  'db.system.name',
  'db.operation.name',
  'sallyport.stream_category',
  'sallyport.projection',
  'sallyport.sms_provider',
  'error.type',
];

describe('H5: traces, where a collector is set', { timeout: 60_000 }, () => {
  let collector: TraceCollector;
  let service: TestService;
  /** What must not be in any of them, beside the mark. */
  const secrets: string[] = [];
  const tokens: string[] = [markedToken];

  beforeAll(async () => {
    collector = await startTraceCollector();
    service = await startTestService({ REDIS_URL: testRedis(), OTEL_EXPORTER_OTLP_ENDPOINT: `${collector.url}/` });
    await live(service);
    await service.close();
  }, 60_000);
  afterAll(() => collector.close());

  /** Somebody enrolls a phone and signs in, and somebody else sends marks. */
  async function live({ addPerson, send, now }: TestService): Promise<void> {
    const person = await addPerson(`${mark}.person`);
    const phone = withSms(person, service, number);
    const sent = (count: number) => vi.waitFor(async () => expect(await phone.messages()).toHaveLength(count), 10_000);
    const session = await person.signInWithPassword();
    const { enrollmentId } = being(await phone.startEnrollment(session), 'SmsEnrollment');
    await sent(1);
    being(await phone.confirm(session, enrollmentId, await phone.orderedToken()), 'MethodEnrolled');
    const { challenge } = being(await person.signIn(), 'ChallengeRequired');
    await sent(2);
    const headers = { 'x-correlation-id': correlated };
    await send('query ($id: ID!) { loginChallenge(id: $id) { id } }', { id: challenge.id }, headers);
    await phone.answer(challenge.id, await phone.wrongToken());
    being(await phone.answer(challenge.id, await phone.orderedToken()), 'SignedIn');
    await person.signIn('CONTROL_PANEL', `${mark} over the river`);
    await send('{ me { id } }', {}, { authorization: `Bearer ${mark}` });
    await send(`{ me { ${mark} } }`);
    await send(`query ${mark} { loginChallenge(id: "${mark}") { id } }`, {}, { authorization: `Bearer ${session}` });
    const answer = 'mutation ($input: AnswerChallengeInput!) { answerChallenge(input: $input) { __typename } }';
    await send(answer, { input: { challengeId: challenge.id, token: markedToken, [mark]: mark } });
    secrets.push(person.userId, person.resellerId, person.password, session, challenge.id, number, number.slice(1));
    secrets.push('127.0.0.1:5', '@example.com', new Date(now()).toISOString());
    tokens.push(...(await phone.ordered()));
  }

  const named = (name: string): readonly CollectedSpan[] => collector.spans().filter((span) => span.name === name);
  const parentOf = ({ traceId, parentSpanId }: CollectedSpan) =>
    collector.spans().find((span) => span.traceId === traceId && span.spanId === parentSpanId);
  const pathOf = (span: CollectedSpan): readonly string[] => {
    const parent = parentOf(span);
    return parent === undefined ? [span.name] : [...pathOf(parent), span.name];
  };

  it('lead from the operation through its use case to the event store', () => {
    const paths = named('event store append').map((span) => pathOf(span).join(' > '));
    expect(paths).toContain('graphql operation > use case signIn > event store append');
    expect(paths).toContain('graphql operation > use case answerChallenge > event store append');
    expect(named('event store readStream').map((span) => pathOf(span).join(' > '))).toContain(
      'graphql operation > use case signIn > event store readStream',
    );
  });

  it('and to Redis, all with the correlation id of the request', () => {
    const read = named('redis read').find(({ attributes }) => attributes['sallyport.correlation_id'] === correlated);
    expect(read && pathOf(read)).toEqual(['graphql operation', 'use case loginChallenge', 'redis read']);
    expect(read?.attributes).toMatchObject({
      'db.system.name': 'redis',
      'db.operation.name': 'read',
      'sallyport.projection': 'login-challenge',
    });
    const ofTrace = collector.spans().filter(({ traceId }) => traceId === read?.traceId);
    expect(new Set(ofTrace.map(({ attributes }) => attributes['sallyport.correlation_id']))).toEqual(
      new Set([correlated]),
    );
  });

  it('show the sending of a message with the correlation id of the request that ordered it', () => {
    const orders = named('sms order');
    expect(orders).toHaveLength(2);
    expect(named('sms provider outbox').map(pathOf)).toEqual(orders.map(() => ['sms order', 'sms provider outbox']));
    const operations = named('graphql operation').map(({ attributes }) => attributes['sallyport.correlation_id']);
    for (const { attributes } of orders) expect(operations).toContain(attributes['sallyport.correlation_id']);
  });

  it('say what came of it', () => {
    const outcomes = named('graphql operation').map(({ attributes }) => attributes['sallyport.outcome']);
    expect(outcomes).toEqual(expect.arrayContaining(['OK', 'ChallengeRequired', 'TOKEN_WRONG', 'CREDENTIALS_WRONG']));
    expect(outcomes).toEqual(expect.arrayContaining(['GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT']));
    expect(named('use case me')).toEqual([
      expect.objectContaining({
        status: { code: 2 },
        attributes: expect.objectContaining({ 'error.type': 'NotSignedIn' }),
      }),
    ]);
  });

  it('attack 37: hold none of what was sent or of who it was, and no attribute that is not on the list', () => {
    const searched = textsOf({ traces: collector.received().join('\n') });
    for (const secret of [mark, ...secrets]) expect(placesOf(secret, searched), secret).toEqual([]);
    for (const token of tokens) expect(placesOfToken(token, searched)).toEqual([]);
    for (const { attributes, events, status } of collector.spans()) {
      expect(attributeNames).toEqual(expect.arrayContaining(Object.keys(attributes)));
      expect(events).toEqual([]);
      expect(status.message).toBeUndefined();
    }
    expect(collector.spans().length).toBeGreaterThan(50);
  });
});
