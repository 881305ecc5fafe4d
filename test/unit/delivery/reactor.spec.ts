import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Reactor, type ReactorDependencies, startReactor } from '../../../src/delivery/reactor.js';
import {
  createMemoryReactorStateStore,
  type ReactorStatesInMemory,
} from '../../../src/delivery/reactor-state/memory/memory-reactor-state-store.js';
import type { ReactorStateStore } from '../../../src/delivery/reactor-state/port.js';
import type { Reacted, Term } from '../../../src/delivery/reactor-term.js';
import { second } from '../../../src/domain/instant.js';
import { createCodec } from '../../../src/event-store/codec.js';
import { createMemoryEventStore } from '../../../src/event-store/memory/memory-event-store.js';
import { type EventStore, type Position, StoreUnavailable } from '../../../src/event-store/port.js';
import { eventSchemas } from '../../../src/event-store/schemas/event-schemas.js';
import { upcasters } from '../../../src/event-store/upcasters/upcasters.js';
import { eventsOf } from '../../support/event-recorder.js';
import { sessionSeen } from '../../support/events.js';
import { createManualTime, type ManualTime } from '../../support/sms-sender/manual-time.js';

/** Something that is being done about an event, until the test says that it is done. */
interface Work {
  readonly who: string;
  readonly session: string;
  readonly term: Term;
  settle(reacted?: Reacted): void;
}

