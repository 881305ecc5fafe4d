import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { createCodec } from '../../src/event-store/codec.js';
import { createMemoryEventStore } from '../../src/event-store/memory/memory-event-store.js';
import { eventSchemas } from '../../src/event-store/schemas/event-schemas.js';
import { upcasters } from '../../src/event-store/upcasters/upcasters.js';
import type { KurrentDbConnection } from '../../src/kurrentdb/kurrentdb-connection.js';
import { openKurrentDbTestStore } from '../support/kurrentdb-event-store.js';
import { openTestKurrentDb, type TestKurrentDb } from '../support/open-test-kurrentdb.js';
import { openEventStore } from '../support/sqlite-event-store.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { eventStoreContract } from './event-store.contract.js';

eventStoreContract('memory', async () => {
  const store = createMemoryEventStore({ codec: createCodec({ schemas: eventSchemas, upcasters }) });
  onTestFinished(() => store.close());
  return store;
});

eventStoreContract('SQLite', () => openEventStore(`${temporaryDirectory()}/events.db`));

let database: TestKurrentDb;
let connection: KurrentDbConnection;
beforeAll(async () => {
  database = await openTestKurrentDb();
  connection = database.connect();
});
afterAll(() => database.close());

eventStoreContract('KurrentDB', () => openKurrentDbTestStore(connection));
