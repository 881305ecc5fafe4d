import { describe } from 'vitest';
import type { EventStore } from '../../src/event-store/port.js';
import { appendContract } from './event-store-append.contract.js';
import { lifecycleContract } from './event-store-lifecycle.contract.js';
import { readContract } from './event-store-read.contract.js';
import { subscribeContract } from './event-store-subscribe.contract.js';

/** Opens an empty store of the test's own. */
export type OpenEventStore = () => Promise<EventStore>;

/** What every event store promises, whatever it is made of. Every rule gets a store of its own. */
export function eventStoreContract(name: string, open: OpenEventStore): void {
  describe(`event store: ${name}`, () => {
    appendContract(open);
    readContract(open);
    subscribeContract(open);
    lifecycleContract(open);
  });
}
