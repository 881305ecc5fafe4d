/**
 * Goes through a history in KurrentDB from its beginning. Arguments: the connection string; the prefix of its streams;
 * `projector` (through this program's event store, into all views, in memory) or `client` (through the client alone, which
 * reads `$all` and does nothing with it). Prints how many events there were a second.
 */
import { KurrentDBClient, START, streamNameFilter } from '@kurrent/kurrentdb-client';
import { codec } from '../../../src/compose.js';
import { openKurrentDbEventStore } from '../../../src/event-store/kurrentdb/kurrentdb-event-store.js';
import { openKurrentDb } from '../../../src/kurrentdb/kurrentdb-connection.js';
import { holdAll } from '../../../src/projections/leases.js';
import { createMemoryViewStore } from '../../../src/projections/memory/memory-view-store.js';
import { startStrictProjector } from '../replay/strict-projector.js';

const [, , url = '', streamPrefix = '', by = 'projector'] = process.argv;
const begun = performance.now();
const events = by === 'projector' ? await project() : await read();
console.log((events * 1_000) / (performance.now() - begun));
process.exit(0);

async function project(): Promise<number> {
  const eventStore = await openKurrentDbEventStore({ connection: openKurrentDb({ url }), codec, streamPrefix });
  const projector = startStrictProjector({ eventStore, viewStore: createMemoryViewStore(), leases: holdAll() });
  await projector.caughtUp;
  return projector.passed();
}

async function read(): Promise<number> {
  const client = KurrentDBClient.connectionString(url);
  const filter = streamNameFilter({ prefixes: [streamPrefix] });
  let events = 0;
  for await (const { event } of client.readAll({ fromPosition: START, filter })) {
    if (event !== undefined) events += 1;
  }
  return events;
}
