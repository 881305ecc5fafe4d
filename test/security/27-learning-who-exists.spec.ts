// Threat: the answer to a sign-in, its words, bytes, headers or time, tells who has an account, or what state it is in.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reserveUsername } from '../../src/application/reserve-username.js';
import { subjectKeyOf } from '../../src/application/stream-kinds.js';
import { eventsOf } from '../support/event-recorder.js';
import { atOnce } from '../support/outcomes.js';
import type { PersonData } from '../support/person.js';
import { operator, startTestService, type TestService, testPassword } from '../support/test-service.js';

const wrong = 'a lantern under the river';
const query = `mutation ($input: SignInInput!) { signIn(input: $input) {
  __typename ... on Rejected { reason message attemptsLeft retryAt clockDifferenceSeconds }
} }`;

/** A try to sign in that must not look different from any other. */
interface Try {
  readonly username: string;
  readonly password: string;
}

describe('learning who exists', () => {
  let service: TestService;
  let requests = 0;
  beforeAll(async () => {
    service = await startTestService({ TRUSTED_PROXY_HOPS: '1' });
  });
  afterAll(() => service.close());

  it('A4: statuses, headers and bodies are equal, byte for byte', async () => {
    const answers = await Promise.all(Object.values(await triesOf('equal')).map((one) => answerTo(one)));
    const [first] = answers;
    expect(JSON.parse(first?.body ?? '')).toMatchObject({ data: { signIn: { reason: 'CREDENTIALS_WRONG' } } });
    for (const answer of answers) expect(answer).toEqual(first);
  });

  it('A4: each leaves one event behind', async () => {
    const { eventStore } = service.service.installation;
    const recorded: Record<string, number> = {};
    const tries = await triesOf('event');
    for (const [who, one] of Object.entries(tries)) {
      const before = await eventStore.head();
      await answerTo(one);
      recorded[who] = (await eventsOf(eventStore.readAll(before))).length;
    }
    expect(recorded).toEqual(Object.fromEntries(Object.keys(tries).map((who) => [who, 1])));
  });

  it('A5: each is slowed down after as many tries', async () => {
    for (const [who, one] of Object.entries(await triesOf('slowed'))) {
      const answers = await atOnce(12, () => answerTo(one, '192.0.2.1'));
      const refused = answers.filter(({ body }) => body.includes('TOO_MANY_ATTEMPTS')).length;
      // The delays are of real seconds: a machine that is slow for three of them lets two more through.
      expect(refused, who).toBeGreaterThanOrEqual(5);
      expect(refused, who).toBeLessThanOrEqual(7);
    }
  });

  it('A2: an entry that can be no password is refused alike as well, whoever it is for', async () => {
    const tries = Object.values(await triesOf('long'));
    const answers = await Promise.all(tries.map(({ username }) => answerTo({ username, password: 'x'.repeat(1_000) })));
    const [first, ...others] = answers;
    expect(first?.body).toContain('CREDENTIALS_WRONG');
    for (const other of others) expect(other).toEqual(first);
  });

  it('a person who is there, with the right password, is a different matter: so the comparison means something', async () => {
    const { username, password } = await service.addPerson('ada');
    expect((await answerTo({ username, password })).body).toContain('"SignedIn"');
  });

  /**
   * Each round has one try of each, in an order that turns, so that whatever else the machine does falls on all alike.
   * Two of them are told apart if one was the faster one in at least 25 of 30 rounds (sign test: p = 0.0003) and the
   * medians differ by more than a quarter. By the first alone fewer than 2 of 1,000 runs fail without a reason, however
   * busy the machine; the second lets a difference be that no network shows. Without the dummy hash the first holds in
   * every round, and the medians differ several times over.
   */
  it('A4: they take the same time', { timeout: 120_000 }, async () => {
    const rounds = 30;
    // An account takes 20 tries before its throttle answers in their place.
    const halves = [await triesOf('early'), await triesOf('late')];
    const reference = 'wrong password';
    const others = ['unknown username', 'no username at all', 'deactivated', 'password never set'];
    const names = [reference, ...others];
    const times = new Map(names.map((who) => [who, [] as number[]]));
    for (let round = 0; round < rounds; round += 1) {
      for (let turn = 0; turn < names.length; turn += 1) {
        const who = names[(round + turn) % names.length] ?? reference;
        const one = halves[round % 2]?.[who];
        if (one === undefined) throw new Error(`There is no try of ${who}.`);
        const begun = performance.now();
        const { body } = await answerTo(one);
        times.get(who)?.push(performance.now() - begun);
        expect(body).toContain('CREDENTIALS_WRONG');
      }
    }
    const timesOf = (who: string) => times.get(who) ?? [];
    for (const who of others) {
      const faster = timesOf(who).filter((time, round) => time < (timesOf(reference)[round] ?? 0)).length;
      const ratio = median(timesOf(who)) / median(timesOf(reference));
      const toldApart = (faster >= 25 || faster <= 5) && (ratio > 1.25 || ratio < 1 / 1.25);
      expect({ who, faster, ratio, toldApart }).toMatchObject({ toldApart: false });
    }
  });

  /** Tries of people of their own. */
  async function triesOf(prefix: string): Promise<Readonly<Record<string, Try>>> {
    const active = await service.addPerson(`${prefix}.active`);
    const enrolled = await service.addEnrolledPerson(`${prefix}.enrolled`);
    const deactivated = await service.addPerson(`${prefix}.deactivated`);
    await deactivate(deactivated);
    await addWithoutPassword(active, `${prefix}.invited`);
    return {
      'wrong password': { username: active.username, password: wrong },
      'wrong password, two-factor on': { username: enrolled.username, password: wrong },
      'unknown username': { username: `${prefix}.nobody`, password: testPassword },
      'no username at all': { username: `!${prefix}`, password: testPassword },
      deactivated: { username: deactivated.username, password: testPassword },
      'password never set': { username: `${prefix}.invited`, password: testPassword },
    };
  }

  async function deactivate({ userId }: PersonData): Promise<void> {
    await service.service.installation.core.users.handle(userId, operator, () => ({
      verdict: 'accepted',
      events: [{ type: 'UserDeactivated', data: {} }],
    }));
  }

  /** A person who has been invited and has not set a password yet. */
  async function addWithoutPassword({ resellerId }: PersonData, username: string): Promise<void> {
    const { core } = service.service.installation;
    const userId = await reserveUsername(core, core.usernameHash(username), operator);
    const id = core.ids.eventId();
    const underSubject = await core.sealer.under(subjectKeyOf(userId));
    const seal = (field: string) => underSubject(username, { eventId: id, eventType: 'UserAdded', field });
    const personal = { username: seal('username'), email: seal('email'), displayName: seal('displayName') };
    await core.users.handle(userId, operator, () => ({
      verdict: 'accepted',
      events: [{ type: 'UserAdded', id, data: { resellerId, role: 'MEMBER', ...personal } }],
    }));
  }

  /** A whole response, but for what is different in every one: its time and its correlation id. */
  async function answerTo({ username, password }: Try, address = nextAddress()) {
    const variables = { input: { username, password, interface: 'CONTROL_PANEL' } };
    const response = await service.post(JSON.stringify({ query, variables }), { 'x-forwarded-for': address });
    const headers = [...response.headers].filter(([name]) => name !== 'date' && name !== 'x-correlation-id');
    return { status: response.status, headers, names: [...response.headers.keys()], body: await response.text() };
  }

  /** Each from an address of its own, since the throttle is not what is looked at. */
  function nextAddress(): string {
    requests += 1;
    return `10.0.${requests >> 8}.${requests & 255}`;
  }
});

function median(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0;
}
