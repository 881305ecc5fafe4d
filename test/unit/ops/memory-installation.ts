import { codec, composeCore, type Installation } from '../../../src/compose.js';
import { readConfig } from '../../../src/config.js';
import { createMemoryKeyStore, type KeysInMemory } from '../../../src/crypto/key-store/memory/memory-key-store.js';
import { createMemoryEventStore } from '../../../src/event-store/memory/memory-event-store.js';
import type { EventStore } from '../../../src/event-store/port.js';
import type { ViewStore } from '../../../src/projections/view-store.js';
import { seededRandomBytes } from '../crypto/seeded-random-bytes.js';

export const config = readConfig({});

/** What stays when a process ends. */
export interface Disk {
  readonly eventStore: EventStore;
  readonly keys: KeysInMemory;
  /** Views that processes share; absent: each has its own. */
  readonly viewStore?: ViewStore;
}

export function emptyDisk(): Disk {
  return { eventStore: createMemoryEventStore({ codec }), keys: new Map() };
}

/** An installation in memory. Its randomness is the same in every run, and differs between two seeds. */
export async function openMemoryInstallation(disk = emptyDisk(), seed = 'installation'): Promise<Installation> {
  const { eventStore, keys, viewStore } = disk;
  const randomBytes = seededRandomBytes(seed);
  const keyStore = createMemoryKeyStore({ randomBytes, keys });
  const surroundings = { clock: () => Date.parse('2026-11-24T12:00:00.000Z'), randomBytes };
  const core = await composeCore({ config, surroundings, eventStore, keyStore });
  return {
    core,
    eventStore,
    keyStore,
    openViewStore: async () => viewStore && { ...viewStore, close: async () => undefined },
    close: async () => {
      await eventStore.close();
      await keyStore.close();
    },
  };
}
