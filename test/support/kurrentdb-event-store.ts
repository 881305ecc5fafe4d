import { randomUUID } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { createCodec } from '../../src/event-store/codec.js';
import {
  type KurrentDbEventStoreDependencies,
  openKurrentDbEventStore,
} from '../../src/event-store/kurrentdb/kurrentdb-event-store.js';
import type { EventStore } from '../../src/event-store/port.js';
import { eventSchemas } from '../../src/event-store/schemas/event-schemas.js';
import { upcasters } from '../../src/event-store/upcasters/upcasters.js';
import type { KurrentDbConnection } from '../../src/kurrentdb/kurrentdb-connection.js';

/** A prefix that no other store of any run has. */
export function someStreamPrefix(): string {
  return `test-${randomUUID()}.`;
}

/**
 * Opens an event store in KurrentDB, with this program's own schemas: a new one, unless a prefix is given; closed at the
 * end of the running test. What is lost is made again soon.
 */
export async function openKurrentDbTestStore(
  connection: KurrentDbConnection,
  changes: Partial<KurrentDbEventStoreDependencies> = {},
): Promise<EventStore> {
  const store = await openKurrentDbEventStore({
    connection,
    codec: createCodec({ schemas: eventSchemas, upcasters }),
    streamPrefix: someStreamPrefix(),
    backoff: { first: 10, longest: 100 },
    ...changes,
  });
  onTestFinished(() => store.close());
  return store;
}
