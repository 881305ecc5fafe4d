import { randomBytes } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { resumeSending } from '../../../src/application/resume-sending.js';
import { stopSending } from '../../../src/application/stop-sending.js';
import { type Client, createClient } from '../../../src/client/client.js';
import { startService } from '../../../src/compose.js';
import { readConfig } from '../../../src/config.js';
import { day, hour, instantOf, minute, second } from '../../../src/domain/instant.js';
import { createLogger } from '../../../src/logger.js';
import { being, type Person } from '../../support/person.js';
import { historyOf } from '../../support/person-history.js';
import { addPersonWithBoth, numberInBlock, type PersonWithBoth, withSms } from '../../support/sms-person.js';
import { operator, startTestService, type TestService } from '../../support/test-service.js';

/** Enrolls a number as far as the token: what the API answers. */
type Enroll = () => ReturnType<typeof enroll>;

/** A limit of what is sent, and who comes up against it. */
interface Limit {
  readonly limit: string;
  readonly sends: number;
  readonly window: number;
  readonly settings?: Readonly<Record<string, string>>;
  /** Enrollments that all count for the limit, and one that does not. */
  readonly prepare: (service: TestService) => Promise<{ readonly counted: readonly Enroll[]; readonly beside: Enroll }>;
  readonly besideIsSent: boolean;
}

const limits: readonly Limit[] = [
  {
    limit: 'NUMBER',
    sends: 5,
    window: 10 * minute,
    prepare: async (service) => {
      const one = await service.addPerson('one');
      const people = [one, ...(await addPeople(service, 5))];
      return {
        counted: people.map((person) => () => enroll(service, person, numberInBlock(0))),
        beside: () => enroll(service, one, numberInBlock(1)),
      };
    },
    besideIsSent: true,
  },
  {
    limit: 'USER',
    sends: 10,
    window: hour,
    prepare: async (service) => {
      const [person, other] = [await service.addPerson('one'), await service.addPerson('other')];
      return {
        counted: Array.from({ length: 11 }, (_, index) => () => enroll(service, person, numberInBlock(index))),
        beside: () => enroll(service, other, numberInBlock(0)),
      };
    },
    besideIsSent: true,
  },
  {
    limit: 'PREFIX',
    sends: 20,
    window: hour,
    prepare: async (service) => {
      const one = await service.addPerson('one');
      const people = [one, ...(await addPeople(service, 2))];
      const number = (index: number) => `${numberInBlock(0).slice(0, -2)}${10 + index}`;
      const enrollers = Array.from({ length: 7 }, () => people).flat();
      return {
        counted: enrollers.map((person, index) => () => enroll(service, person, number(index))),
        beside: () => enroll(service, one, numberInBlock(1)),
      };
    },
    besideIsSent: true,
  },
  {
    limit: 'RESELLER',
    sends: 3,
    window: hour,
    settings: { SMS_PER_RESELLER_AND_HOUR: '3' },
    prepare: async (service) => {
      const [owner, stranger] = [await service.addPerson('owner'), await service.addPerson('stranger')];
      const colleagues = [];
      for (const name of ['one', 'two', 'three']) colleagues.push(await service.addColleague(owner, name));
      return {
        counted: [owner, ...colleagues].map((person, index) => () => enroll(service, person, numberInBlock(index))),
        beside: () => enroll(service, stranger, numberInBlock(0)),
      };
    },
    besideIsSent: true,
  },
  {
    limit: 'DAILY_BUDGET',
    sends: 3,
    window: day,
    settings: { SMS_PER_DAY: '3' },
    prepare: async (service) => {
      const [beside, people] = [await service.addPerson('beside'), await addPeople(service, 4)];
      return {
        counted: people.map((person, index) => () => enroll(service, person, numberInBlock(index))),
        beside: () => enroll(service, beside, numberInBlock(5)),
      };
    },
    // It is the whole deployment's: nobody is beside it.
    besideIsSent: false,
  },
];

