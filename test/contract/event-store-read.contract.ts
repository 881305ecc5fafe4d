import { describe, expect, it } from 'vitest';
import { RevisionConflict } from '../../src/event-store/port.js';
import { batchesOf, createEventRecorder, eventsOf } from '../support/event-recorder.js';
import { eventId, newEvent, sessionSeen, sessionsSeen, someSealedValue } from '../support/events.js';
import type { OpenEventStore } from './event-store.contract.js';

export function readContract(open: OpenEventStore): void {
  describe('reading', () => {
    it('gives an event as it was appended, with its place', async () => {
      const store = await open();
      const event = newEvent(
        1,
        'EnrollmentStarted',
        {
          enrollmentId: 'enrollment-1',
          sessionId: 'session-1',
          expiresAt: '2026-11-24T12:10:00.000Z',
          method: 'AUTHENTICATOR_APP',
          secret: someSealedValue('secret'),
        },
        { actor: { kind: 'user', id: 'user-1' }, interface: 'CLASSIC', client: someSealedValue('client') },
      );
      const { position } = await store.append('twoFactor-a', 'noStream', [event]);
      const recorded = {
        ...event,
        stream: 'twoFactor-a',
        revision: 0,
        position,
        occurredAt: event.metadata.occurredAt,
      };
      expect(await eventsOf(store.readStream('twoFactor-a'))).toEqual([recorded]);
      expect(await eventsOf(store.readAll())).toEqual([recorded]);
    });

    it('gives a stream from a revision on', async () => {
      const store = await open();
      await store.append('twoFactor-a', 'noStream', sessionsSeen(1, 2));
      await store.append('twoFactor-b', 'noStream', sessionsSeen(10, 2));
      await store.append('twoFactor-a', 1, sessionsSeen(3, 2));
      const idsFrom = async (revision?: number) =>
        (await eventsOf(store.readStream('twoFactor-a', revision))).map((event) => event.id);
      expect(await idsFrom()).toEqual([1, 2, 3, 4].map(eventId));
      expect(await idsFrom(2)).toEqual([3, 4].map(eventId));
      expect(await idsFrom(4)).toEqual([]);
    });

    it('gives no batch of a stream that is not there', async () => {
      const store = await open();
      await store.append('twoFactor-a', 'noStream', [sessionSeen(1)]);
      expect(await batchesOf(store.readStream('twoFactor-b'))).toEqual([]);
    });

    it('gives long streams and histories whole, in batches', async () => {
      const store = await open();
      const events = sessionsSeen(1, 1_500);
      const ids = events.map((event) => event.id);
      await store.append('twoFactor-a', 'noStream', events);
      for (const batches of [await batchesOf(store.readStream('twoFactor-a')), await batchesOf(store.readAll())]) {
        expect(batches.length).toBeGreaterThan(1);
        expect(batches.flat().map((event) => event.id)).toEqual(ids);
        expect(batches.flat().map((event) => event.revision)).toEqual(ids.map((_, index) => index));
      }
    });

    it('gives the history in the order of appending, after any position', async () => {
      const store = await open();
      await store.append('twoFactor-a', 'noStream', sessionsSeen(1, 2));
      await store.append('twoFactor-b', 'noStream', sessionsSeen(3, 1));
      await store.append('twoFactor-a', 1, sessionsSeen(4, 2));
      const all = await eventsOf(store.readAll());
      expect(all.map((event) => event.id)).toEqual([1, 2, 3, 4, 5].map(eventId));
      for (const [index, event] of all.entries()) {
        expect(await eventsOf(store.readAll(event.position))).toEqual(all.slice(index + 1));
      }
    });

    it('gives the history up to what was there when reading began', async () => {
      const store = await open();
      await store.append('twoFactor-a', 'noStream', sessionsSeen(1, 1_500));
      let read = 0;
      for await (const batch of store.readAll()) {
        if (read === 0) {
          await store.append('twoFactor-b', 'noStream', [sessionSeen(9_999)]);
        }
        read += batch.length;
      }
      expect(read).toBe(1_500);
    });

    it('shows what was appended as soon as that is acknowledged', async () => {
      const store = await open();
      for (let revision = 0; revision < 20; revision += 1) {
        await store.append('twoFactor-a', revision === 0 ? 'noStream' : revision - 1, [sessionSeen(revision)]);
        const newest = (await eventsOf(store.readStream('twoFactor-a', revision)))[0];
        expect(newest?.id).toBe(eventId(revision));
        expect(await store.head()).toBe(newest?.position);
      }
    });

    it('refuses what is not a position', async () => {
      const store = await open();
      await store.append('twoFactor-a', 'noStream', [sessionSeen(1)]);
      for (const wrong of ['', '1', '-0000000000000000001', 'x'.repeat(20), '9'.repeat(20)]) {
        await expect(eventsOf(store.readAll(wrong)), wrong).rejects.toThrow(RangeError);
        expect(() => store.subscribe(wrong, createEventRecorder()), wrong).toThrow(RangeError);
        await expect(store.countAfter(wrong), wrong).rejects.toThrow(RangeError);
      }
    });

    it('counts the events after any position, of all streams, appended or refused in between', async () => {
      const store = await open();
      expect(await store.countAfter()).toBe(0);
      await store.append('twoFactor-a', 'noStream', sessionsSeen(1, 3));
      await expect(store.append('twoFactor-a', 'noStream', sessionsSeen(50, 2))).rejects.toThrow(RevisionConflict);
      await store.append('twoFactor-b', 'noStream', sessionsSeen(10, 2));
      expect(await store.countAfter()).toBe(5);
      const all = await eventsOf(store.readAll());
      for (const [index, { position }] of all.entries()) expect(await store.countAfter(position)).toBe(4 - index);
    });

    it('counts none after a position that the history has not reached', async () => {
      const store = await open();
      await store.append('twoFactor-a', 'noStream', [sessionSeen(1)]);
      expect(await store.countAfter('09223372036854775807')).toBe(0);
    });

    it('has no head while there is no event', async () => {
      const store = await open();
      expect(await store.head()).toBeUndefined();
      expect(await eventsOf(store.readAll())).toEqual([]);
    });
  });
}
