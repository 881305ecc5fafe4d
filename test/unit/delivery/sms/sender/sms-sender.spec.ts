import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReactorStateStore } from '../../../../../src/delivery/reactor-state/port.js';
import { minute, second } from '../../../../../src/domain/instant.js';
import { StoreUnavailable } from '../../../../../src/event-store/port.js';
import { accept, createHeldAnswers, fail } from '../../../../support/sms-sender/scripted-provider.js';
import { createSenderFixture, type SenderFixture } from '../../../../support/sms-sender/sender-fixture.js';

describe('the sender of SMS tokens', () => {
  let fixture: SenderFixture;
  beforeEach(() => {
    fixture = createSenderFixture();
  });
  afterEach(() => fixture.close());

  const issue = async (howMany: number, user = 'user'): Promise<readonly string[]> => {
    const tokens = Array.from({ length: howMany }, (_, number) => `${user}-${number}.1`);
    for (const token of tokens) await fixture.issuer.issue(token);
    return tokens;
  };
  const savedPosition = () => fixture.states.position(`sms-sender:${fixture.eventStore.id}`);
  const taken = () => fixture.provider.taken.map(({ tokenId }) => tokenId);

  describe('does not let orders wait for each other', () => {
    it('has so many in flight at once, and no more', async () => {
      const held = createHeldAnswers();
      fixture.provider.answerWith(held.answer);
      const sender = fixture.start({ concurrency: 3 });
      const tokens = await issue(10);
      await fixture.until(() => held.waiting() === 3);
      await fixture.time.advance(0);
      expect(held.waiting()).toBe(3);
      expect(sender.state()).toMatchObject({ isSending: true, inFlight: 3, queued: 7 });
      held.release();
      await fixture.until(() => fixture.provider.asked.length === 4);
      for (let released = 1; released < 10; released += 1) {
        await fixture.until(() => held.waiting() > 0);
        held.release();
      }
      await fixture.until(() => taken().length === 10);
      expect(taken()).toEqual(tokens);
    });

    it('sends 640 orders through a provider that takes 50 milliseconds in half a second', async () => {
      fixture.provider.answerWith(async () => {
        await new Promise<void>((resolve) => fixture.time.timers.after(50, resolve));
        return { kind: 'ACCEPTED' };
      });
      await issue(640);
      const sender = fixture.start();
      await fixture.until(() => sender.state().queued === 640 - 64);
      await fixture.time.advance(500);
      expect(taken()).toHaveLength(640);
    });

    it('keeps no place for one that waits for another try', async () => {
      fixture.provider.answerWith(fail);
      const sender = fixture.start({ concurrency: 1 });
      await issue(3, 'failing');
      await fixture.until(() => fixture.provider.asked.length === 3);
      fixture.provider.answerWith(accept);
      const tokens = await issue(1, 'fine');
      await fixture.until(() => taken().length === 1);
      expect(taken()).toEqual(tokens);
      await fixture.time.advance(0);
      expect(sender.state()).toMatchObject({ inFlight: 0, queued: 3 });
    });
  });

  describe('saves how far it has come', () => {
    it('up to before the oldest order that is not settled', async () => {
      const held = createHeldAnswers();
      fixture.provider.answerWith(({ tokenId }) =>
        (tokenId === 'user-1.1' ? held.answer : accept)({ tokenId, to: '', text: '' }),
      );
      const sender = fixture.start();
      await issue(4);
      await fixture.until(() => taken().length === 3);
      await fixture.time.advance(1 * second);
      const before = await savedPosition();
      held.release();
      await fixture.time.advance(1 * second);
      const after = await savedPosition();
      expect(before).toBe(String(1).padStart(20, '0'));
      expect(after).toBe(await fixture.eventStore.head());
      expect(sender.state()).toEqual({ isSending: true, inFlight: 0, queued: 0, position: after });
    });

    it('and goes on from there: what is settled is not looked at again', async () => {
      const first = fixture.start();
      await issue(3);
      await fixture.until(() => taken().length === 3);
      await fixture.time.advance(0);
      await first.close();
      fixture.opened.length = 0;
      fixture.start();
      await issue(1, 'later');
      await fixture.until(() => taken().length === 4);
      expect(fixture.opened).toEqual(['later-0.1']);
    });

    it('under the name of the history that it is a position of', async () => {
      expect(await savedPosition()).toBeUndefined();
      fixture.start();
      await issue(1);
      await fixture.time.advance(1 * second);
      expect(await savedPosition()).toBeDefined();
      expect(await fixture.states.position('sms-sender')).toBeUndefined();
    });
  });

  it('sends nothing twice with an old position: the history says what was sent', async () => {
    fixture.start();
    await issue(20);
    await fixture.until(() => taken().length === 20);
    await fixture.time.advance(0);
    const forgetful = { ...fixture.states, acquire: async () => true, position: async () => undefined };
    const other = fixture.start({ states: forgetful });
    const head = await fixture.eventStore.head();
    await fixture.until(() => other.state().position === head);
    expect(taken()).toHaveLength(20);
  });

  describe('runs in one process at a time', () => {
    it('the one without the lease sends nothing', async () => {
      const [first, other] = [fixture.start(), fixture.start()];
      await issue(10);
      await fixture.time.advance(1 * minute);
      expect(taken()).toHaveLength(10);
      expect([first, other].map((sender) => sender.state().isSending)).toEqual([true, false]);
    });

    it('one that loses the lease leaves what waits to the other, which sends it once', async () => {
      let isCutOff = false;
      const reachable: ReactorStateStore = { ...fixture.states };
      const cutOff: ReactorStateStore = {
        ...reachable,
        acquire: (...lease) => (isCutOff ? Promise.reject(new Error('cut off')) : reachable.acquire(...lease)),
      };
      fixture.provider.answerWith(fail);
      const first = fixture.start({ states: cutOff });
      await issue(5);
      await fixture.until(() => fixture.provider.asked.length === 5);
      const other = fixture.start();
      isCutOff = true;
      await fixture.time.advance(12 * second);
      fixture.provider.answerWith(accept);
      await fixture.time.advance(30 * second);
      expect([first, other].map((sender) => sender.state().isSending)).toEqual([false, true]);
      expect(taken().toSorted()).toEqual(['user-0.1', 'user-1.1', 'user-2.1', 'user-3.1', 'user-4.1']);
    });
  });

  describe('when it is closed', () => {
    it('finishes what is in flight, takes nothing more, and leaves what waits for another try', async () => {
      const held = createHeldAnswers();
      fixture.provider.answerWith(({ tokenId }) =>
        (tokenId === 'user-1.1' ? fail : held.answer)({ tokenId, to: '', text: '' }),
      );
      const sender = fixture.start({ concurrency: 2 });
      await issue(3);
      await fixture.until(() => held.waiting() === 2);
      const closed = sender.close();
      await fixture.time.advance(0);
      await issue(1, 'late');
      held.release();
      held.release();
      await fixture.time.advance(0);
      await closed;
      expect(taken()).toEqual(['user-0.1', 'user-2.1']);
      expect(await fixture.historyOf('user-2.1')).toHaveLength(1);
      expect(await savedPosition()).toBe(String(1).padStart(20, '0'));
      expect(sender.state()).toMatchObject({ isSending: false, inFlight: 0, queued: 0 });
    });

    it('leaves what waits for a place', async () => {
      const held = createHeldAnswers();
      fixture.provider.answerWith(held.answer);
      const sender = fixture.start({ concurrency: 1 });
      await issue(3);
      await fixture.until(() => held.waiting() === 1);
      await fixture.time.advance(0);
      const closed = sender.close();
      await fixture.time.advance(0);
      held.release();
      await closed;
      expect(fixture.opened).toEqual(['user-0.1']);
      expect(taken()).toEqual(['user-0.1']);
    });

    it('lets another one go on at once, which sends what was left', async () => {
      fixture.provider.answerWith(fail);
      const first = fixture.start();
      await issue(2);
      await fixture.until(() => fixture.provider.asked.length === 2);
      await fixture.time.advance(0);
      await first.close();
      fixture.provider.answerWith(accept);
      fixture.start();
      await fixture.until(() => taken().length === 2);
    });

    it('still records what a provider took, where the store was unavailable for a moment', async () => {
      let outages = 5;
      const { recordSent } = fixture.orders;
      const orders = {
        ...fixture.orders,
        recordSent: (...sent: Parameters<typeof recordSent>) => {
          outages -= 1;
          return outages < 0 ? recordSent(...sent) : Promise.reject(new StoreUnavailable('not now'));
        },
      };
      const sender = fixture.start({ orders });
      const [token = ''] = await issue(1);
      await fixture.until(() => outages < 5);
      const closed = sender.close();
      await fixture.time.advance(15 * second);
      await closed;
      expect(await fixture.historyOf(token)).toHaveLength(1);
      expect(await savedPosition()).toBe(String(1).padStart(20, '0'));
    });

    it('does not wait longer than 15 seconds', async () => {
      const orders = { ...fixture.orders, open: () => new Promise<never>(() => undefined) };
      const sender = fixture.start({ orders });
      await issue(1);
      await fixture.until(() => sender.state().inFlight === 1);
      const closed = sender.close();
      await fixture.time.advance(15 * second);
      await closed;
      expect(await savedPosition()).toBeUndefined();
    });
  });
});
