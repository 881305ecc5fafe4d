import { randomUUID } from 'node:crypto';
import {
  jsonEvent,
  KurrentDBClient,
  NO_STREAM,
  NotLeaderError,
  START,
  StreamDeletedError,
  StreamNotFoundError,
  streamNameFilter,
  WrongExpectedVersionError,
} from '@kurrent/kurrentdb-client';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type KurrentDbServer, startKurrentDbServer } from '../../support/kurrentdb-server/kurrentdb-server.js';

let server: KurrentDbServer;
let client: KurrentDBClient;

beforeEach(async () => {
  server = await startKurrentDbServer();
  client = KurrentDBClient.connectionString(server.url);
  onTestFinished(async () => {
    await client.dispose();
    await server.close();
  });
});

const someEvent = (type = 'Happened') => jsonEvent({ id: randomUUID(), type, data: { is: type } });

async function namesIn(stream: string): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const { event } of client.readStream(stream)) names.push(event?.type ?? '');
  return names;
}

async function streamsInAll(prefix: string): Promise<readonly string[]> {
  const streams: string[] = [];
  const filter = streamNameFilter({ prefixes: [prefix] });
  for await (const { event } of client.readAll({ fromPosition: START, filter })) streams.push(event?.streamId ?? '');
  return streams;
}

describe('the wire-level server, as the real client finds it', () => {
  it('keeps a stream in order, and acknowledges the same events at the same place again', async () => {
    const events = [someEvent('One'), someEvent('Two')];
    const first = await client.appendToStream('orders-1', events, { streamState: NO_STREAM });
    const again = await client.appendToStream('orders-1', events, { streamState: NO_STREAM });

    expect(first.nextExpectedRevision).toBe(1n);
    expect(again.nextExpectedRevision).toBe(1n);
    expect(await namesIn('orders-1')).toEqual(['One', 'Two']);
  });

  it('refuses what expects another revision, and says which one it is', async () => {
    await client.appendToStream('orders-1', [someEvent()], { streamState: NO_STREAM });
    const late = client.appendToStream('orders-1', [someEvent()], { streamState: 7n });
    await expect(late).rejects.toMatchObject({ actualState: 0n });
    await expect(late).rejects.toBeInstanceOf(WrongExpectedVersionError);
  });

  it('has no stream where nothing was written, and none ever again where one was tombstoned', async () => {
    await expect(namesIn('orders-1')).rejects.toBeInstanceOf(StreamNotFoundError);
    await client.appendToStream('orders-1', [someEvent()], { streamState: NO_STREAM });
    await client.tombstoneStream('orders-1');
    await expect(client.appendToStream('orders-1', [someEvent()])).rejects.toBeInstanceOf(StreamDeletedError);
    await expect(namesIn('orders-1')).rejects.toBeInstanceOf(StreamDeletedError);
  });

  it('leaves the events of a tombstoned stream in $all until it is scavenged', async () => {
    await client.appendToStream('orders-1', [someEvent()], { streamState: NO_STREAM });
    await client.appendToStream('orders-2', [someEvent()], { streamState: NO_STREAM });
    await client.tombstoneStream('orders-1');
    expect(await streamsInAll('orders-')).toContain('orders-1');
    server.scavenge();
    const left = (await streamsInAll('orders-')).filter((stream) => stream === 'orders-2');
    expect(left).toEqual(['orders-2']);
  });

  it('pushes what is appended to whoever follows $all, and leaves out what the filter does not want', async () => {
    const seen: string[] = [];
    const filter = streamNameFilter({ prefixes: ['orders-'] });
    const subscription = client.subscribeToAll({ fromPosition: START, filter });
    subscription.on('data', ({ event }) => seen.push(event?.streamId ?? ''));
    onTestFinished(() => subscription.unsubscribe());

    server.writeStatistics(3);
    await client.appendToStream('others-1', [someEvent()]);
    await client.appendToStream('orders-1', [someEvent()]);
    await vi.waitFor(() => expect(seen).toEqual(['orders-1']));
  });

  it('keeps its history when it is stopped, and is found again on its port', async () => {
    await client.appendToStream('orders-1', [someEvent('Before')], { streamState: NO_STREAM });
    await server.stop();
    await expect(client.appendToStream('orders-1', [someEvent()])).rejects.toThrow();
    await server.restart();
    await vi.waitFor(async () => expect(await namesIn('orders-1')).toEqual(['Before']), { timeout: 10_000 });
  });
});

describe('its faults', () => {
  it('cut a connection before the write, and after it', async () => {
    server.faults.cutBeforeWrite();
    await expect(client.appendToStream('orders-1', [someEvent()], { streamState: NO_STREAM })).rejects.toThrow();
    expect(await streamsInAll('orders-')).toEqual([]);

    server.faults.cutAfterWrite();
    await expect(client.appendToStream('orders-1', [someEvent()], { streamState: NO_STREAM })).rejects.toThrow();
    expect(await streamsInAll('orders-')).toEqual(['orders-1']);
  });

  it('say that another node leads, once', async () => {
    server.faults.notLeader({ host: '127.0.0.1', port: 1 });
    await expect(client.appendToStream('orders-1', [someEvent()])).rejects.toBeInstanceOf(NotLeaderError);
  });

  it('give an event twice', async () => {
    const seen: string[] = [];
    server.faults.redeliverEvent();
    const subscription = client.subscribeToAll({
      fromPosition: START,
      filter: streamNameFilter({ prefixes: ['orders-'] }),
    });
    subscription.on('data', ({ event }) => seen.push(event?.type ?? ''));
    onTestFinished(() => subscription.unsubscribe());
    await client.appendToStream('orders-1', [someEvent('One'), someEvent('Two')]);
    await vi.waitFor(() => expect(seen).toEqual(['One', 'One', 'Two']));
  });
});