describe('a reactor', () => {
  let time: ManualTime;
  let eventStore: EventStore;
  let states: ReactorStatesInMemory;
  let works: Work[];
  let failures: unknown[];
  let appended: number;
  let reactors: Reactor[];

  beforeEach(() => {
    time = createManualTime();
    eventStore = createMemoryEventStore({ codec: createCodec({ schemas: eventSchemas, upcasters }) });
    states = new Map();
    works = [];
    failures = [];
    appended = 0;
    reactors = [];
  });
  afterEach(async () => {
    const closed = Promise.all(reactors.map((reactor) => reactor.close()));
    await time.advance(60 * second);
    await closed;
    await eventStore.close();
  });

  const stateStore = () => createMemoryReactorStateStore({ clock: time.clock, states });

  function start(holder: string, changes: Partial<ReactorDependencies> = {}): Reactor {
    const reactor = startReactor({
      name: 'reactor',
      holder,
      eventStore,
      states: stateStore(),
      react: (event, term) =>
        event.type === 'SessionSeen'
          ? new Promise((resolve) => {
              const settle = (reacted: Reacted = 'SETTLED') => resolve(reacted);
              works.push({ who: holder, session: event.data.sessionId, term, settle });
            })
          : undefined,
      clock: time.clock,
      timers: time.timers,
      onFailure: (error) => failures.push(error),
      ...changes,
    });
    reactors.push(reactor);
    return reactor;
  }

  async function append(howMany: number): Promise<Position> {
    let position = '';
    for (let count = 0; count < howMany; count += 1) {
      const expected = appended === 0 ? 'noStream' : appended - 1;
      appended += 1;
      ({ position } = await eventStore.append('twoFactor-user-1', expected, [sessionSeen(appended)]));
    }
    return position;
  }

  const begun = (howMany: number) => vi.waitUntil(() => works.length >= howMany, { interval: 1, timeout: 10_000 });
  const saved = () => stateStore().position('reactor');
  const close = async (reactor: Reactor, milliseconds = 0) => {
    const closed = reactor.close();
    await time.advance(milliseconds);
    await closed;
  };

  describe('follows the history', () => {
    it('from the beginning, and then live', async () => {
      await append(2);
      start('first');
      await begun(2);
      await append(1);
      await begun(3);
      expect(works.map(({ session }) => session)).toEqual(['session-1', 'session-2', 'session-3']);
    });

    it('saves at the next beat up to where everything is settled', async () => {
      const reactor = start('first');
      const [one, two] = [await append(1), await append(1)];
      await begun(2);
      works[1]?.settle();
      await time.advance(1 * second);
      expect(await saved()).toBeUndefined();
      expect(reactor.state()).toEqual({ isRunning: true, unsettled: 1, position: undefined });
      works[0]?.settle();
      await time.advance(1 * second);
      expect(await saved()).toBe(two);
      expect(reactor.state()).toEqual({ isRunning: true, unsettled: 0, position: two });
      expect(one < two).toBe(true);
    });

    it('goes on after the saved position', async () => {
      const first = start('first');
      await append(2);
      await begun(2);
      works[0]?.settle();
      await close(first, 15 * second);
      start('second');
      await begun(3);
      expect(works.map(({ who, session }) => `${who}: ${session}`)).toEqual([
        'first: session-1',
        'first: session-2',
        'second: session-2',
      ]);
    });

    it('from the beginning where the saved position is one that the history has not reached', async () => {
      await append(1);
      states.set('reactor', { position: '9'.repeat(20) });
      start('first');
      await begun(1);
    });

    it('again, by itself, after the history could not be followed', async () => {
      await append(1);
      const outage = new StoreUnavailable('not now');
      let outages = 3;
      const faulty: EventStore = {
        ...eventStore,
        subscribe(after, handler) {
          outages -= 1;
          // The first time it cannot even begin; then it breaks off.
          if (outages === 2) throw outage;
          if (outages === 1) handler.onFailure(outage);
          return eventStore.subscribe(after, handler);
        },
      };
      start('first', { eventStore: faulty });
      await time.advance(2 * second);
      await begun(1);
      for (const work of works) work.settle('LEFT');
      await time.advance(2 * second);
      await begun(2);
      expect(failures).toEqual([outage, outage]);
    });
  });

  describe('runs in one process at a time', () => {
    it('the second waits while the first lives', async () => {
      const first = start('first');
      await time.advance(0);
      const other = start('second');
      await append(1);
      await begun(1);
      await time.advance(60 * second);
      expect(works.map(({ who }) => who)).toEqual(['first']);
      expect([first, other].map((reactor) => reactor.state().isRunning)).toEqual([true, false]);
    });

    it('the second takes over at the next beat when the first is closed', async () => {
      const first = start('first');
      await time.advance(0);
      start('second');
      await close(first);
      await append(1);
      await time.advance(1 * second);
      await begun(1);
      expect(works.map(({ who }) => who)).toEqual(['second']);
    });

    it('the second takes over when the first gives no sign of life for 10 seconds, which stops by then', async () => {
      let isCutOff = false;
      const cutOff = async (): Promise<boolean> => Promise.reject(new Error('no route to the lease'));
      const store = stateStore();
      const faulty: ReactorStateStore = {
        ...store,
        acquire: (...lease) => (isCutOff ? cutOff() : store.acquire(...lease)),
      };
      const first = start('first', { states: faulty });
      await append(1);
      await begun(1);
      start('second');
      isCutOff = true;
      await time.advance(9 * second);
      expect(works[0]?.term.mayAct()).toBe(true);
      expect(works).toHaveLength(1);
      await time.advance(2 * second);
      expect(works[0]?.term.mayAct()).toBe(false);
      expect(first.state().isRunning).toBe(false);
      await begun(2);
      expect(works[1]).toMatchObject({ who: 'second', session: 'session-1' });
      expect(works[1]?.term.mayAct()).toBe(true);
    });

    it('a process that slept too long begins a new term, even where nobody took its lease', async () => {
      const store = stateStore();
      let isAsleep = false;
      const wakeUp: (() => void)[] = [];
      const slow: ReactorStateStore = {
        ...store,
        acquire: async (...lease) => {
          if (isAsleep) await new Promise<void>((resolve) => wakeUp.push(resolve));
          return store.acquire(...lease);
        },
      };
      start('first', { states: slow });
      await append(1);
      await begun(1);
      isAsleep = true;
      await time.advance(11 * second);
      expect(works[0]?.term.mayAct()).toBe(false);
      works[0]?.settle('LEFT');
      isAsleep = false;
      for (const wake of wakeUp) wake();
      await time.advance(2 * second);
      await begun(2);
      expect(works[1]).toMatchObject({ who: 'first', session: 'session-1' });
      expect(works[1]?.term.mayAct()).toBe(true);
    });
  });

  describe('when it is closed', () => {
    it('takes nothing more, waits for what was begun, saves, and gives the lease back', async () => {
      const reactor = start('first');
      const position = await append(1);
      await begun(1);
      const closed = reactor.close();
      await time.advance(0);
      expect(works[0]?.term.mayAct()).toBe(false);
      await append(1);
      await time.advance(5 * second);
      works[0]?.settle();
      await closed;
      expect(works).toHaveLength(1);
      expect(await saved()).toBe(position);
      expect(await stateStore().acquire('reactor', 'second', '2026-11-24T13:00:00.000Z')).toBe(true);
    });

    it('ends pauses before another act at once, and those before another recording after 15 seconds', async () => {
      const reactor = start('first');
      await append(1);
      await begun(1);
      const ended: string[] = [];
      const { term } = works[0]!;
      void term.pause(3_600 * second).then((isOver) => ended.push(`act: ${isOver}`));
      void term.pauseToRecord(3_600 * second).then((isOver) => ended.push(`record: ${isOver}`));
      void term.pauseToRecord(10 * second).then((isOver) => ended.push(`record: ${isOver}`));
      const closed = reactor.close();
      await time.advance(0);
      expect(ended).toEqual(['act: false']);
      await time.advance(14 * second);
      expect(ended).toEqual(['act: false', 'record: true']);
      await time.advance(1 * second);
      await closed;
      expect(ended).toEqual(['act: false', 'record: true', 'record: false']);
      expect(await saved()).toBeUndefined();
    });

    it('leaves to the next term what the history still hands over', async () => {
      const late: EventStore = {
        ...eventStore,
        subscribe(after, handler) {
          const subscription = eventStore.subscribe(after, handler);
          const close = async () => {
            const [event] = await eventsOf(eventStore.readAll());
            await handler.onEvents([{ ...event!, position: '9'.repeat(20) }]);
            await subscription.close();
          };
          return { ...subscription, close };
        },
      };
      const reactor = start('first', { eventStore: late });
      const position = await append(1);
      await begun(1);
      works[0]?.settle();
      await close(reactor);
      expect(works).toHaveLength(1);
      expect(await saved()).toBe(position);
    });

    it('leaves no timer behind', async () => {
      await close(start('first'));
      expect(time.waits()).toEqual([]);
    });
  });

  it('goes on after a bug in what reacts; the event stays unsettled', async () => {
    const bug = new Error('not a function');
    const reactor = start('first', { react: () => Promise.reject(bug) });
    await append(1);
    await vi.waitUntil(() => failures.length > 0);
    expect(failures).toEqual([bug]);
    expect(reactor.state()).toEqual({ isRunning: true, unsettled: 0, position: undefined });
  });
});