describe('D3: how much is sent, by the clock', () => {
  it.each(limits)(
    '$limit: one too many is refused until the first is out of the window',
    async (row) => {
      const { limit, sends, window, settings = {}, prepare, besideIsSent } = row;
      const service = await start(settings);
      const { counted, beside } = await prepare(service);
      const first = service.now();
      for (const send of counted.slice(0, sends)) {
        being(await send(), 'SmsEnrollment');
        service.advance(minute);
      }
      const oneMore = counted[sends] ?? beside;
      const refused = { reason: 'SENDING_LIMIT_REACHED', limit, retryAt: instantOf(first + window) };
      expect(await oneMore()).toMatchObject(refused);
      expect(await beside()).toMatchObject(besideIsSent ? { __typename: 'SmsEnrollment' } : refused);

      service.advance(first + window - second - service.now());
      expect(await oneMore()).toMatchObject(refused);
      expect(await ordered(service)).toBe(besideIsSent ? sends + 1 : sends);
      service.advance(second);
      being(await oneMore(), 'SmsEnrollment');
      // Only the first one is out of it: the window moves on, and does not begin anew.
      expect(await oneMore()).toMatchObject({ ...refused, retryAt: instantOf(first + minute + window) });
    },
    // Each message takes two checks of a password, which are slow on purpose.
    60_000,
  );

  it.each(['sendToken', 'resendEnrollmentToken'] as const)('RESEND_WAIT: %s after 30 s, 60 s, 120 s', async (by) => {
    const service = await start();
    const resend = await { sendToken: toSignIn, resendEnrollmentToken: toEnroll }[by](service);
    const [first, before] = [service.now(), await ordered(service)];
    for (const wait of [30 * second, minute, 2 * minute, 2 * minute]) {
      const retryAt = instantOf(service.now() + wait);
      const refused = { reason: 'SENDING_LIMIT_REACHED', limit: 'RESEND_WAIT', retryAt };
      expect(await resend()).toMatchObject(refused);
      service.advance(wait - second);
      expect(await resend()).toMatchObject(refused);
      service.advance(second);
      expect(await resend()).not.toHaveProperty('reason');
    }
    expect(await ordered(service)).toBe(before + 4);
    service.advance(2 * minute);
    expect(await resend()).toMatchObject({ limit: 'NUMBER', retryAt: instantOf(first + 10 * minute) });
  });
});

describe('B2, D3: a sign-in at a limit', () => {
  interface Fill {
    readonly limit: string;
    /** What the person is told. */
    readonly words: string;
    readonly window: number;
    readonly settings?: Readonly<Record<string, string>>;
    /** Uses the limit up for somebody whose own enrollment is long past, from now on. */
    readonly fill: (service: TestService, person: PersonWithBoth) => Promise<void>;
  }
  const fills: readonly Fill[] = [
    {
      limit: 'NUMBER',
      words: 'to this number in the last minutes',
      window: 10 * minute,
      fill: async (service) => {
        for (const one of await addPeople(service, 5)) being(await enroll(service, one, ownNumber), 'SmsEnrollment');
      },
    },
    {
      limit: 'USER',
      words: 'to you in the last hour',
      window: hour,
      fill: async (service, person) => {
        for (let sends = 0; sends < 10; sends += 1) {
          expect(being(await person.signIn(), 'ChallengeRequired').challenge.delivery?.state).toBe('QUEUED');
          // So seldom that the number has no more than five in ten minutes.
          service.advance(3 * minute);
        }
      },
    },
    {
      limit: 'DAILY_BUDGET',
      words: 'today',
      window: day,
      settings: { SMS_PER_DAY: '3' },
      fill: async (service) => {
        for (const [index, one] of (await addPeople(service, 3)).entries()) {
          being(await enroll(service, one, numberInBlock(1 + index)), 'SmsEnrollment');
        }
      },
    },
  ];

  it.each(fills)('$limit: goes on, says so and until when, and the app is still there', async (row) => {
    const { limit, words, window, settings = {}, fill } = row;
    const service = await start(settings);
    const person = await addPersonWithBoth(service, 'ada', ownNumber);
    const { phone } = person;
    service.advance(day);
    const first = service.now();
    await fill(service, person);
    service.advance(minute);
    const before = await ordered(service);
    const opensAt = instantOf(first + window);
    const delivery = { state: 'FAILED', reason: expect.stringContaining(words) };
    const withheld = { delivery, tokenExpiresAt: null, resendAvailableAt: opensAt };

    const atOnce = being(await person.signIn(), 'ChallengeRequired').challenge;
    expect(atOnce).toMatchObject({ state: 'OPEN', method: 'SMS', ...withheld });
    being(await person.chooseMethod(atOnce.id, 'AUTHENTICATOR_APP'), 'ChallengeRequired');
    expect(being(await phone.chooseSms(atOnce.id), 'ChallengeRequired').challenge).toMatchObject(withheld);
    being(await person.chooseMethod(atOnce.id, 'AUTHENTICATOR_APP'), 'ChallengeRequired');
    being(await person.answer(atOnce.id), 'SignedIn');

    service.advance(first + window - second - service.now());
    const late = being(await person.signIn(), 'ChallengeRequired').challenge;
    expect(late).toMatchObject(withheld);
    const refused = { reason: 'SENDING_LIMIT_REACHED', limit, retryAt: opensAt };
    expect(await phone.sendToken(late.id)).toMatchObject(refused);
    expect(await ordered(service)).toBe(before);
    const noted = await historyOf(service, person).dataOf('TokenWithheld');
    expect(noted).toMatchObject([atOnce, atOnce, late].map(({ id }) => ({ challengeId: id, limit, retryAt: opensAt })));
    service.advance(second);
    const sent = being(await phone.sendToken(late.id), 'ChallengeRequired').challenge;
    expect(sent.delivery).toMatchObject({ state: 'QUEUED', reason: null });
    being(await person.answer(late.id, await phone.orderedToken()), 'SignedIn');
  });
});

