import { onTestFinished } from 'vitest';
import { createCodec } from '../../src/event-store/codec.js';
import type { EventStore } from '../../src/event-store/port.js';
import { eventSchemas } from '../../src/event-store/schemas/event-schemas.js';
import {
  openSqliteEventStore,
  type SqliteEventStoreDependencies,
} from '../../src/event-store/sqlite/sqlite-event-store.js';
import { upcasters } from '../../src/event-store/upcasters/upcasters.js';

/** Opens the SQLite event store of a file with this program's own schemas; closed at the end of the running test. */
export async function openEventStore(
  file: string,
  changes: Partial<SqliteEventStoreDependencies> = {},
): Promise<EventStore> {
  const codec = createCodec({ schemas: eventSchemas, upcasters });
  const store = await openSqliteEventStore({ file, codec, ...changes });
  onTestFinished(() => store.close());
  return store;
}
