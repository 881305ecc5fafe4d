import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SmsMessage } from '../../../../src/delivery/sms/provider.js';
import {
  createSmsGateway,
  type SendTry,
  type SmsGateway,
  type SmsGatewayDependencies,
} from '../../../../src/delivery/sms/sms-gateway.js';
import { createManualTime, type ManualTime } from '../../../support/sms-sender/manual-time.js';
import {
  accept,
  createHeldAnswers,
  createScriptedProvider,
  fail,
  neverAnswer,
  refuse,
  type ScriptedProvider,
} from '../../../support/sms-sender/scripted-provider.js';

const message: SmsMessage = { tokenId: 'user-1.1', to: '+46701234567', text: '123456' };

describe('D6: the gateway to the providers', () => {
  let time: ManualTime;
  let first: ScriptedProvider;
  let second: ScriptedProvider;
  let tries: SendTry[];
  let defects: unknown[];
  let gateway: SmsGateway;

  beforeEach(() => {
    // The circuit breaker's own clock. Nothing of it waits, so no timer is needed.
    vi.useFakeTimers({ toFake: ['Date'] });
    time = createManualTime();
    first = createScriptedProvider('messagebird');
    second = createScriptedProvider('twilio');
    tries = [];
    defects = [];
    gateway = gatewayOver([first, second]);
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const gatewayOver = (providers: SmsGatewayDependencies['providers']) =>
    createSmsGateway({
      providers,
      clock: time.clock,
      timers: time.timers,
      onTry: (one) => tries.push(one),
      onDefect: (error) => defects.push(error),
    });
  const states = () => gateway.circuits().map(({ state }) => state);
  const sendTimes = async (times: number) => {
    for (let sent = 0; sent < times; sent += 1) await gateway.send(message);
  };

  describe('in order of preference', () => {
    it('asks the first one, and nobody else where that takes the message', async () => {
      expect(await gateway.send(message)).toEqual({ kind: 'SENT', provider: 'messagebird' });
      expect(first.taken).toEqual([message]);
      expect(second.asked).toEqual([]);
    });

    it.each(['UNAVAILABLE', 'THROTTLED', 'TIMED_OUT', 'ACCESS_DENIED'] as const)(
      'asks the next one where one fails: %s',
      async (reason) => {
        first.answerWith(() => ({ kind: 'FAILED', reason }));
        expect(await gateway.send(message)).toEqual({ kind: 'SENT', provider: 'twilio' });
        expect(second.taken).toEqual([message]);
      },
    );

    it('fails where all fail', async () => {
      first.answerWith(fail);
      second.answerWith(fail);
      expect(await gateway.send(message)).toEqual({ kind: 'FAILED' });
    });

    it('asks nobody else where one refuses the message', async () => {
      first.answerWith(refuse);
      const refused = { kind: 'REFUSED', provider: 'messagebird', reason: 'NUMBER_REFUSED' };
      expect(await gateway.send(message)).toEqual(refused);
      expect(second.asked).toEqual([]);
    });

    it('fails without a provider', async () => {
      expect(await gatewayOver([]).send(message)).toEqual({ kind: 'FAILED' });
    });

    it('asks the next one after 5 seconds without an answer, and no sooner', async () => {
      first.answerWith(neverAnswer);
      const sent = gateway.send(message);
      await time.advance(4_999);
      expect(second.asked).toEqual([]);
      await time.advance(1);
      expect(await sent).toEqual({ kind: 'SENT', provider: 'twilio' });
    });

    it('does not let an answer that came too late count', async () => {
      const held = createHeldAnswers();
      first.answerWith(held.answer);
      second.answerWith(fail);
      const sent = gateway.send(message);
      await time.advance(5_000);
      held.release();
      expect(await sent).toEqual({ kind: 'FAILED' });
    });

    it('asks the next one where one throws, and says that there is a bug', async () => {
      const bug = new Error('not a function');
      first.answerWith(() => Promise.reject(bug));
      expect(await gateway.send(message)).toEqual({ kind: 'SENT', provider: 'twilio' });
      expect(defects).toEqual([bug]);
    });

    it('leaves no timer behind', async () => {
      await gateway.send(message);
      expect(time.waits()).toEqual([]);
    });
  });

  it('tells of every try who was asked, what came of it and how long it took', async () => {
    first.answerWith(neverAnswer);
    const sent = gateway.send(message);
    await time.advance(5_000);
    await sent;
    expect(tries).toEqual([
      { provider: 'messagebird', outcome: { kind: 'FAILED', reason: 'TIMED_OUT' }, milliseconds: 5_000 },
      { provider: 'twilio', outcome: { kind: 'ACCEPTED' }, milliseconds: 0 },
    ]);
  });

  describe('a provider that keeps failing', () => {
    beforeEach(() => first.answerWith(fail));

    it('is skipped after five failures in a row', async () => {
      await sendTimes(4);
      expect(states()).toEqual(['CLOSED', 'CLOSED']);
      await sendTimes(1);
      expect(states()).toEqual(['OPEN', 'CLOSED']);
      await sendTimes(3);
      expect(first.asked).toHaveLength(5);
      expect(second.taken).toHaveLength(8);
    });

    it('is skipped at once where it denies us access', async () => {
      first.answerWith(() => ({ kind: 'FAILED', reason: 'ACCESS_DENIED' }));
      await sendTimes(2);
      expect(states()).toEqual(['OPEN', 'CLOSED']);
      expect(first.asked).toHaveLength(1);
    });

    it('counts from the beginning after a message that it took', async () => {
      await sendTimes(4);
      first.answerWith(accept);
      await sendTimes(1);
      first.answerWith(fail);
      await sendTimes(4);
      expect(states()).toEqual(['CLOSED', 'CLOSED']);
    });

    it('is not one that refuses messages: that is an answer', async () => {
      first.answerWith(refuse);
      await sendTimes(20);
      expect(states()).toEqual(['CLOSED', 'CLOSED']);
      expect(first.asked).toHaveLength(20);
    });

    it('is not waited for, also where it is the only one: the message fails at once', async () => {
      gateway = gatewayOver([first]);
      await sendTimes(5);
      first.answerWith(neverAnswer);
      expect(await gateway.send(message)).toEqual({ kind: 'FAILED' });
      expect(first.asked).toHaveLength(5);
    });

    it('is tried with one message after 30 seconds, while others pass it by and do not wait', async () => {
      await sendTimes(5);
      vi.advanceTimersByTime(29_999);
      await sendTimes(1);
      expect(first.asked).toHaveLength(5);

      vi.advanceTimersByTime(1);
      const held = createHeldAnswers();
      first.answerWith(held.answer);
      const probe = gateway.send(message);
      expect(states()).toEqual(['HALF_OPEN', 'CLOSED']);
      expect(await gateway.send(message)).toEqual({ kind: 'SENT', provider: 'twilio' });
      expect(first.asked).toHaveLength(6);

      held.release();
      expect(await probe).toEqual({ kind: 'SENT', provider: 'messagebird' });
      expect(states()).toEqual(['CLOSED', 'CLOSED']);
    });

    it('is skipped for another 30 seconds where that message fails', async () => {
      await sendTimes(5);
      vi.advanceTimersByTime(30_000);
      await sendTimes(2);
      expect(first.asked).toHaveLength(6);
      expect(states()).toEqual(['OPEN', 'CLOSED']);
      vi.advanceTimersByTime(30_000);
      first.answerWith(accept);
      expect(await gateway.send(message)).toEqual({ kind: 'SENT', provider: 'messagebird' });
    });
  });
});
