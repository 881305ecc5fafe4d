import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecordedEvent } from '../../src/event-store/port.js';
import type { Report } from '../support/appending-process.js';
import { eventsOf } from '../support/event-recorder.js';
import { openEventStore } from '../support/sqlite-event-store.js';
import { startAppending } from '../support/start-appending.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

/** After so many acknowledgements the process is killed, each time anew on the same file. */
const killAfter = fc.sample(fc.integer({ min: 1, max: 250 }), { seed: 20261124, numRuns: 22 });

describe('the process is killed (SIGKILL) while it appends', () => {
  it('loses nothing that was acknowledged and leaves nothing half-written', { timeout: 180_000 }, async () => {
    const file = `${temporaryDirectory()}/events.db`;
    const undisturbed = startAppending({ file, firstNumber: 0, rounds: 3 });
    await undisturbed.ended;
    const acknowledged: Report[] = [...undisturbed.reports];
    await expectSound(file, acknowledged);

    for (const [round, howMany] of killAfter.entries()) {
      const appending = startAppending({
        file,
        firstNumber: 1_000_000 * (round + 1),
        rounds: 0,
        onReport: (process, reports) => {
          if (reports === howMany) {
            process.kill('SIGKILL');
          }
        },
      });
      await appending.ended;
      expect(appending.process.signalCode).toBe('SIGKILL');
      acknowledged.push(...appending.reports);
      await expectSound(file, acknowledged);
    }
    expect(acknowledged.length).toBeGreaterThan(1_000);
  });
});

/** Opens the store again and looks at all of it. */
async function expectSound(file: string, acknowledged: readonly Report[]): Promise<void> {
  const store = await openEventStore(file);
  const events = await eventsOf(store.readAll());
  await store.close();
  expect(new Set(events.map((event) => event.id)).size).toBe(events.length);
  expect(notAsAcknowledged(events, acknowledged)).toEqual([]);
  expect(partsOfAppends(events)).toEqual([]);
  expect(gaps(events)).toEqual([]);
}

/** The acknowledged appends whose events are not all there, where the acknowledgement said. */
function notAsAcknowledged(events: readonly RecordedEvent[], reports: readonly Report[]): readonly Report[] {
  const byId = new Map(events.map((event) => [event.id, event]));
  return reports.filter((report) => {
    if (report.kind === 'refused') {
      return true;
    }
    const { stream, revision, position, ids } = report;
    const first = revision - ids.length + 1;
    return !ids.every((id, index) => {
      const event = byId.get(id);
      const isThere = event?.stream === stream && event.revision === first + index;
      return isThere && (index < ids.length - 1 || event.position === position);
    });
  });
}

/** The appends of which not all events stand one after the other. */
function partsOfAppends(events: readonly RecordedEvent[]): readonly string[] {
  const parts: string[] = [];
  let index = 0;
  while (index < events.length) {
    const append = appendOf(events[index]);
    const howMany = Number(append.split(' has ')[1]);
    const own = events.slice(index, index + howMany).filter((event) => appendOf(event) === append);
    if (own.length < howMany) {
      parts.push(append);
    }
    index += howMany;
  }
  return parts;
}

function appendOf(event: RecordedEvent | undefined): string {
  return event?.type === 'SessionSeen' ? event.data.sessionId : 'not one of those events has 1';
}

/** The events that do not stand right after the one before them in their stream. */
function gaps(events: readonly RecordedEvent[]): readonly RecordedEvent[] {
  const next = new Map<string, number>();
  return events.filter(({ stream, revision }) => {
    const expected = next.get(stream) ?? 0;
    next.set(stream, revision + 1);
    return revision !== expected;
  });
}
