// Threat: slow connections, huge bodies or costly queries use the service up, so that honest people wait or are turned away.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { atOnce } from '../support/outcomes.js';
import { startTestService, type TestService } from '../support/test-service.js';

const second = 1_000;
const megabyte = 1024 * 1024;
const post = 'POST /graphql HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n';

describe('slow-loris, huge bodies and query bombs', () => {
  let service: TestService;
  let port: number;
  beforeAll(async () => {
    service = await startTestService();
    port = Number(new URL(service.url).port);
  });
  afterAll(() => service.close());

  it('slow requests are cut within their time-outs, and honest ones are answered meanwhile', {
    timeout: 40_000,
  }, async () => {
    const begun = performance.now();
    const slow = {
      'nothing at all': open(''),
      'headers drop by drop': drip(open(post), 'X-Padding: a\r\n'),
      'headers without an end': open(`${post}X-Padding: `),
      'a body drop by drop': drip(open(`${post}Content-Length: 1000\r\n\r\n{`), ' '),
      'a body in chunks without an end': drip(open(`${post}Transfer-Encoding: chunked\r\n\r\n`), '1\r\n \r\n'),
      'a body that never comes': open(`${post}Content-Length: 10\r\n\r\n`),
    };
    const allCut = Promise.all(Object.values(slow).map(({ closed }) => closed)).then(() => true);
    let answered = 0;
    do {
      await expectHonestAnswer();
      answered += 1;
    } while (!(await Promise.race([allCut, pause(second / 5, false)])));
    // Ten seconds for a request, a second between two looks at the clock, and some for a machine that is busy.
    expect(performance.now() - begun).toBeLessThan(20 * second);
    expect(answered).toBeGreaterThan(10);
    for (const [what, { received }] of Object.entries(slow)) {
      expect(received(), what).toMatch(/^(HTTP\/1\.1 408 .*)?$/s);
    }
  });

  it('a connection for each of 300 clients that say nothing: honest requests are answered', async () => {
    const idle = await atOnce(300, async () => {
      const connection = open('');
      await once(connection.socket, 'connect');
      return connection;
    });
    for (let requests = 0; requests < 20; requests += 1) await expectHonestAnswer();
    for (const { socket } of idle) socket.destroy();
  });

  it.each([
    ['one header of 32 KiB', `${post}X-Padding: ${'a'.repeat(32 * 1024)}\r\n\r\n`],
    ['thousands of headers', `${post}${Array.from({ length: 5_000 }, (_, index) => `X-${index}: a\r\n`).join('')}\r\n`],
    ['an address of 32 KiB', `GET /${'a'.repeat(32 * 1024)} HTTP/1.1\r\nHost: here\r\n\r\n`],
  ])('oversized headers are refused, and the connection is closed: %s', async (_what, request) => {
    const { closed, received } = open(request);
    await closed;
    expect(received()).toMatch(/^(HTTP\/1\.1 431 .*)?$/s);
    await expectHonestAnswer();
  });

  it('what is not HTTP is refused, and the connection is closed', async () => {
    for (const request of [
      '\u0000\u0001\u0002\r\n\r\n',
      `\u0016\u0003\u0001${'a'.repeat(500)}\r\n\r\n`,
      'HELO here\r\n\r\n',
    ]) {
      const { closed, received } = open(request);
      await closed;
      expect(received()).toMatch(/^HTTP\/1\.1 400 /);
    }
    await expectHonestAnswer();
  });

  it('10 MB whose length is told is refused before it is sent', async () => {
    const { closed, received } = open(`${post}Content-Length: ${10 * megabyte}\r\n\r\n`);
    await closed;
    expect(received()).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('200 bodies of a megabyte, with no length told: cut off as soon as they are too long, and memory stays flat', async () => {
    const chunk = `${(16 * 1024).toString(16)}\r\n${'a'.repeat(16 * 1024)}\r\n`.repeat(64);
    const flood = async (): Promise<void> => {
      const answers = await atOnce(10, async () => {
        const { closed, received } = open(`${post}Transfer-Encoding: chunked\r\n\r\n${chunk}`);
        await closed;
        return received();
      });
      for (const answer of answers) expect(answer).toMatch(/^(HTTP\/1\.1 413 .*)?$/s);
    };
    // What a process takes once, it takes at the first of them.
    for (let rounds = 0; rounds < 5; rounds += 1) await flood();
    const before = process.memoryUsage().rss;
    for (let rounds = 0; rounds < 20; rounds += 1) {
      const [, honest] = await Promise.all([flood(), expectHonestAnswer()]);
      expect(honest).toBeUndefined();
    }
    // Client and server are one process here; were the bodies kept, there would be 200 MB of them.
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * megabyte);
  });

  const nested = (open: string, depth: number, innermost: string, close: string) =>
    `${open.repeat(depth)}${innermost}${close.repeat(depth)}`;
  const doubling = Array.from(
    { length: 40 },
    (_, index) => `fragment F${index} on Query { ...F${index + 1} ...F${index + 1} }`,
  );

  it.each([
    ['3,000 levels', `{ ${nested('a{', 3_000, 'a', '}')} }`],
    ['levels within the token limit', `{ me { ${nested('sessions{', 150, 'id', '}')} } }`],
    ['100,000 tokens', `{ ${'a '.repeat(100_000)} }`],
    ['7,000 tokens', `{ ${'a '.repeat(7_000)} }`],
    ['a flood of directives', `{ __typename ${'@a'.repeat(7_000)} }`],
    ['a flood of known directives', `{ __typename ${'@skip(if:false)'.repeat(1_000)} }`],
    ['a flood of aliases', `{ ${Array.from({ length: 2_000 }, (_, index) => `a${index}:me{id}`).join(' ')} }`],
    ['fragments that double 40 times', `{ ...F0 } ${doubling.join(' ')} fragment F40 on Query { me { id } }`],
    ['fragments in a circle', '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }'],
    ['a list in a list, 7,000 times', `{ loginChallenge(id: ${nested('[', 7_000, '', ']')}) { id } }`],
    ['an object in an object', `{ loginChallenge(id: ${nested('{a:', 100, '1', '}')}) { id } }`],
    ['a type in a list, 5,000 times', `query ($a: ${nested('[', 5_000, 'ID', ']')}) { me { id } }`],
    ['thousands of variables', `query (${'$a:ID '.repeat(2_000)}) { me { id } }`],
    ['thousands of operations', 'query A{__typename}'.repeat(800)],
    ['fields that overlap', `{ ${'me { id sessions { id } }'.repeat(60)} }`],
    ['as many fields that overlap as a body may hold', `{ ${'me{id}'.repeat(2_700)} }`],
    ['introspection of types of types', `{ __schema { types { ${nested('fields { type {', 8, 'name', '} }')} } } }`],
    ['a block text of 15 KiB', `{ loginChallenge(id: """${'\\n'.repeat(7_000)}""") { id } }`],
  ])('a query bomb is refused at once, as malformed or too large: %s', async (_what, query) => {
    const begun = performance.now();
    const bombs = atOnce(5, () => service.post(JSON.stringify({ query })));
    await expectHonestAnswer();
    for (const response of await bombs) {
      expect([400, 413]).toContain(response.status);
      expect(await response.json()).toMatchObject({ errors: expect.any(Array) });
    }
    expect(performance.now() - begun).toBeLessThan(5 * second);
  });

  it('a document is read for 500 tokens and no further, whatever else is wrong with it', async () => {
    const { status, errors } = await service.send(`{ ${'a '.repeat(498)}`);
    expect([status, errors[0]?.message]).toEqual([400, expect.stringMatching(/^The document is not valid GraphQL/)]);
    const tooLong = await service.send(`{ ${'a '.repeat(501)}`);
    expect([tooLong.status, tooLong.errors[0]?.message]).toEqual([400, 'The document is too long.']);
  });

  it('deep JSON in the variables is refused, or not looked at', async () => {
    const deep = [nested('[', 8_000, '', ']'), nested('{"a":', 2_500, '1', '}')];
    for (const value of deep) {
      const query = 'query ($id: ID!) { loginChallenge(id: $id) { id } }';
      const response = await service.post(
        `{"query":${JSON.stringify(query)},"variables":{"id":${value},"other":${value}}}`,
      );
      expect([400, 413]).toContain(response.status);
      expect(await response.json()).toMatchObject({ errors: expect.any(Array) });
      await expectHonestAnswer();
    }
  });

  async function expectHonestAnswer(): Promise<void> {
    const begun = performance.now();
    const { status, data } = await service.send('{ loginChallenge(id: "a") { id } }');
    expect([status, data]).toEqual([200, { loginChallenge: null }]);
    expect(performance.now() - begun).toBeLessThan(5 * second);
  }

  interface Connection {
    readonly socket: Socket;
    /** Resolves when it has ended, whoever ended it. */
    readonly closed: Promise<void>;
    received(): string;
  }

  function open(text: string): Connection {
    const socket = connect(port, '127.0.0.1');
    let received = '';
    socket.setEncoding('utf8').on('data', (part: string) => (received += part));
    // A server that cuts us off may do so while we still write.
    socket.on('error', () => undefined);
    const closed = new Promise<void>((done) => socket.once('close', () => done()));
    socket.write(text);
    return { socket, closed, received: () => received };
  }

  /** Goes on with a few bytes every half second, which keeps the connection from being idle. */
  function drip(connection: Connection, drop: string): Connection {
    const timer = setInterval(() => connection.socket.write(drop), second / 2);
    void connection.closed.then(() => clearInterval(timer));
    return connection;
  }
});
