/**
 * Appends to KurrentDB, each time one event to a stream of its own, 64 at a time. Arguments: the connection string; `store`
 * (through this program's event store) or `client` (through the client alone); for how many seconds. Prints how many
 * appends there were a second.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { jsonEvent, KurrentDBClient, NO_STREAM } from '@kurrent/kurrentdb-client';
import { codec } from '../../../src/compose.js';
import { createRandomIds } from '../../../src/crypto/random-ids.js';
import { openKurrentDbEventStore } from '../../../src/event-store/kurrentdb/kurrentdb-event-store.js';
import type { NewEvent } from '../../../src/event-store/port.js';
import { openKurrentDb } from '../../../src/kurrentdb/kurrentdb-connection.js';
import { perSecond } from '../per-second.js';

const atOnce = 64;
const ids = createRandomIds({ randomBytes, now: Date.now });
const [, , url = '', by = 'store', seconds = '1'] = process.argv;
const { append, close } = by === 'store' ? await openStore() : openClient();

// To warm up.
await perSecond(atOnce, 1, () => append(someEvent()));
console.log(await perSecond(atOnce, Number(seconds), () => append(someEvent())));
await close();

async function openStore() {
  const connection = openKurrentDb({ url });
  const store = await openKurrentDbEventStore({ connection, codec, streamPrefix: `bench-${randomUUID()}.` });
  return {
    append: (event: SessionSeen) => store.append(`twoFactor-${randomUUID()}`, 'noStream', [event]),
    close: async () => {
      await store.close();
      await connection.close();
    },
  };
}

function openClient() {
  const client = KurrentDBClient.connectionString(url);
  const prefix = `bench-${randomUUID()}.`;
  return {
    append: (event: SessionSeen) => {
      const { id, type, data, metadata } = event;
      const form = jsonEvent({ id, type, data: { ...data }, metadata: { ...metadata } });
      return client.appendToStream(`${prefix}twoFactor-${randomUUID()}`, [form], { streamState: NO_STREAM });
    },
    close: () => client.dispose(),
  };
}

type SessionSeen = Extract<NewEvent, { readonly type: 'SessionSeen' }>;

function someEvent(): SessionSeen {
  return {
    id: ids.eventId(),
    type: 'SessionSeen',
    data: { sessionId: 'A'.repeat(22) },
    metadata: {
      schemaVersion: codec.schemaVersion('SessionSeen'),
      occurredAt: '2026-01-01T00:00:00.000Z',
      actor: { kind: 'system' },
      correlationId: 'benchmark',
      causationId: 'benchmark',
    },
  };
}
