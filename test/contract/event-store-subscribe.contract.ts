import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StreamName } from '../../src/domain/events.js';
import { StoreUnavailable } from '../../src/event-store/port.js';
import { createEventRecorder } from '../support/event-recorder.js';
import { eventId, sessionSeen, sessionsSeen } from '../support/events.js';
import type { OpenEventStore } from './event-store.contract.js';

export function subscribeContract(open: OpenEventStore): void {
  describe('subscribe', () => {
    it('gives what is there, then what comes, in order', async () => {
      const store = await open();
      await store.append('twoFactor-a', 'noStream', sessionsSeen(1, 1_200));
      const recorder = createEventRecorder();
      const subscription = store.subscribe(undefined, recorder);
      await subscription.caughtUp;
      expect(recorder.events).toHaveLength(1_200);
      await store.append('twoFactor-b', 'noStream', sessionsSeen(1_201, 2));
      await store.append('twoFactor-a', 1_199, sessionsSeen(1_203, 1));
      await recorder.seen(1_203);
      expect(recorder.events.map((event) => event.id)).toEqual(sessionsSeen(1, 1_203).map((event) => event.id));
    });

    it('gives nothing up to the position it begins after', async () => {
      const store = await open();
      const { position } = await store.append('twoFactor-a', 'noStream', sessionsSeen(1, 2));
      await store.append('twoFactor-a', 1, [sessionSeen(3)]);
      const recorder = createEventRecorder();
      await store.subscribe(position, recorder).caughtUp;
      await store.append('twoFactor-a', 2, [sessionSeen(4)]);
      await recorder.seen(2);
      expect(recorder.events.map((event) => event.id)).toEqual([3, 4].map(eventId));
    });

    it('has caught up at once with an empty history', async () => {
      const store = await open();
      const recorder = createEventRecorder();
      await store.subscribe(undefined, recorder).caughtUp;
      await store.append('twoFactor-a', 'noStream', [sessionSeen(1)]);
      await recorder.seen(1);
    });

    it('misses nothing and repeats nothing while events are appended during the catch-up', async () => {
      const store = await open();
      let next = 1;
      const appendTo = async (stream: StreamName<'twoFactor'>, howMany: number): Promise<void> => {
        const first = next;
        next += howMany;
        await store.append(stream, 'noStream', sessionsSeen(first, howMany));
      };
      const burst = fc.record({ events: fc.integer({ min: 1, max: 40 }), waits: fc.boolean() });
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 0, max: 1_100 }),
          fc.array(burst, { minLength: 1, maxLength: 12 }),
          fc.boolean(),
          async (before, during, slow) => {
            const start = await store.head();
            const firstNumber = next;
            if (before > 0) {
              await appendTo(`twoFactor-${next}`, before);
            }
            const recorder = createEventRecorder(() => (slow ? nextTurn() : undefined));
            const subscription = store.subscribe(start, recorder);
            const appends: Promise<void>[] = [];
            for (const { events, waits } of during) {
              const appended = appendTo(`twoFactor-${next}`, events);
              appends.push(appended);
              if (waits) {
                await appended;
              }
            }
            await Promise.all([...appends, subscription.caughtUp]);
            await recorder.seen(next - firstNumber);
            await subscription.close();
            const ids = recorder.events.map((event) => event.id);
            expect(ids).toEqual(sessionsSeen(firstNumber, next - firstNumber).map((event) => event.id));
            const positions = recorder.events.map((event) => event.position);
            expect(positions).toEqual(positions.toSorted());
          },
        ),
        { numRuns: 20, seed: 20261124 },
      );
    });

    it('gives every subscription everything, each at its own pace', async () => {
      const store = await open();
      const recorders = [createEventRecorder(), createEventRecorder(nextTurn)];
      for (const recorder of recorders) {
        store.subscribe(undefined, recorder);
      }
      for (let number = 0; number < 30; number += 1) {
        await store.append(`twoFactor-${number}`, 'noStream', [sessionSeen(number)]);
      }
      for (const recorder of recorders) {
        await recorder.seen(30);
        expect(recorder.events.map((event) => event.id)).toEqual(sessionsSeen(0, 30).map((event) => event.id));
      }
    });

    it('waits for the handler before it gives more', async () => {
      const store = await open();
      let running = 0;
      let mostAtOnce = 0;
      const gate = createGate();
      const started = createGate();
      const recorder = createEventRecorder(async () => {
        running += 1;
        mostAtOnce = Math.max(mostAtOnce, running);
        started.open();
        await gate.opened;
        running -= 1;
      });
      await store.append('twoFactor-a', 'noStream', [sessionSeen(1)]);
      const subscription = store.subscribe(undefined, recorder);
      await started.opened;
      for (let number = 2; number <= 10; number += 1) {
        await store.append(`twoFactor-${number}`, 'noStream', [sessionSeen(number)]);
      }
      await nextTurn();
      expect([recorder.events.length, mostAtOnce]).toEqual([0, 1]);
      gate.open();
      await subscription.caughtUp;
      await recorder.seen(10);
      expect(mostAtOnce).toBe(1);
      expect(recorder.events.map((event) => event.id)).toEqual(sessionsSeen(1, 10).map((event) => event.id));
    });

    it('is over, and says so once, when the handler throws', async () => {
      const store = await open();
      const fault = new Error('the handler is broken');
      let calls = 0;
      const recorder = createEventRecorder(() => {
        calls += 1;
        throw fault;
      });
      const witness = createEventRecorder();
      await store.append('twoFactor-a', 'noStream', [sessionSeen(1)]);
      const subscription = store.subscribe(undefined, recorder);
      store.subscribe(undefined, witness);
      await expect(subscription.caughtUp).rejects.toEqual(
        new StoreUnavailable('The subscription ended before it had caught up.', { cause: fault }),
      );
      await store.append('twoFactor-a', 0, [sessionSeen(2)]);
      await witness.seen(2);
      await subscription.close();
      expect([calls, recorder.failures]).toEqual([1, [fault]]);
    });

    it('gives nothing more once it is closed in the middle of the catch-up', async () => {
      const store = await open();
      await store.append('twoFactor-a', 'noStream', sessionsSeen(1, 1_500));
      const gate = createGate();
      const started = createGate();
      let calls = 0;
      const recorder = createEventRecorder(async () => {
        calls += 1;
        started.open();
        await gate.opened;
      });
      const subscription = store.subscribe(undefined, recorder);
      await started.opened;
      let closed = false;
      const closing = subscription.close().then(() => {
        closed = true;
      });
      await nextTurn();
      expect(closed).toBe(false);
      gate.open();
      await closing;
      await expect(subscription.caughtUp).rejects.toThrow(StoreUnavailable);
      const given = recorder.events.length;
      await store.append('twoFactor-b', 'noStream', [sessionSeen(9_999)]);
      await nextTurn();
      expect(calls).toBe(1);
      expect(recorder.events).toHaveLength(given);
      expect(recorder.failures).toEqual([]);
    });
  });
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function createGate(): { readonly opened: Promise<void>; open(): void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
