/**
 * A process that appends to an event store, several streams at once, and says on its standard output what was
 * acknowledged, a JSON line for each append. Arguments: the store's file, the number of its first event, and how many
 * times each stream is appended to (`0`: until somebody ends it).
 */
import type { StreamName } from '../../src/domain/events.js';
import { createCodec } from '../../src/event-store/codec.js';
import type { Appended, ExpectedRevision } from '../../src/event-store/port.js';
import { eventSchemas } from '../../src/event-store/schemas/event-schemas.js';
import { openSqliteEventStore } from '../../src/event-store/sqlite/sqlite-event-store.js';
import { upcasters } from '../../src/event-store/upcasters/upcasters.js';
import { newEvent } from './events.js';

/** What the process says of an append. */
export type Report =
  | ({ readonly kind: 'acknowledged'; readonly stream: StreamName; readonly ids: readonly string[] } & Appended)
  | { readonly kind: 'refused'; readonly error: string };

const numberOfStreams = 12;
const [, , file = '', firstNumber = '0', rounds = '0'] = process.argv;
const store = await openSqliteEventStore({ file, codec: createCodec({ schemas: eventSchemas, upcasters }) });
let nextNumber = Number(firstNumber);

await Promise.all(
  Array.from({ length: numberOfStreams }, (_, index) => appendTo(`twoFactor-${index}`, Number(rounds) || Infinity)),
);
await store.close();

async function appendTo(stream: StreamName<'twoFactor'>, howOften: number): Promise<void> {
  let revision: ExpectedRevision = 'noStream';
  for await (const events of store.readStream(stream)) {
    revision = events.at(-1)?.revision ?? revision;
  }
  for (let round = 0; round < howOften; round += 1) {
    const events = nextEvents(1 + (nextNumber % 4));
    try {
      const appended: Appended = await store.append(stream, revision, events);
      await say({ kind: 'acknowledged', stream, ids: events.map((event) => event.id), ...appended });
      revision = appended.revision;
    } catch (error) {
      await say({ kind: 'refused', error: error instanceof Error ? error.name : 'not an error' });
      return;
    }
  }
}

/** Each event tells which append it belongs to, and how many events that has. */
function nextEvents(howMany: number) {
  const first = nextNumber;
  nextNumber += howMany;
  return Array.from({ length: howMany }, (_, index) =>
    newEvent(first + index, 'SessionSeen', { sessionId: `${first} has ${howMany}` }),
  );
}

/** Waits for a reader that is behind: a pipe that is full takes nothing more at once. */
function say(report: Report): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(`${JSON.stringify(report)}\n`, (error) => (error ? reject(error) : resolve()));
  });
}
