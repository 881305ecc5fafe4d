import { describe, expect, it } from 'vitest';
import { StoreUnavailable } from '../../src/event-store/port.js';
import { createEventRecorder, eventsOf } from '../support/event-recorder.js';
import { sessionSeen, sessionsSeen } from '../support/events.js';
import type { OpenEventStore } from './event-store.contract.js';

export function lifecycleContract(open: OpenEventStore): void {
  describe('the store itself', () => {
    it('has an identity of its own', async () => {
      const [one, other] = [await open(), await open()];
      const { id } = one;
      await one.append('twoFactor-a', 'noStream', [sessionSeen(1)]);
      expect(one.id).toBe(id);
      expect(id).not.toBe(other.id);
      expect(id).not.toBe('');
    });

    it('finishes the appends under way when it is closed', async () => {
      const store = await open();
      const appends = Array.from({ length: 20 }, (_, number) =>
        store.append(`twoFactor-${number}`, 'noStream', [sessionSeen(number)]),
      );
      await store.close();
      expect((await Promise.all(appends)).map((appended) => appended.revision)).toEqual(appends.map(() => 0));
    });

    it('is not available any more once it is closed', async () => {
      const store = await open();
      await store.append('twoFactor-a', 'noStream', [sessionSeen(1)]);
      await store.close();
      await expect(store.append('twoFactor-a', 0, [sessionSeen(2)])).rejects.toThrow(StoreUnavailable);
      await expect(eventsOf(store.readStream('twoFactor-a'))).rejects.toThrow(StoreUnavailable);
      await expect(eventsOf(store.readAll())).rejects.toThrow(StoreUnavailable);
      await expect(store.head()).rejects.toThrow(StoreUnavailable);
      expect(() => store.subscribe(undefined, createEventRecorder())).toThrow(StoreUnavailable);
    });

    it('ends a reading that is under way when it is closed', async () => {
      const store = await open();
      await store.append('twoFactor-a', 'noStream', sessionsSeen(1, 1_500));
      const batches = store.readAll()[Symbol.asyncIterator]();
      await batches.next();
      await store.close();
      await expect(batches.next()).rejects.toThrow(StoreUnavailable);
    });

    it('ends its subscriptions when it is closed, and takes what their handlers append on the way out', async () => {
      const store = await open();
      await store.append('twoFactor-a', 'noStream', [sessionSeen(1)]);
      const recorder = createEventRecorder(async () => {
        closing ??= store.close();
        await store.append('twoFactor-b', 'noStream', [sessionSeen(2)]);
      });
      let closing: Promise<void> | undefined;
      store.subscribe(undefined, recorder);
      await recorder.seen(1);
      await closing;
      expect(recorder.failures).toEqual([]);
    });

    it('may be closed twice', async () => {
      const store = await open();
      await Promise.all([store.close(), store.close()]);
      await expect(store.close()).resolves.toBeUndefined();
    });
  });
}
