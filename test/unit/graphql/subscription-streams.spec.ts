import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { minute, second } from '../../../src/domain/instant.js';
import { createEventStreams, type EventStream, type EventStreams } from '../../../src/graphql/event-streams.js';
import { createManualTime, type ManualTime } from '../../support/sms-sender/manual-time.js';
import { openStream, readAll } from '../../support/subscription.js';

/** More than the operating system takes off the server for a client that does not read. */
const huge = { data: { text: 'x'.repeat(32 * 1024 * 1024) } };

describe('event streams', () => {
  let server: FastifyInstance;
  let url: string;
  let time: ManualTime;
  let streams: EventStreams;
  let produce: (stream: EventStream) => Promise<void>;
  let replies: FastifyReply[];

  beforeEach(async () => {
    server = Fastify();
    time = createManualTime();
    streams = createEventStreams({ timers: time.timers, most: 3 });
    produce = untilAborted;
    replies = [];
    server.post('/', async (_request, reply) => {
      replies.push(reply);
      return streams.answer(reply, (stream) => produce(stream));
    });
    url = await server.listen({ host: '127.0.0.1', port: 0 });
  });
  afterEach(async () => {
    streams.close();
    server.server.closeAllConnections();
    await server.close();
    await expect.poll(() => time.waits()).toEqual([]);
  });

  const open = () => openStream(url, '{}');

  it('begin with a comment, and end with what says so', async () => {
    produce = ({ send }) => send({ data: { a: 1 } });
    const text = await readAll(await open());
    expect(text).toBe(':\n\nevent: next\ndata: {"data":{"a":1}}\n\nevent: complete\ndata:\n\n');
  });

  it('give a sign of life every while', async () => {
    const response = await open();
    let text = '';
    response.setEncoding('utf8').on('data', (part: string) => (text += part));
    await expect.poll(() => text).toBe(':\n\n');
    await time.advance(15 * second);
    await expect.poll(() => text).toBe(':\n\n:\n\n');
    await time.advance(15 * second);
    await expect.poll(() => text).toBe(':\n\n:\n\n:\n\n');
    response.destroy();
    await expect.poll(() => time.waits()).toEqual([]);
  });

  it('wait for a slow reader, and pile nothing up meanwhile', async () => {
    const taken: string[] = [];
    produce = async ({ send }) => {
      await send(huge);
      taken.push('huge');
      await send({ data: { newest: true } });
    };
    const response = await open();
    const { raw } = replies[0]!;
    await expect.poll(() => raw.writableLength).toBeGreaterThan(0);
    const kept = raw.writableLength;
    await time.advance(10 * minute);
    expect(raw.writableLength).toBeLessThanOrEqual(kept);
    expect(taken).toEqual([]);
    const last = (await readAll(response)).slice(-60);
    expect(taken).toEqual(['huge']);
    expect(last).toMatch(/\{"newest":true\}\}\n\nevent: complete\ndata:\n\n$/);
  });

  it('let go of a slow reader that goes away', async () => {
    let sent = false;
    produce = async ({ send }) => {
      await send(huge);
      sent = true;
    };
    const response = await open();
    await expect.poll(() => replies[0]?.raw.writableLength).toBeGreaterThan(0);
    response.destroy();
    await expect.poll(() => sent).toBe(true);
    await expect.poll(() => streams.count()).toBe(0);
  });

  it('are so many at most (attack 38); who leaves makes room', async () => {
    const responses = await Promise.all([open(), open(), open()]);
    expect(streams.count()).toBe(3);
    expect(streams.hasRoom()).toBe(false);
    responses[0].destroy();
    await expect.poll(() => streams.hasRoom()).toBe(true);
    expect(streams.count()).toBe(2);
  });

  it('are completed by closing, and then there is room for none', async () => {
    const texts = (await Promise.all([open(), open()])).map(readAll);
    streams.close();
    expect(streams.hasRoom()).toBe(false);
    for (const text of texts) expect(await text).toMatch(/event: complete\ndata:\n\n$/);
    expect(streams.count()).toBe(0);
  });
});

function untilAborted({ signal }: EventStream): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
