import { describe, expect, it } from 'vitest';
import {
  createSendingPolicy,
  defaultSendingBudgets,
  type IntendedSend,
  type SendingPolicyDependencies,
} from '../../../src/application/sending-policy.js';
import { hour, minute } from '../../../src/domain/instant.js';
import type { ReachedLimit } from '../../../src/domain/two-factor/sending-limits.js';
import { StoreUnavailable } from '../../../src/event-store/port.js';
import { createMemorySendingThrottle } from '../../../src/throttle/memory-sending-throttle.js';

const start = Date.parse('2026-11-24T12:00:00.000Z');
const inTime = (milliseconds: number) => new Date(start + milliseconds).toISOString();
const oneSend: IntendedSend = { numberHash: 'number', prefixHash: 'prefix', resellerId: 'reseller', country: 'DE' };

/** A policy at a clock that the test turns. */
function startPolicy(changes: Partial<SendingPolicyDependencies> = {}) {
  let now = start;
  const policy = createSendingPolicy({
    throttle: createMemorySendingThrottle({ clock: () => now }),
    sendingStopped: async () => false,
    countries: ['DE'],
    budgets: defaultSendingBudgets,
    ...changes,
  });
  return {
    /** Asks once for each number of the list; what forbids them. */
    async admit(count: number, send: (index: number) => Partial<IntendedSend>) {
      const reached: (ReachedLimit | undefined)[] = [];
      for (let index = 0; index < count; index += 1) reached.push(await policy.admit({ ...oneSend, ...send(index) }));
      return reached;
    },
    wait: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

const allowed = (count: number) => Array.from({ length: count }, () => undefined);
const anotherNumber = (index: number) => ({ numberHash: `number-${index}` });
const anotherPrefix = (index: number) => ({ ...anotherNumber(index), prefixHash: `prefix-${index}` });
const anotherReseller = (index: number) => ({ ...anotherPrefix(index), resellerId: `reseller-${index}` });

describe('D3: how much is sent', () => {
  it('to one number: 5 in 10 minutes, whoever asks', async () => {
    const { admit, wait } = startPolicy();
    expect(await admit(5, (index) => ({ resellerId: `reseller-${index}` }))).toEqual(allowed(5));
    wait(minute);
    expect(await admit(1, () => ({}))).toEqual([{ limit: 'NUMBER', retryAt: inTime(10 * minute) }]);
    wait(9 * minute);
    expect(await admit(1, () => ({}))).toEqual([undefined]);
  });

  it('to numbers that differ in their last four digits only: 20 in an hour', async () => {
    const { admit } = startPolicy();
    expect(await admit(21, anotherNumber)).toEqual([...allowed(20), { limit: 'PREFIX', retryAt: inTime(hour) }]);
  });

  it('for the users of one reseller: 200 in an hour', async () => {
    const { admit } = startPolicy();
    expect(await admit(201, anotherPrefix)).toEqual([...allowed(200), { limit: 'RESELLER', retryAt: inTime(hour) }]);
  });

  it('for staff: as much as for everybody together', async () => {
    const { admit } = startPolicy();
    const asStaff = (index: number) => ({ ...anotherPrefix(index), resellerId: null });
    expect(await admit(300, asStaff)).toEqual(allowed(300));
  });

  it('by the whole deployment: 5,000 in 24 hours', async () => {
    const { admit } = startPolicy();
    const reached = await admit(5_001, anotherReseller);
    expect(reached.filter((one) => one === undefined)).toHaveLength(5_000);
    expect(reached.at(-1)).toEqual({ limit: 'DAILY_BUDGET', retryAt: inTime(24 * hour) });
  });

  it('can be set otherwise', async () => {
    const { admit } = startPolicy({ budgets: { ...defaultSendingBudgets, number: { sends: 1, window: minute } } });
    expect(await admit(2, () => ({}))).toEqual([undefined, { limit: 'NUMBER', retryAt: inTime(minute) }]);
  });
});

describe('D3: nothing is sent, and no budget is used up', () => {
  it('while an operator has stopped it', async () => {
    let stopped = true;
    const { admit } = startPolicy({ sendingStopped: async () => stopped });
    expect(await admit(6, () => ({}))).toEqual(Array.from({ length: 6 }, () => ({ limit: 'STOPPED' })));
    stopped = false;
    expect(await admit(5, () => ({}))).toEqual(allowed(5));
  });

  it('to a country that is not on the list, even if the number was enrolled before', async () => {
    const { admit } = startPolicy();
    expect(await admit(6, () => ({ country: 'FR' }))).toEqual(Array.from({ length: 6 }, () => ({ limit: 'COUNTRY' })));
    expect(await admit(5, () => ({}))).toEqual(allowed(5));
  });

  it('where nobody can say whether it is stopped', async () => {
    const { admit } = startPolicy({ sendingStopped: () => Promise.reject(new StoreUnavailable('It is gone.')) });
    await expect(admit(1, () => ({}))).rejects.toThrow(StoreUnavailable);
  });
});

describe('attack 29: SMS pumping', () => {
  it('of one number after the other stops at the block, however many resellers the attacker has', async () => {
    const { admit } = startPolicy();
    const reached = await admit(1_000, (index) => ({ ...anotherNumber(index), resellerId: `reseller-${index}` }));
    expect(reached.filter((one) => one === undefined)).toHaveLength(20);
  });

  it('by one reseller leaves the others their sends', async () => {
    const { admit } = startPolicy();
    await admit(10_000, anotherPrefix);
    expect(await admit(100, (index) => ({ ...anotherReseller(index), numberHash: `other-${index}` }))).toEqual(
      allowed(100),
    );
  });
});
