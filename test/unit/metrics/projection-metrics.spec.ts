import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { second } from '../../../src/domain/instant.js';
import type { EventStore } from '../../../src/event-store/port.js';
import { countedHistory } from '../../../src/metrics/counted-history.js';
import { createProjectionMeasure } from '../../../src/metrics/measure-projections.js';
import { meteredViewStore } from '../../../src/metrics/metered-view-store.js';
import { createMetrics, type Metrics } from '../../../src/metrics/metrics.js';
import { setPaused, startBuilding } from '../../../src/projections/catalog.js';
import { createMemoryViewStore } from '../../../src/projections/memory/memory-view-store.js';
import { partitionOf, partitions } from '../../../src/projections/partition.js';
import type { Projection } from '../../../src/projections/projection.js';
import { createRedisViewStore } from '../../../src/projections/redis/redis-view-store.js';
import { watchViewStatus } from '../../../src/projections/view-status.js';
import type { ViewStore } from '../../../src/projections/view-store.js';
import { someInstant } from '../../support/events.js';
import { openTestRedis } from '../../support/redis/open-test-redis.js';
import { type RedisServer, startRedisServer } from '../../support/redis/redis-server.js';
import { defaultChanged, enrolledApp } from '../../support/two-factor-history.js';
import { createProjectorFixture, type ProjectorFixture } from '../projections/projector-fixture.js';
import { exposedLines } from './exposed-lines.js';

/** Counts events, and fails at those that it is told to. */
const counting = (failsAt = 'nothing'): Projection<number, 'twoFactor'> => ({
  name: 'counting',
  version: 1,
  categories: ['twoFactor'],
  initialView: 0,
  evolve: (count, { type }) => {
    if (type === failsAt) throw new TypeError('hunter2');
    return count + 1;
  },
});
const edition = 'counting.v1.1';

let fixture: ProjectorFixture;
let metrics: Metrics;
let now: number;

beforeEach(() => {
  fixture = createProjectorFixture(createMemoryViewStore());
  metrics = createMetrics({ countries: [] });
  now = Date.parse(someInstant) + 30 * second;
});
afterEach(() => fixture.close());

/** Measures views from outside, as the metrics are read. @returns the lines that are not nought. */
function measuring(eventStore: EventStore = fixture.eventStore, viewStore: ViewStore = fixture.viewStore) {
  const clock = () => now;
  const status = watchViewStatus({ eventStore, viewStore, projections: [counting()], clock });
  status.close();
  const measure = createProjectionMeasure({ eventStore, viewStore, status, metrics: metrics.projections, clock });
  return async (name: string) => {
    await measure();
    return exposedLines(metrics, `sallyport_projection_${name}`);
  };
}

/** Resolves when everything is in the views. */
async function settled(viewStore = fixture.viewStore): Promise<void> {
  const head = (await fixture.eventStore.head()) ?? '';
  for (const partition of partitions) await viewStore.reached({ edition, partition }, head, 10_000);
}

describe('H5: what monitoring is told of views', () => {
  it('that they have seen all there is, also where there is nothing', async () => {
    const read = measuring();
    await fixture.start([counting()]).caughtUp;
    expect(await read('lag')).toEqual([
      'sallyport_projection_lag_events{projection="counting"} 0',
      'sallyport_projection_lag_seconds{projection="counting"} 0',
    ]);
    await fixture.append('1', ...enrolledApp());
    await settled();
    expect(await read('lag')).toEqual([
      'sallyport_projection_lag_events{projection="counting"} 0',
      'sallyport_projection_lag_seconds{projection="counting"} 0',
    ]);
  });

  it('how far behind they are, and longer and longer where the projector is dead', async () => {
    const read = measuring();
    const projector = fixture.start([counting()]);
    await projector.caughtUp;
    await fixture.append('1', ...enrolledApp());
    await settled();
    await projector.close();
    await fixture.append('1', defaultChanged(), defaultChanged());

    expect(await read('lag')).toEqual([
      'sallyport_projection_lag_events{projection="counting"} 2',
      'sallyport_projection_lag_seconds{projection="counting"} 30',
    ]);
    now += 600 * second;
    expect(await read('lag_seconds')).toEqual(['sallyport_projection_lag_seconds{projection="counting"} 630']);
    expect(await read('state')).toContain('sallyport_projection_state{projection="counting",state="CATCHING_UP"} 1');
  });

  it('that nobody has begun to make them, and all that they have not seen', async () => {
    const read = measuring();
    await fixture.append('1', ...enrolledApp());
    const events = await fixture.eventStore.countAfter();
    expect(await read('lag_events')).toEqual([`sallyport_projection_lag_events{projection="counting"} ${events}`]);
    const states = await read('state');
    expect(states).toHaveLength(7);
    expect(states.filter((line) => line.endsWith(' 1'))).toEqual([
      'sallyport_projection_state{projection="counting",state="MISSING"} 1',
    ]);
  });

  it('what is parked, and that an operator holds them', async () => {
    const read = measuring();
    await fixture.start([counting('DefaultChanged')]).caughtUp;
    await fixture.append('1', ...enrolledApp(), defaultChanged());
    await fixture.append('2', ...enrolledApp(), defaultChanged());
    await settled();
    expect(await read('parked')).toEqual(['sallyport_projection_parked_documents{projection="counting"} 2']);
    const paused = setPaused(await fixture.viewStore.catalog(), 'counting', true);
    if (paused.verdict === 'CHANGED') await fixture.viewStore.replaceCatalog(paused.catalog);
    expect(await read('state')).toContain('sallyport_projection_state{projection="counting",state="PAUSED"} 1');
  });

  it('how far a rebuild has come, as long as there is one', async () => {
    const read = measuring();
    const projector = fixture.start([counting()]);
    await projector.caughtUp;
    await fixture.append('1', ...enrolledApp());
    const half = await fixture.append('1', defaultChanged());
    const seen = await fixture.eventStore.countAfter();
    for (let one = 0; one < seen; one += 1) await fixture.append('1', defaultChanged());
    await settled();
    await projector.close();
    expect(await read('rebuild')).toEqual([]);

    const { viewStore } = fixture;
    const building = { startedAt: someInstant, takesOver: false };
    const change = startBuilding(await viewStore.catalog(), 'counting', 1, building);
    if (change.verdict === 'CHANGED') await viewStore.replaceCatalog(change.catalog);
    const ratio = (value: number) => [`sallyport_projection_rebuild_progress_ratio{projection="counting"} ${value}`];
    expect(await read('rebuild')).toEqual(ratio(0));
    for (const partition of partitions) {
      const { fence } = await viewStore.claim(partition, ['counting.v1.2']);
      const batch = { edition: 'counting.v1.2', expected: undefined, position: half, announced: false };
      await viewStore.apply(partition, fence, [{ ...batch, documents: new Map(), groups: [] }]);
    }
    expect(await read('rebuild')).toEqual(ratio(0.5));
  });

  it('nothing that would look as if all were well where the history cannot be read', async () => {
    const read = measuring();
    await fixture.start([counting()]).caughtUp;
    expect(await read('lag')).toHaveLength(2);
    await fixture.eventStore.close();
    expect(await read('lag')).toEqual([]);
  });
});

