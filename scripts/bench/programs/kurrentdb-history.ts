/**
 * Fills an event store in KurrentDB with people who have all done what users do. Arguments: the connection string; the
 * prefix of its streams; about how many events. Prints how many were written a second.
 */
import { randomBytes } from 'node:crypto';
import { codec, composeCore } from '../../../src/compose.js';
import { readConfig } from '../../../src/config.js';
import { createMemoryKeyStore } from '../../../src/crypto/key-store/memory/memory-key-store.js';
import { openKurrentDbEventStore } from '../../../src/event-store/kurrentdb/kurrentdb-event-store.js';
import { openKurrentDb } from '../../../src/kurrentdb/kurrentdb-connection.js';
import { createSteppingClock, eventsOfALife } from '../seed/lives.js';
import { liveSideBySide } from '../seed/long-history.js';
import { createPeople } from '../seed/people.js';
import { programSettings } from '../server.js';

const [, , url = '', streamPrefix = '', howMany = '0'] = process.argv;
const connection = openKurrentDb({ url });
const eventStore = await openKurrentDbEventStore({ connection, codec, streamPrefix });
const core = await composeCore({
  config: readConfig(programSettings),
  surroundings: { clock: createSteppingClock(Date.parse('2026-01-01T00:00:00Z'), 300), randomBytes },
  eventStore,
  // Nobody looks into sealed values.
  keyStore: createMemoryKeyStore({ randomBytes }),
});
const begun = performance.now();
let events = 0;
await liveSideBySide(await createPeople(core), Math.ceil(Number(howMany) / eventsOfALife), (written) => {
  events += written;
});
console.log((events * 1_000) / (performance.now() - begun));
await eventStore.close();
await connection.close();
