// Threat: whoever had stolen a session goes on watching a challenge by a subscription that was opened before the session
// ended.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { second } from '../../src/domain/instant.js';
import { being, type Person } from '../support/person.js';
import {
  openStream,
  readAll,
  type Subscription,
  subscribeTo,
  type Told,
  watchDocument,
} from '../support/subscription.js';
import { startTestService, type TestService } from '../support/test-service.js';

const newPassword = 'seven herons on a weir';

describe('a subscription outlives its session', () => {
  let service: TestService;
  let url: string;
  beforeAll(async () => {
    service = await startTestService();
    url = `${service.url}/stream`;
  });
  afterAll(() => service.close());

  /** A session that began with the app, half a minute before anything else: the phone's next token is there. */
  async function session(person: Person) {
    const begun = being(await person.answer(await person.challenge()), 'SignedIn').session;
    service.advance(30 * second);
    return begun;
  }

  /** Somebody who watches a sign-in with a session, and has another one. */
  async function watching(username: string) {
    const person = await service.addEnrolledPerson(username);
    const stolen = await session(person);
    const own = await session(person);
    const challenge = await person.challenge();
    const subscription = subscribeTo(url, { id: challenge, token: stolen.token });
    expect(await subscription.shown()).toMatchObject({ id: challenge, state: 'OPEN', attemptsLeft: 5 });
    return { person, stolen, own, challenge, subscription };
  }

  async function expectEnd(subscription: Subscription): Promise<void> {
    expect(await subscription.next()).toEqual(unauthenticated);
    expect(await subscription.next()).toBeUndefined();
  }

  it('it closes when another session ends that one', async () => {
    const { person, stolen, own, subscription } = await watching('ada');
    expect(await person.endSession(own.token, stolen.id)).toBe(true);
    await expectEnd(subscription);
  });

  it('it closes when that session signs out', async () => {
    const { stolen, subscription } = await watching('ben');
    await service.send('mutation { signOut }', {}, { authorization: `Bearer ${stolen.token}` });
    await expectEnd(subscription);
  });

  it('it closes when the password changes, and does not show what becomes of the challenge', async () => {
    const { person, subscription } = await watching('cleo');
    await service.setPassword(person, newPassword);
    await expectEnd(subscription);
  });

  it('it closes when a method is enrolled in another session', async () => {
    const { person, own, subscription } = await watching('dora');
    await person.enrollApp(own.token);
    await expectEnd(subscription);
  });

  it('it closes when the session ended at another server', async () => {
    const { person, stolen, own, subscription } = await watching('emil');
    const elsewhere = person.at(await service.anotherServer());
    expect(await elsewhere.endSession(own.token, stolen.id)).toBe(true);
    await expectEnd(subscription);
  });

  it('nothing is sent after the end: neither what happens later nor a sign of life', async () => {
    const person = await service.addEnrolledPerson('fay');
    const stolen = await session(person);
    const own = await session(person);
    const id = await person.challenge();
    const body = JSON.stringify({ query: watchDocument, variables: { id } });
    const response = await openStream(url, body, { authorization: `Bearer ${stolen.token}` });
    const all = readAll(response);
    await person.endSession(own.token, stolen.id);
    expect(await person.answer(id, person.wrongToken())).toMatchObject({ reason: 'TOKEN_WRONG' });
    const events = (await all).split('\n\n').filter((event) => event !== '' && !event.startsWith(':'));
    // The session may end before the first state is shown.
    const told = events.slice(0, -1).map((event) => JSON.parse(event.slice(event.indexOf('{'))) as Told);
    expect(told.at(-1)).toEqual(unauthenticated);
    for (const { data } of told.slice(0, -1)) expect(data?.loginChallengeChanged.attemptsLeft).toBe(5);
    expect(events.at(-1)).toBe('event: complete\ndata:');
  });

  it('others go on: another session, and whoever has nothing but the id of the sign-in', async () => {
    const { person, stolen, own, challenge, subscription } = await watching('gus');
    const withOwn = subscribeTo(url, { id: challenge, token: own.token });
    const withId = subscribeTo(url, { id: challenge });
    for (const other of [withOwn, withId]) expect(await other.shown()).toMatchObject({ attemptsLeft: 5 });
    await person.endSession(own.token, stolen.id);
    await expectEnd(subscription);
    await person.answer(challenge, person.wrongToken());
    for (const other of [withOwn, withId]) expect(await other.shown()).toMatchObject({ attemptsLeft: 4 });
    await service.setPassword(person, newPassword);
    await expectEnd(withOwn);
    expect(await withId.shown()).toMatchObject({ state: 'CLOSED' });
    expect(await withId.next()).toBeUndefined();
  });

  describe('a challenge to step up', () => {
    async function stepUp(username: string) {
      const person = await service.addEnrolledPerson(username);
      const stolen = await session(person);
      const own = await session(person);
      const asked = being(await person.stepUp(stolen.token), 'ChallengeRequired');
      return { person, stolen, own, id: asked.challenge.id };
    }

    it('is shown to nobody from the end of its session on, whether or not the session came along', async () => {
      const { person, stolen, own, id } = await stepUp('hana');
      const subscriptions = [subscribeTo(url, { id, token: stolen.token }), subscribeTo(url, { id })];
      for (const one of subscriptions) expect(await one.shown()).toMatchObject({ purpose: 'STEP_UP', state: 'OPEN' });
      await person.endSession(own.token, stolen.id);
      for (const one of subscriptions) await expectEnd(one);
    });

    it('looks like one that never was afterwards', async () => {
      const { person, stolen, own, id } = await stepUp('iris');
      await person.endSession(own.token, stolen.id);
      const answers: unknown[] = [];
      for (const given of [{ id, token: stolen.token }, { id }, { id: 'x' }, { id: `${id.slice(0, -2)}AA` }]) {
        answers.push(await subscribeTo(url, given).next());
      }
      expect(answers[0]).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT', field: 'id' } }] });
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    });

    it('is shown to its session until it is passed', async () => {
      const { person, stolen, id } = await stepUp('jon');
      const subscription = subscribeTo(url, { id, token: stolen.token });
      await subscription.shown();
      being(await person.answer(id, person.token(), stolen.token), 'SteppedUp');
      expect(await subscription.shown()).toMatchObject({ state: 'PASSED' });
      expect(await subscription.next()).toBeUndefined();
    });
  });

  it('a sixth subscription to one challenge is refused; whoever goes away makes room (attack 38)', async () => {
    const person = await service.addEnrolledPerson('kim');
    const id = await person.challenge();
    const five = Array.from({ length: 5 }, () => subscribeTo(url, { id }));
    for (const subscription of five) await subscription.shown();
    const refused = await subscribeTo(url, { id }).next();
    expect(refused).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    await five[0]?.leave();
    const isShown = async () => (await subscribeTo(url, { id }).next())?.data?.loginChallengeChanged.state;
    await expect.poll(isShown).toBe('OPEN');
    await person.answer(id);
    for (const subscription of five.slice(1)) expect(await subscription.shown()).toMatchObject({ state: 'PASSED' });
  });
});

const unauthenticated = {
  errors: [{ message: expect.any(String), extensions: { code: 'UNAUTHENTICATED' } }],
};
