import { describe, expect, it, onTestFinished } from 'vitest';
import { createCodec } from '../../../src/event-store/codec.js';
import { createMemoryEventStore } from '../../../src/event-store/memory/memory-event-store.js';
import { InvalidEvent } from '../../../src/event-store/port.js';
import { eventSchemas } from '../../../src/event-store/schemas/event-schemas.js';
import { upcasters } from '../../../src/event-store/upcasters/upcasters.js';
import { idsOf } from '../../support/event-recorder.js';
import { eventId, sessionSeen, sessionsSeen } from '../../support/events.js';
import { openEventStore } from '../../support/sqlite-event-store.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

function openMemory() {
  const store = createMemoryEventStore({ codec: createCodec({ schemas: eventSchemas, upcasters }) });
  onTestFinished(() => store.close());
  return store;
}

/** More than every event store promises: those on this machine know all ids of the history. */
describe.each([
  { name: 'memory', open: async () => openMemory() },
  { name: 'SQLite', open: () => openEventStore(`${temporaryDirectory()}/events.db`) },
])('an event store on this machine: $name', ({ open }) => {
  it.each([
    { where: 'in another stream', stream: 'twoFactor-b', expected: 'noStream', numbers: [9, 1] },
    { where: 'earlier in its stream', stream: 'twoFactor-a', expected: 1, numbers: [1] },
  ] as const)('refuses an event whose id is $where', async ({ stream, expected, numbers }) => {
    const store = await open();
    await store.append('twoFactor-a', 'noStream', sessionsSeen(1, 2));
    await expect(store.append(stream, expected, numbers.map(sessionSeen))).rejects.toThrow(InvalidEvent);
    expect(await idsOf(store)).toEqual([1, 2].map(eventId));
  });
});
