import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TokenOrders } from '../../../../../src/application/token-orders.js';
import { minute, second } from '../../../../../src/domain/instant.js';
import { StoreUnavailable } from '../../../../../src/event-store/port.js';
import { accept, fail, neverAnswer, refuse } from '../../../../support/sms-sender/scripted-provider.js';
import { createSenderFixture, type SenderFixture } from '../../../../support/sms-sender/sender-fixture.js';
import { digitsOf, numberOf } from '../../../../support/sms-sender/stream-token-orders.js';

const token = 'user-1.1';
const sent = { type: 'TokenSent', data: { tokenId: token, provider: 'messagebird' } };
const failedForNow = {
  type: 'TokenDeliveryFailed',
  data: { tokenId: token, reason: 'PROVIDER_UNAVAILABLE', final: false },
};
const failedForGood = { ...failedForNow, data: { ...failedForNow.data, final: true } };

describe('D5: the event of a token is the order to send it', () => {
  let fixture: SenderFixture;
  beforeEach(() => {
    fixture = createSenderFixture();
  });
  afterEach(() => fixture.close());

  /** Starts a sender and orders the token. */
  async function order(lifetime = 5 * minute, orders: TokenOrders = fixture.orders): Promise<void> {
    fixture.start({ orders });
    await fixture.issuer.issue(token, { lifetime });
    await fixture.until(() => fixture.opened.length > 0);
    await fixture.time.advance(0);
  }

  describe('a token that is alive', () => {
    it('is sent to the number of its stream, and that is recorded and told', async () => {
      await order();
      const text = `Example: ${digitsOf(token)} is your token to sign in to the Reseller Control Panel. Never share it.`;
      const message = {
        tokenId: token,
        to: numberOf(token),
        text: `${text}\n@sign-in.example.com #${digitsOf(token)}`,
      };
      expect(fixture.provider.taken).toEqual([message]);
      expect(await fixture.historyOf(token)).toEqual([sent]);
      expect(fixture.told).toEqual([{ sent: { country: 'SE', provider: 'messagebird' } }]);
    });

    it('of an enrollment is sent too', async () => {
      fixture.start();
      await fixture.issuer.issue(token, { enrollmentId: 'enrollment-1' });
      await fixture.until(() => fixture.provider.taken.length === 1);
      expect(fixture.provider.taken[0]?.text).toContain('to confirm this number for the Reseller Control Panel');
    });
  });

  describe('a token that is not', () => {
    it('has been sent: nothing is sent, and nothing recorded', async () => {
      await fixture.issuer.issue(token);
      await fixture.orders.recordSent(token, 'twilio');
      fixture.start();
      await fixture.until(() => fixture.opened.length === 1);
      await fixture.time.advance(1 * minute);
      expect(fixture.provider.asked).toEqual([]);
      expect(await fixture.historyOf(token)).toHaveLength(1);
    });

    it('is superseded: only the newer one is sent', async () => {
      await fixture.issuer.issue(token, { challengeId: 'challenge-1' });
      await fixture.issuer.issue('user-1.2', { challengeId: 'challenge-1' });
      fixture.start();
      await fixture.until(() => fixture.opened.length === 2);
      await fixture.time.advance(1 * minute);
      expect(fixture.provider.asked.map(({ tokenId }) => tokenId)).toEqual(['user-1.2']);
    });

    it('has expired: its stream is not even looked at', async () => {
      await fixture.issuer.issue(token);
      await fixture.time.advance(5 * minute);
      fixture.start();
      await fixture.issuer.issue('user-2.1');
      await fixture.until(() => fixture.provider.taken.length === 1);
      expect(fixture.opened).toEqual(['user-2.1']);
    });
  });

  describe('a token that no provider takes', () => {
    beforeEach(() => fixture.provider.answerWith(fail));

    it('is recorded as failing at once, so that the person can take another method', async () => {
      await order();
      expect(await fixture.historyOf(token)).toEqual([failedForNow]);
      const failed = { country: 'SE', reason: 'PROVIDER_UNAVAILABLE', final: false };
      expect(fixture.told).toEqual([{ failed }]);
    });

    it('is tried again after growing waits, and sent when one takes it', async () => {
      await order();
      // Without chance a wait is half of 1, 2, 4, 8, 15 and again 15 seconds.
      for (const [index, wait] of [500, 1_000, 2_000, 4_000, 7_500, 7_500].entries()) {
        await fixture.time.advance(wait - 1);
        expect(fixture.provider.asked).toHaveLength(index + 1);
        await fixture.time.advance(1);
        expect(fixture.provider.asked).toHaveLength(index + 2);
      }
      fixture.provider.answerWith(accept);
      await fixture.time.advance(7_500);
      expect(fixture.provider.taken).toHaveLength(1);
      expect(await fixture.historyOf(token)).toEqual([failedForNow, sent]);
    });

    it('is not recorded as failing a second time by a sender that finds it failing', async () => {
      await fixture.issuer.issue(token);
      await fixture.orders.recordFailure(token, { reason: 'PROVIDER_UNAVAILABLE', final: false });
      fixture.start();
      await fixture.until(() => fixture.provider.asked.length === 1);
      await fixture.time.advance(2 * second);
      expect(fixture.provider.asked.length).toBeGreaterThan(1);
      expect(fixture.told).toEqual([]);
    });

    it('is looked up again before each try: superseded meanwhile, it is not sent', async () => {
      fixture.start();
      await fixture.issuer.issue(token, { challengeId: 'challenge-1' });
      await fixture.until(() => fixture.provider.asked.length === 1);
      await fixture.issuer.issue('user-1.2', { challengeId: 'challenge-1' });
      fixture.provider.answerWith(accept);
      await fixture.time.advance(1 * minute);
      expect(fixture.provider.taken.map(({ tokenId }) => tokenId)).toEqual(['user-1.2']);
      expect(await fixture.historyOf(token)).not.toContainEqual(sent);
    });

    it('is given up for good when the next try would leave less than 30 seconds of its life', async () => {
      await order(40 * second);
      await fixture.time.advance(40 * second);
      const lastTry = 7_500;
      expect(fixture.provider.asked).toHaveLength([0, 500, 1_500, 3_500, lastTry].length);
      expect(await fixture.historyOf(token)).toEqual([failedForNow, failedForGood]);
    });

    it('is given up without a try where less than 30 seconds are left already', async () => {
      fixture.provider.answerWith(accept);
      await order(30 * second - 1);
      expect(fixture.provider.asked).toEqual([]);
      expect(await fixture.historyOf(token)).toEqual([failedForGood]);
    });

    it('is tried where 30 seconds are left', async () => {
      fixture.provider.answerWith(accept);
      await order(30 * second);
      expect(await fixture.historyOf(token)).toEqual([sent]);
    });

    it('is recorded as failing after 5 seconds where the provider does not answer at all', async () => {
      fixture.provider.answerWith(neverAnswer);
      await order();
      await fixture.time.advance(5 * second);
      expect(await fixture.historyOf(token)).toEqual([failedForNow]);
    });
  });

  it('a token that is refused is given up at once, with the reason', async () => {
    fixture.provider.answerWith(refuse);
    await order();
    const failure = { reason: 'NUMBER_REFUSED', provider: 'messagebird', final: true };
    expect(await fixture.historyOf(token)).toEqual([
      { type: 'TokenDeliveryFailed', data: { tokenId: token, ...failure } },
    ]);
    await fixture.time.advance(5 * minute);
    expect(fixture.provider.asked).toHaveLength(1);
    expect(fixture.told).toEqual([{ failed: { country: 'SE', reason: 'NUMBER_REFUSED', final: true } }]);
  });

  describe('the store being unavailable', () => {
    const outage = () => Promise.reject(new StoreUnavailable('not now'));
    /** The orders, of which one method fails so many times before it works. */
    const failing = (method: 'open' | 'recordSent' | 'recordFailure', times: number): TokenOrders => {
      let left = times;
      const works = (): boolean => {
        left -= 1;
        return left < 0;
      };
      const { open, recordSent, recordFailure } = fixture.orders;
      return {
        ...fixture.orders,
        ...(method === 'open' && { open: (id) => (works() ? open(id) : outage()) }),
        ...(method === 'recordSent' && { recordSent: (...one) => (works() ? recordSent(...one) : outage()) }),
        ...(method === 'recordFailure' && { recordFailure: (...one) => (works() ? recordFailure(...one) : outage()) }),
      };
    };

    it('when it was sent: recorded when the store is back, and not sent again', async () => {
      await order(5 * minute, failing('recordSent', 10));
      expect(await fixture.historyOf(token)).toEqual([]);
      await fixture.time.advance(1 * minute);
      expect(await fixture.historyOf(token)).toEqual([sent]);
      expect(fixture.provider.asked).toHaveLength(1);
      expect(fixture.told).toHaveLength(1);
    });

    it('for longer than the token lives: recorded all the same', async () => {
      await order(1 * minute, failing('recordSent', 50));
      await fixture.time.advance(5 * minute);
      expect(await fixture.historyOf(token)).toEqual([sent]);
    });

    it('when it is looked up: looked up again', async () => {
      fixture.start({ orders: failing('open', 3) });
      await fixture.issuer.issue(token);
      await fixture.time.advance(1 * minute);
      expect(await fixture.historyOf(token)).toEqual([sent]);
    });

    it('when a failure is recorded: the next failed try records it', async () => {
      fixture.provider.answerWith(fail);
      await order(5 * minute, failing('recordFailure', 1));
      expect(await fixture.historyOf(token)).toEqual([]);
      await fixture.time.advance(1 * second);
      expect(await fixture.historyOf(token)).toEqual([failedForNow]);
    });

    it('is none of its own failures to tell', async () => {
      await order(5 * minute, failing('recordSent', 3));
      await fixture.time.advance(1 * minute);
      expect(fixture.failures).toEqual([]);
    });
  });

  it('a bug is told, tried again in the life of the token, and does not hold the sender back for ever', async () => {
    const bug = new Error('not a function');
    const orders = { ...fixture.orders, open: () => Promise.reject(bug) };
    const sender = fixture.start({ orders });
    const position = await fixture.issuer.issue(token, { lifetime: 1 * minute });
    await fixture.time.advance(59 * second);
    expect(sender.state().position).toBeUndefined();
    await fixture.time.advance(16 * second);
    expect(sender.state().position).toBe(position);
    expect(fixture.failures.length).toBeGreaterThan(3);
    expect(new Set(fixture.failures)).toEqual(new Set([bug]));
  });
});
