import { describe, expect, it } from 'vitest';
import type { StreamName } from '../../src/domain/events.js';
import { InvalidEvent, RevisionConflict } from '../../src/event-store/port.js';
import { eventsOf, idsOf } from '../support/event-recorder.js';
import { eventId, newEvent, sessionSeen, sessionsSeen } from '../support/events.js';
import type { OpenEventStore } from './event-store.contract.js';

export function appendContract(open: OpenEventStore): void {
  describe('append', () => {
    it('starts a stream at revision 0 where none is expected', async () => {
      const store = await open();
      const appended = await store.append('twoFactor-a', 'noStream', [sessionSeen(1)]);
      expect(appended).toEqual({ revision: 0, position: await store.head() });
    });

    it('goes on after the revision that the caller saw', async () => {
      const store = await open();
      await store.append('twoFactor-a', 'noStream', sessionsSeen(1, 2));
      const appended = await store.append('twoFactor-a', 1, sessionsSeen(3, 3));
      expect(appended).toEqual({ revision: 4, position: await store.head() });
      expect(await idsOf(store)).toEqual([1, 2, 3, 4, 5].map(eventId));
    });

    it.each([
      { seen: 'no stream', expected: 'noStream' as const },
      { seen: 'less than there is', expected: 0 },
      { seen: 'more than there is', expected: 2 },
    ])('is a conflict, with the actual revision, for a caller who saw $seen', async ({ expected }) => {
      const store = await open();
      await store.append('twoFactor-a', 'noStream', sessionsSeen(1, 2));
      const conflict = new RevisionConflict('twoFactor-a', expected, 1);
      await expect(store.append('twoFactor-a', expected, sessionsSeen(10, 2))).rejects.toEqual(conflict);
      expect(await idsOf(store)).toEqual([1, 2].map(eventId));
    });

    it('is a conflict for a caller who saw a stream that is not there', async () => {
      const store = await open();
      const conflict = new RevisionConflict('twoFactor-a', 0, 'noStream');
      await expect(store.append('twoFactor-a', 0, [sessionSeen(1)])).rejects.toEqual(conflict);
      expect(await idsOf(store)).toEqual([]);
    });

    it('lets exactly one of many win who saw the same revision', async () => {
      const store = await open();
      await store.append('twoFactor-a', 'noStream', [sessionSeen(1)]);
      const outcomes = await Promise.allSettled(
        Array.from({ length: 50 }, (_, index) => store.append('twoFactor-a', 0, sessionsSeen(100 + 2 * index, 2))),
      );
      const refusals = outcomes.flatMap((outcome): unknown[] =>
        outcome.status === 'rejected' ? [outcome.reason] : [],
      );
      expect(refusals).toEqual(Array.from({ length: 49 }, () => new RevisionConflict('twoFactor-a', 0, 2)));
      expect(await idsOf(store)).toHaveLength(3);
    });

    it('keeps each stream without gaps and all positions in order when many streams are appended to at once', async () => {
      const store = await open();
      const streams = Array.from({ length: 40 }, (_, number): StreamName<'twoFactor'> => `twoFactor-${number}`);
      const positions = await Promise.all(
        streams.map(async (stream, number) => {
          const first = await store.append(stream, 'noStream', [sessionSeen(10 * number)]);
          const second = await store.append(stream, first.revision, sessionsSeen(10 * number + 1, 3));
          return [first.position, second.position];
        }),
      );
      const events = await eventsOf(store.readAll());
      const inOrder = events.map((event) => event.position);
      expect(inOrder).toHaveLength(160);
      expect(inOrder).toEqual([...new Set(inOrder)].toSorted());
      streams.forEach((stream, number) => {
        const own = events.filter((event) => event.stream === stream);
        expect(own.map((event) => event.revision)).toEqual([0, 1, 2, 3]);
        expect([own[0]?.position, own[3]?.position]).toEqual(positions[number]);
      });
    });

    it('acknowledges a repeated append as the first time, whatever came after it', async () => {
      const store = await open();
      const first = await store.append('twoFactor-a', 'noStream', sessionsSeen(1, 2));
      const second = await store.append('twoFactor-a', 1, [sessionSeen(3)]);
      expect(await store.append('twoFactor-a', 'noStream', sessionsSeen(1, 2))).toEqual(first);
      expect(await store.append('twoFactor-a', 1, [sessionSeen(3)])).toEqual(second);
      expect(await idsOf(store)).toEqual([1, 2, 3].map(eventId));
    });

    it('acknowledges an append that is sent twice at once as one', async () => {
      const store = await open();
      const [one, other] = await Promise.all([
        store.append('twoFactor-a', 'noStream', sessionsSeen(1, 2)),
        store.append('twoFactor-a', 'noStream', sessionsSeen(1, 2)),
      ]);
      expect(one).toEqual(other);
      expect(await idsOf(store)).toEqual([1, 2].map(eventId));
    });

    it.each([
      { where: 'there, but not with all of them', stream: 'twoFactor-a', expected: 'noStream', numbers: [1, 9] },
      { where: 'there, but at another place', stream: 'twoFactor-a', expected: 'noStream', numbers: [9, 1] },
      { where: 'in the same append', stream: 'twoFactor-b', expected: 'noStream', numbers: [9, 9] },
    ] as const)('refuses an event whose id is $where', async ({ stream, expected, numbers }) => {
      const store = await open();
      await store.append('twoFactor-a', 'noStream', sessionsSeen(1, 2));
      await expect(store.append(stream, expected, numbers.map(sessionSeen))).rejects.toThrow(InvalidEvent);
      expect(await idsOf(store)).toEqual([1, 2].map(eventId));
    });

    it('refuses all events for one that does not fit its schema, naming the field and no value', async () => {
      const store = await open();
      const misfit = newEvent(2, 'SessionSeen', { sessionId: 'secret'.repeat(100) });
      const [outcome] = await Promise.allSettled([store.append('twoFactor-a', 'noStream', [sessionSeen(1), misfit])]);
      expect(outcome).toEqual({ status: 'rejected', reason: expect.any(InvalidEvent) });
      const message = outcome.status === 'rejected' ? String(outcome.reason) : '';
      expect(message).toContain('data.sessionId');
      expect(message).not.toContain('secret');
      expect(await idsOf(store)).toEqual([]);
    });

    it('refuses a stream of a category where the type does not belong', async () => {
      const store = await open();
      const stream = 'user-a' as StreamName as StreamName<'twoFactor'>;
      await expect(store.append(stream, 'noStream', [sessionSeen(1)])).rejects.toThrow(InvalidEvent);
      expect(await idsOf(store)).toEqual([]);
    });

    it('refuses an append without events', async () => {
      const store = await open();
      await expect(store.append('twoFactor-a', 'noStream', [])).rejects.toThrow(InvalidEvent);
    });

    it('is not held up by the refusal of others that came at the same moment', async () => {
      const store = await open();
      await store.append('twoFactor-a', 'noStream', [sessionSeen(1)]);
      const [refused, done] = await Promise.allSettled([
        store.append('twoFactor-a', 'noStream', [sessionSeen(2)]),
        store.append('twoFactor-b', 'noStream', [sessionSeen(3)]),
      ]);
      expect([refused.status, done.status]).toEqual(['rejected', 'fulfilled']);
      expect(await idsOf(store)).toEqual([1, 3].map(eventId));
    });
  });
}
