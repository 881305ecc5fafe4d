import { onTestFinished } from 'vitest';
import { createCodec } from '../../src/event-store/codec.js';
import { createMemoryEventStore } from '../../src/event-store/memory/memory-event-store.js';
import { eventSchemas } from '../../src/event-store/schemas/event-schemas.js';
import { upcasters } from '../../src/event-store/upcasters/upcasters.js';
import { openEventStore } from '../support/sqlite-event-store.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { eventStoreContract } from './event-store.contract.js';

eventStoreContract('memory', async () => {
  const store = createMemoryEventStore({ codec: createCodec({ schemas: eventSchemas, upcasters }) });
  onTestFinished(() => store.close());
  return store;
});

eventStoreContract('SQLite', () => openEventStore(`${temporaryDirectory()}/events.db`));
