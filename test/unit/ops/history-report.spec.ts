import { describe, expect, it } from 'vitest';
import type { HistoryEntry } from '../../../src/application/user-history.js';
import type { EventMetadata, RecordedEvent } from '../../../src/event-store/port.js';
import { historyReport } from '../../../src/ops/history/history-report.js';
import { someInstant, someMetadata } from '../../support/events.js';

const userId = '4d9f0b3a-0000-4000-8000-0000000000aa';

function entry(changes: Partial<EventMetadata>, client?: HistoryEntry['client']): HistoryEntry {
  const event: RecordedEvent = {
    id: 'event-1',
    occurredAt: someInstant,
    type: 'SignedOut',
    data: { sessionId: 'session-identifier-1' },
    stream: `twoFactor-${userId}`,
    revision: 0,
    position: '00000000000000000001',
    metadata: someMetadata(changes),
  };
  return { event, client };
}

const lines = (report: string) => report.trimEnd().split('\n');

describe('the history as a table', () => {
  it('has one line an event, with the time, what happened, who did it, through what and from where', () => {
    const entries = [
      entry({ actor: { kind: 'user', id: userId }, interface: 'CONTROL_PANEL' }, { address: '192.0.2.7' }),
      entry({ actor: { kind: 'user', id: '00000000-0000-4000-8000-00000000beef' }, interface: 'CLASSIC' }),
      entry({ actor: { kind: 'operator' } }),
      entry({ actor: { kind: 'anonymous' } }),
      entry({ actor: { kind: 'system' } }),
    ];

    expect(lines(historyReport('ada', entries))).toEqual([
      'The history of ada: 5 events, oldest first.',
      '',
      'TIME (UTC)           WHAT HAPPENED  DETAILS            BY              THROUGH        FROM',
      '2026-11-24 12:00:00  Signed out     session …tifier-1  the user        Control Panel  192.0.2.7',
      '2026-11-24 12:00:00  Signed out     session …tifier-1  user …0000beef  Classic',
      '2026-11-24 12:00:00  Signed out     session …tifier-1  command line',
      '2026-11-24 12:00:00  Signed out     session …tifier-1  not signed in',
      '2026-11-24 12:00:00  Signed out     session …tifier-1  the service',
    ]);
  });

  it.each([100, 140])('breaks the long columns to fit %i columns', (width) => {
    const long = entry({ actor: { kind: 'operator' } });
    const event: RecordedEvent = {
      ...long.event,
      type: 'SecondFactorUnlocked',
      data: { reason: 'she called from the number that we know and answered all the questions '.repeat(3) },
    };

    const report = lines(historyReport('ada', [{ ...long, event }], width));

    expect(Math.max(...report.map((line) => line.length))).toBeLessThanOrEqual(width);
    expect(report.length).toBeGreaterThan(4);
  });

  it('lets nothing that somebody entered write to the terminal of whoever reads it', () => {
    const report = historyReport('a\u001b[2Jda', [entry({}, { address: '\u001b]0;title\u0007' })]);

    expect(report).not.toMatch(/[^\P{C}\n]/u);
  });

  it('says how many events there are', () => {
    expect(lines(historyReport('ada', [entry({})]))[0]).toBe('The history of ada: 1 event, oldest first.');
  });
});
