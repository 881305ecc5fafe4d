/**
 * Makes all views of a history in an empty Redis, as a projector does that finds none. Arguments: the data directory,
 * the address of Redis, how many times as long the history is to be, and a file to record the batches in (or none).
 * Prints JSON: how long it took, and the memory that it held meanwhile.
 */
import { randomUUID } from 'node:crypto';
import { openInstallation } from '../../../src/compose.js';
import { readConfig } from '../../../src/config.js';
import type { RedisCommands } from '../../../src/projections/redis/redis-commands.js';
import { createRedisLeases } from '../../../src/projections/redis/redis-leases.js';
import { createRedisViewStore } from '../../../src/projections/redis/redis-view-store.js';
import { openUsableRedis } from '../../redis/open-usable-redis.js';
import { forgetLap } from '../replay/forget-lap.js';
import { recordBatches } from '../replay/recorded-batches.js';
import { repeatedHistory } from '../replay/repeated-history.js';
import { startStrictProjector } from '../replay/strict-projector.js';

/** What this program prints. */
export interface Replayed {
  readonly seconds: number;
  /** How many events had been passed, and the resident set then, in MiB. */
  readonly memory: readonly (readonly [passed: number, mebibytes: number])[];
}

/** Milliseconds. */
const lookEvery = 100;

const [, , directory = '', redisUrl = '', times = '1', recordIn] = process.argv;
const { eventStore: stored, close } = await openInstallation(readConfig({ DATA_DIR: directory }));
const connection = await openUsableRedis(redisUrl);
const { client } = connection;
const storeId = stored.id;
const viewStore = createRedisViewStore({ connection, storeId });
// The view store has made them commands of its client.
const endRecord = recordIn === undefined ? undefined : recordBatches(client as RedisCommands, recordIn);
const eventStore =
  times === '1'
    ? stored
    : await repeatedHistory(stored, Number(times), async (lap) => {
        if (lap >= 2) await forgetLap(client, storeId, lap - 2);
      });

const begun = performance.now();
const leases = createRedisLeases({ client, storeId, holder: randomUUID() });
const projector = startStrictProjector({ eventStore, viewStore, leases });
const memory: Replayed['memory'][number][] = [];
const looking = setInterval(() => memory.push([projector.passed(), process.memoryUsage.rss() / 2 ** 20]), lookEvery);
await projector.caughtUp;
const seconds = (performance.now() - begun) / 1_000;
const events = await eventStore.countAfter();
if (projector.passed() < events) throw new Error(`Caught up after ${projector.passed()} of ${events} events.`);

clearInterval(looking);
await projector.close();
endRecord?.();
await viewStore.close();
await close();
console.log(JSON.stringify({ seconds, memory } satisfies Replayed));
