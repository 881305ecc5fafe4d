import { describe, expect, it } from 'vitest';
import { codec } from '../../../src/compose.js';
import { createMemoryEventStore } from '../../../src/event-store/memory/memory-event-store.js';
import { RevisionConflict, StoreUnavailable } from '../../../src/event-store/port.js';
import { meteredEventStore } from '../../../src/metrics/metered-event-store.js';
import { createMetrics } from '../../../src/metrics/metrics.js';
import { sessionsSeen } from '../../support/events.js';
import { exposedLines } from './exposed-lines.js';

describe('H5: what monitoring is told of the event store', () => {
  it('how many appends and events there were, how long they took, and what stood in the way', async () => {
    const metrics = createMetrics({ countries: [] });
    const eventStore = createMemoryEventStore({ codec });
    const metered = meteredEventStore(eventStore, metrics.eventStore);
    await metered.append('twoFactor-1', 'noStream', sessionsSeen(1, 2));
    await metered.append('twoFactor-1', 1, sessionsSeen(3, 1));
    await expect(metered.append('twoFactor-1', 'noStream', sessionsSeen(4, 1))).rejects.toBeInstanceOf(
      RevisionConflict,
    );
    await metered.close();
    await expect(metered.append('twoFactor-2', 'noStream', sessionsSeen(5, 1))).rejects.toBeInstanceOf(
      StoreUnavailable,
    );

    expect(await exposedLines(metrics, 'sallyport_event_store_append_seconds_count')).toEqual([
      'sallyport_event_store_append_seconds_count{outcome="APPENDED"} 2',
      'sallyport_event_store_append_seconds_count{outcome="CONFLICT"} 1',
      'sallyport_event_store_append_seconds_count{outcome="UNAVAILABLE"} 1',
      'sallyport_event_store_append_seconds_count{outcome="FAILED"} 0',
    ]);
    expect(await exposedLines(metrics, 'sallyport_event_store_events_total')).toEqual([
      'sallyport_event_store_events_total 3',
    ]);
  });

  it('whether it can be read, once somebody has looked', async () => {
    const metrics = createMetrics({ countries: [] });
    const up = () => exposedLines(metrics, 'sallyport_event_store_up');
    expect(await up()).toEqual([]);
    metrics.eventStore.readable(true);
    expect(await up()).toEqual(['sallyport_event_store_up 1']);
    metrics.eventStore.readable(false);
    expect(await up()).toEqual(['sallyport_event_store_up 0']);
  });
});
