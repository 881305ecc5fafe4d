// Threat: whoever guesses passwords writes a new client address into each request, and is never slowed down.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient } from '../../src/client/client.js';
import { atOnce, tally } from '../support/outcomes.js';
import type { Person } from '../support/person.js';
import { startTestService, type TestService } from '../support/test-service.js';

/** Tries of one address at one account before the first delay (A5). */
const free = 5;
const wrong = 'not the password';
const forged = (number: number) => `203.0.113.${number}`;
const chain = (length: number) => Array.from({ length }, (_, number) => forged(number)).join(', ');

describe('a forged X-Forwarded-For', () => {
  describe('without configured hops', () => {
    const service = serviceWith({});

    it.each([
      ['X-Forwarded-For', (number: number) => ({ 'x-forwarded-for': forged(number) })],
      ['a longer and longer chain', (number: number) => ({ 'x-forwarded-for': chain(number) })],
      ['Forwarded', (number: number) => ({ forwarded: `for=${forged(number)}` })],
      ['X-Real-IP', (number: number) => ({ 'x-real-ip': forged(number), 'x-client-ip': forged(number) })],
      ['a proxy of somebody else', (number: number) => ({ 'cf-connecting-ip': forged(number), via: forged(number) })],
    ] as const)('rotating %s: one bucket, full after five tries', async (name, headersOf) => {
      const person = await service().addPerson(name.replaceAll(' ', '-'));
      await expectOneBucket(service(), person, headersOf);
    });

    it('the address in the history is the one at the other end of the socket', async () => {
      const person = await service().addPerson('ada');
      await guess(service(), person, { 'x-forwarded-for': forged(1) });
      expect(await addressesOf(service(), person)).toEqual(new Set(['127.0.0.1']));
    });
  });

  describe('with one hop', () => {
    const service = serviceWith({ TRUSTED_PROXY_HOPS: '1' });

    it('only what our proxy wrote, the last entry, is believed: rotating the others is one bucket', async () => {
      const person = await service().addPerson('ben');
      await expectOneBucket(service(), person, (number) => ({ 'x-forwarded-for': `${forged(number)}, 198.51.100.7` }));
      expect(await addressesOf(service(), person)).toEqual(new Set(['198.51.100.7']));
    });

    it('two clients of our proxy are two buckets: an honest one is not slowed down by the other', async () => {
      const person = await service().addPerson('cleo');
      await expectOneBucket(service(), person, () => ({ 'x-forwarded-for': '198.51.100.7' }));
      expect(await guess(service(), person, { 'x-forwarded-for': '198.51.100.8' })).toMatchObject({
        reason: 'CREDENTIALS_WRONG',
      });
    });

    it('what is no address is not believed: the bucket is that of the proxy', async () => {
      const person = await service().addPerson('dora');
      await expectOneBucket(service(), person, (number) => ({ 'x-forwarded-for': `somebody-${number}` }));
      expect(await addressesOf(service(), person)).toEqual(new Set(['127.0.0.1']));
    });

    it('an IPv4 address is the same one however it is written, and an IPv6 network is one client', async () => {
      const mapped = await service().addPerson('emil');
      await expectOneBucket(service(), mapped, (number) => ({
        'x-forwarded-for': number % 2 === 0 ? '198.51.100.9' : '::ffff:198.51.100.9',
      }));
      const network = await service().addPerson('fay');
      await expectOneBucket(service(), network, (number) => ({
        'x-forwarded-for': `2001:db8:0:1::${number.toString(16)}`,
      }));
    });
  });

  describe('with two hops', () => {
    const service = serviceWith({ TRUSTED_PROXY_HOPS: '2' });

    it('the entry of the outer proxy is believed, and nothing before it', async () => {
      const person = await service().addPerson('gus');
      await expectOneBucket(service(), person, (number) => ({
        'x-forwarded-for': `${forged(number)}, 198.51.100.7, 10.0.0.${number}`,
      }));
      expect(await addressesOf(service(), person)).toEqual(new Set(['198.51.100.7']));
    });
  });

  function serviceWith(settings: Readonly<Record<string, string>>): () => TestService {
    let service: TestService;
    beforeAll(async () => {
      service = await startTestService(settings);
    });
    afterAll(() => service.close());
    return () => service;
  }
});

type HeadersOf = (number: number) => Readonly<Record<string, string>>;

/** Three times as many tries as are free: with a bucket for each address all of them would be looked at. */
async function expectOneBucket(service: TestService, person: Person, headersOf: HeadersOf): Promise<void> {
  const results = await atOnce(3 * free, (number) => guess(service, person, headersOf(number + 1)));
  const { CREDENTIALS_WRONG: looked = 0, ...others } = tally(results);
  expect(others).toEqual({ TOO_MANY_ATTEMPTS: results.length - looked });
  // The delays are of real seconds, 1, 2, 4 …: a machine that is slow for 7 of them lets three more tries through.
  expect(looked).toBeGreaterThanOrEqual(free);
  expect(looked).toBeLessThan(free + 4);
}

function guess({ url }: TestService, person: Person, headers: ReturnType<HeadersOf>) {
  const through: typeof fetch = (input, init) =>
    fetch(input, { ...init, headers: { ...Object.fromEntries(new Headers(init?.headers)), ...headers } });
  return person.at(createClient({ url, fetch: through })).signIn('CONTROL_PANEL', wrong);
}

/** From where the history says that the wrong passwords of a person came. */
async function addressesOf(service: TestService, { userId }: Person): Promise<ReadonlySet<unknown>> {
  const { sealer } = service.service.installation.core;
  const events = (await service.history()).filter(
    ({ stream, type }) => stream === `user-${userId}` && type === 'PasswordRejected',
  );
  const addresses = events.map(async ({ id, type, metadata: { client } }) => {
    const opened = client && (await sealer.open(client, { eventId: id, eventType: type, field: 'client' }));
    return opened?.status === 'opened' ? (JSON.parse(opened.text) as { readonly address: string }).address : undefined;
  });
  return new Set(await Promise.all(addresses));
}