describe('D3: a limit that only an operator ends', () => {
  /** Ends all sending to the person's number. @returns where that holds; and what lets it be sent to again. */
  type Shut = (service: TestService) => Promise<readonly [Client, () => Promise<unknown>]>;
  const shuts: readonly [string, string, Shut][] = [
    [
      'STOPPED',
      'not sent just now',
      async ({ client, service: { installation } }) => {
        await stopSending(installation.core, { reason: 'pumping' }, operator);
        return [client, () => resumeSending(installation.core, { reason: 'over' }, operator)];
      },
    ],
    [
      'COUNTRY',
      'not sent to this number any more',
      async (service) => {
        const there = await serverFor(service, 'US');
        return [there.client, there.close];
      },
    ],
  ];

  it.each(shuts)('%s: no time is given, and none ends it', async (limit, words, shut) => {
    const service = await start();
    const person = await addPersonWithBoth(service, 'ada', ownNumber);
    const { session, phone } = person;
    const pending = being(await phone.startEnrollment(session, numberInBlock(1)), 'SmsEnrollment');
    service.advance(30 * second);
    const before = await ordered(service);
    const [client, reopen] = await shut(service);
    const there = { ...person.at(client), phone: withSms(person, { ...service, client }, ownNumber) };

    const refused = { reason: 'SENDING_LIMIT_REACHED', limit, retryAt: null };
    expect(await there.phone.resend(session, pending.enrollmentId)).toMatchObject(refused);
    const delivery = { state: 'FAILED', reason: expect.stringContaining(words) };
    const withheld = { delivery, tokenExpiresAt: null, resendAvailableAt: null };
    for (const wait of [0, day]) {
      service.advance(wait);
      const { challenge } = being(await there.signIn(), 'ChallengeRequired');
      expect(challenge).toMatchObject(withheld);
      expect(await there.phone.sendToken(challenge.id)).toMatchObject(refused);
      being(await there.chooseMethod(challenge.id, 'AUTHENTICATOR_APP'), 'ChallengeRequired');
      being(await there.answer(challenge.id), 'SignedIn');
    }
    expect(await ordered(service)).toBe(before);
    await reopen();
    expect(being(await person.signIn(), 'ChallengeRequired').challenge.delivery?.state).toBe('QUEUED');
  });

  it('COUNTRY: a new number of a country that is not on the list is refused as it is entered', async () => {
    const service = await start({ SMS_COUNTRIES: 'US' });
    const person = await service.addPerson('ada');
    expect(await enroll(service, person, ownNumber)).toMatchObject({ reason: 'PHONE_NUMBER_REFUSED', limit: null });
    being(await enroll(service, person, '+12125550123'), 'SmsEnrollment');
    expect(await ordered(service)).toBe(1);
  });
});

const ownNumber = numberInBlock(0);

/** A service with nothing sent yet and no sender: what it would send stands in the history as orders. */
async function start(settings: Readonly<Record<string, string>> = {}): Promise<TestService> {
  const service = await startTestService({ ...settings, ROLES: 'api' });
  onTestFinished(() => service.close());
  return service;
}

/** Another process over the same data, which sends to these countries. */
async function serverFor(service: TestService, countries: string) {
  const { directory, now: clock } = service;
  const settings = { DATA_DIR: directory, PORT: '0', LOG_LEVEL: 'silent', ROLES: 'api', SMS_COUNTRIES: countries };
  const config = readConfig({ ...settings, PUBLIC_URL: 'http://sallyport.test' });
  const logger = createLogger({ level: config.logLevel, pretty: false });
  const other = await startService(config, logger, { clock, randomBytes });
  return { client: createClient({ url: `${other.url}/graphql`, fetch }), close: other.close };
}

/** People of resellers of their own, without a second factor. */
async function addPeople(service: TestService, count: number) {
  const people: Person[] = [];
  for (let index = 0; index < count; index += 1) people.push(await service.addPerson(`person-${index}`));
  return people;
}

async function enroll(service: TestService, person: Person, number: string) {
  return withSms(person, service, number).startEnrollment(await person.signInWithPassword());
}

/** A challenge that has sent its token just now. @returns what asks for another one. */
async function toSignIn(service: TestService) {
  const { phone, challenge } = await addPersonWithBoth(service, 'ada', ownNumber);
  service.advance(10 * minute);
  const id = await challenge();
  return () => phone.sendToken(id);
}

/** The same of an enrollment. */
async function toEnroll(service: TestService) {
  const person = await service.addPerson('ada');
  const phone = withSms(person, service, ownNumber);
  const session = await person.signInWithPassword();
  const { enrollmentId } = being(await phone.startEnrollment(session), 'SmsEnrollment');
  return () => phone.resend(session, enrollmentId);
}

/** How many messages the history asks for. */
async function ordered(service: TestService): Promise<number> {
  const orders: readonly string[] = ['TokenIssued', 'EnrollmentTokenIssued'];
  return (await service.history()).filter(({ type }) => orders.includes(type)).length;
}