describe('H5: what monitoring is told while Redis is gone', () => {
  let server: RedisServer;
  beforeEach(async () => {
    server = await startRedisServer();
  });
  afterEach(() => server.stop());

  it('a lag that grows from where the views were seen last, and that they cannot be reached', async () => {
    const connection = await openTestRedis(server.url, 250);
    const viewStore = createRedisViewStore({ connection, storeId: randomUUID() });
    const read = measuring(fixture.eventStore, viewStore);
    const projector = fixture.start([counting()], { viewStore });
    await projector.caughtUp;
    await fixture.append('1', ...enrolledApp());
    await settled(viewStore);
    expect(await read('lag_events')).toEqual(['sallyport_projection_lag_events{projection="counting"} 0']);

    await server.kill();
    await fixture.append('1', defaultChanged());
    expect(await read('lag')).toEqual([
      'sallyport_projection_lag_events{projection="counting"} 1',
      'sallyport_projection_lag_seconds{projection="counting"} 30',
    ]);
    expect(await read('state')).toContain('sallyport_projection_state{projection="counting",state="UNREACHABLE"} 1');
    await projector.close();
    await viewStore.close();
  });
});

describe('H5: what monitoring is told of a projector', () => {
  it('how many events it has passed, at which pace', async () => {
    await fixture.append('1', ...enrolledApp());
    const before = await fixture.eventStore.countAfter();
    const eventStore = countedHistory(fixture.eventStore, metrics.projections);
    await fixture.start([counting()], { eventStore }).caughtUp;
    await fixture.append('1', defaultChanged());
    await settled();

    await expect
      .poll(() => exposedLines(metrics, 'sallyport_projection_events_total'))
      .toEqual([
        'sallyport_projection_events_total{pace="LIVE"} 1',
        `sallyport_projection_events_total{pace="CATCH_UP"} ${before}`,
      ]);
  });

  it('how long batches take, and which are refused', async () => {
    const viewStore = meteredViewStore(fixture.viewStore, metrics.projections);
    const partition = partitionOf('1');
    const { fence } = await viewStore.claim(partition, [edition]);
    const position = '00000000000000000001';
    const batch = { edition, expected: undefined, position, announced: false, documents: new Map(), groups: [] };
    expect(await viewStore.apply(partition, fence, [batch])).toBe('APPLIED');
    expect(await viewStore.apply(partition, fence, [batch])).toBe('MOVED');
    await viewStore.claim(partition, [edition]);
    expect(await viewStore.apply(partition, fence, [batch])).toBe('FENCED');

    expect(await exposedLines(metrics, 'sallyport_projection_batch_seconds_count')).toEqual([
      'sallyport_projection_batch_seconds_count{outcome="APPLIED"} 1',
      'sallyport_projection_batch_seconds_count{outcome="MOVED"} 1',
      'sallyport_projection_batch_seconds_count{outcome="FENCED"} 1',
      'sallyport_projection_batch_seconds_count{outcome="UNAVAILABLE"} 0',
    ]);
  });

  it('which could not be written', async () => {
    const server = await startRedisServer();
    const connection = await openTestRedis(server.url, 250);
    const lost = createRedisViewStore({ connection, storeId: randomUUID() });
    const viewStore = meteredViewStore(lost, metrics.projections);
    await server.stop();
    await expect(viewStore.apply(0, '1', [])).rejects.toThrow();
    await viewStore.close();
    expect(await exposedLines(metrics, 'sallyport_projection_batch_seconds_count{outcome="UNAV')).toEqual([
      'sallyport_projection_batch_seconds_count{outcome="UNAVAILABLE"} 1',
    ]);
  });
});
