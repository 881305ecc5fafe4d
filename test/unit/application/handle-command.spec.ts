import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { createStreams, type Streams, type StreamsDependencies } from '../../../src/application/handle-command.js';
import { twoFactorStreams } from '../../../src/application/stream-kinds.js';
import { createMemoryKeyStore } from '../../../src/crypto/key-store/memory/memory-key-store.js';
import { createRandomIds } from '../../../src/crypto/random-ids.js';
import { createSealer } from '../../../src/crypto/sealer.js';
import type { TwoFactorState } from '../../../src/domain/two-factor/state.js';
import { accept, reject } from '../../../src/domain/two-factor/two-factor-decision.js';
import { createCodec } from '../../../src/event-store/codec.js';
import { createMemoryEventStore } from '../../../src/event-store/memory/memory-event-store.js';
import type { EventStore, RecordedEvent } from '../../../src/event-store/port.js';
import { eventSchemas } from '../../../src/event-store/schemas/event-schemas.js';
import { upcasters } from '../../../src/event-store/upcasters/upcasters.js';
import { tokenRejected } from '../../support/two-factor-history.js';

const context = {
  correlationId: 'request-1',
  actor: { kind: 'anonymous' },
  client: { address: '192.0.2.1', userAgent: 'spec' },
} as const;

async function history(eventStore: EventStore): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const batch of eventStore.readAll()) events.push(...batch);
  return events;
}

/** Counts one more wrong answer than the state it is given has. */
const wrongAnswer = (state: TwoFactorState) => accept(tokenRejected({ wrongInARow: state.attempts.wrongInARow + 1 }));

describe('handling a command', () => {
  let dependencies: StreamsDependencies;
  let streams: Streams<'twoFactor', TwoFactorState>;
  let now: number;

  beforeEach(() => {
    now = Date.parse('2026-11-24T12:00:00.000Z');
    const codec = createCodec({ schemas: eventSchemas, upcasters });
    const clock = () => now;
    dependencies = {
      eventStore: createMemoryEventStore({ codec }),
      schemaVersion: codec.schemaVersion,
      sealer: createSealer({ keyStore: createMemoryKeyStore({ randomBytes }), randomBytes }),
      ids: createRandomIds({ randomBytes, now: clock }),
      clock,
    };
    streams = createStreams(twoFactorStreams, dependencies);
  });

  it('appends what was decided, in an envelope that says who, when and from where', async () => {
    const handled = await streams.handle('user-1', context, wrongAnswer);
    const [event] = await history(dependencies.eventStore);
    expect(handled).toMatchObject({ at: '2026-11-24T12:00:00.000Z', position: event?.position });
    expect(event).toMatchObject({ stream: 'twoFactor-user-1', revision: 0, type: 'TokenRejected' });
    expect(event?.metadata).toMatchObject({
      schemaVersion: 2,
      occurredAt: '2026-11-24T12:00:00.000Z',
      actor: { kind: 'anonymous' },
      correlationId: 'request-1',
      causationId: 'request-1',
      client: { kid: 'subject:user-1' },
    });
    expect(JSON.stringify(event?.metadata)).not.toContain('192.0.2.1');
  });

  it('gives the state after the decision, the same that the history gives', async () => {
    const handled = await streams.handle('user-1', context, wrongAnswer);
    const elsewhere = createStreams(twoFactorStreams, dependencies);
    expect((await elsewhere.load('user-1')).state).toEqual(handled.state);
    expect((await streams.load('user-1')).state).toEqual(handled.state);
  });

  it('appends what a rejected command leaves behind, before it says so (B8)', async () => {
    const { decision } = await streams.handle('user-1', context, () =>
      reject({ reason: 'TOKEN_WRONG' }, tokenRejected()),
    );
    expect(decision).toMatchObject({ verdict: 'rejected', rejection: { reason: 'TOKEN_WRONG' } });
    expect(await history(dependencies.eventStore)).toHaveLength(1);
  });

  it('appends nothing where nothing was decided', async () => {
    const { position } = await streams.handle('user-1', context, () => accept());
    expect(position).toBeUndefined();
    expect(await history(dependencies.eventStore)).toHaveLength(0);
  });

  it('attack 3: of decisions made side by side each sees the ones before it', async () => {
    await Promise.all(Array.from({ length: 50 }, () => streams.handle('user-1', context, wrongAnswer)));
    const counts = (await history(dependencies.eventStore)).map(({ data }) => data);
    expect(counts).toMatchObject(Array.from({ length: 50 }, (_, index) => ({ wrongInARow: index + 1 })));
  });

  it('attack 1: decides again where another process was first, and never repeats the decision blindly', async () => {
    const otherProcess = createStreams(twoFactorStreams, dependencies);
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        (index % 2 === 0 ? streams : otherProcess).handle('user-1', context, wrongAnswer),
      ),
    );
    const counts = (await history(dependencies.eventStore)).map(({ data }) => data);
    expect(counts).toMatchObject(Array.from({ length: 20 }, (_, index) => ({ wrongInARow: index + 1 })));
  });

  it('sees what another process has appended since it looked last', async () => {
    const otherProcess = createStreams(twoFactorStreams, dependencies);
    await streams.handle('user-1', context, wrongAnswer);
    await otherProcess.handle('user-1', context, wrongAnswer);
    expect((await streams.load('user-1')).state.attempts.wrongInARow).toBe(2);
  });

  it('goes on with the next command where one fails', async () => {
    const failing = streams.handle('user-1', context, () => {
      throw new Error('a bug');
    });
    const next = streams.handle('user-1', context, wrongAnswer);
    await expect(failing).rejects.toThrow('a bug');
    expect((await next).state.attempts.wrongInARow).toBe(1);
  });
});
