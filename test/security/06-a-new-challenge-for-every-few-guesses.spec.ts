// Threat: a guesser who has the password asks for a new challenge after every few guesses, and so for new tries.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hour, instantOf, minute } from '../../src/domain/instant.js';
import { outcomeOf, tally } from '../support/outcomes.js';
import { being } from '../support/person.js';
import { historyOf } from '../support/person-history.js';
import { addPersonWithBoth, type PersonWithBoth } from '../support/sms-person.js';
import { startTestService, type TestService } from '../support/test-service.js';

/** The least that configuration allows. */
const guessesInTotal = 20;

describe('a new challenge for every few guesses', () => {
  let service: TestService;
  beforeAll(async () => {
    // Nobody sends: a test takes a token from its order, and the history has nothing in it but what people did.
    service = await startTestService({ WRONG_ANSWERS_BEFORE_LASTING_LOCK: String(guessesInTotal), ROLES: 'api' });
  });
  afterAll(() => service.close());

  it('B5: two guesses a challenge: the fifth locks the account, and a new challenge is locked as it comes', async () => {
    const person = await service.addEnrolledPerson('ada');
    const outcomes: string[] = [];
    for (const through of ['CONTROL_PANEL', 'CLASSIC', 'CONTROL_PANEL'] as const) {
      const challenge = await person.challenge(through);
      outcomes.push(outcomeOf(await person.answer(challenge, person.wrongToken())));
      outcomes.push(outcomeOf(await person.answer(challenge, person.wrongToken())));
    }
    expect(outcomes).toEqual([...Array<string>(5).fill('TOKEN_WRONG'), 'TOO_MANY_ATTEMPTS']);

    const { challenge } = being(await person.signIn(), 'ChallengeRequired');
    expect(challenge).toMatchObject({ state: 'LOCKED', attemptsLeft: 0, allowedActions: ['REDEEM_RECOVERY_CODE'] });
    expect(await person.answer(challenge.id)).toMatchObject({ reason: 'TOO_MANY_ATTEMPTS' });
    const counted = (await historyOf(service, person).dataOf('TokenRejected')).map(({ wrongInARow }) => wrongInARow);
    expect(counted).toEqual([1, 2, 3, 4, 5]);
  });

  it('B5: a guess after each lock, each at a new challenge: capped in total, and then locked until a person unlocks it', async () => {
    const person = await service.addEnrolledPerson('ben');
    const answers = [];
    for (let tries = 0; tries < guessesInTotal + 5; tries += 1) {
      answers.push(await person.answer(await person.challenge(), person.wrongToken()));
      service.advance(hour);
    }
    expect(tally(answers)).toEqual({ TOKEN_WRONG: guessesInTotal, TOO_MANY_ATTEMPTS: 5 });
    expect(await person.answer(await person.challenge())).toMatchObject({ reason: 'TOO_MANY_ATTEMPTS', retryAt: null });

    const history = historyOf(service, person);
    expect(await history.count('TokenRejected')).toBe(guessesInTotal);
    const locks = await history.dataOf('SecondFactorLocked');
    expect(locks.map(({ wrongInARow }) => wrongInARow)).toEqual(Array.from({ length: 16 }, (_, index) => index + 5));
    expect(locks.at(-1)).toEqual({ wrongInARow: guessesInTotal, until: null });
  });

  it('B4: a challenge that took five answers takes no more of them, not even once the lock is over', async () => {
    const person = await service.addEnrolledPerson('cleo');
    const challenge = await person.challenge();
    for (let guesses = 0; guesses < 5; guesses += 1) await person.answer(challenge, person.wrongToken());
    service.advance(minute);
    const history = historyOf(service, person);
    await history.news();
    expect(await person.answer(challenge)).toMatchObject({ reason: 'CHALLENGE_CLOSED' });
    expect(await history.news()).toEqual([]);
    being(await person.answer(await person.challenge()), 'SignedIn');
  });

  it('B4: a fourth open challenge closes the oldest', async () => {
    const person = await service.addEnrolledPerson('dora');
    const oldest = await person.challenge();
    const second = await person.challenge('CLASSIC');
    await person.challenge();
    const history = historyOf(service, person);
    await history.news();
    await person.challenge();
    expect(await history.news()).toEqual(['ChallengeClosed', 'ChallengeIssued']);
    expect(await history.dataOf('ChallengeClosed')).toEqual([{ challengeId: oldest, reason: 'TOO_MANY_OPEN' }]);
    expect(await person.answer(oldest)).toMatchObject({ reason: 'CHALLENGE_CLOSED' });
    being(await person.answer(second), 'SignedIn');
  });

  it('B5: guesses by SMS and by app, over challenges and interfaces: one count, and the fifth locks both methods', async () => {
    const person = await addPersonWithBoth(service, 'emil', '+14165550141');
    const first = await person.challenge();
    const answers = [await guess(person, first, 'SMS'), await guess(person, first, 'AUTHENTICATOR_APP')];
    const next = await person.challenge('CLASSIC');
    answers.push(await guess(person, next, 'AUTHENTICATOR_APP'), await guess(person, next, 'SMS'));
    answers.push(await guess(person, first, 'SMS'));
    expect(answers).toMatchObject([4, 3, 2, 1, 0].map((attemptsLeft) => ({ reason: 'TOKEN_WRONG', attemptsLeft })));
    expect(await historyOf(service, person).dataOf('TokenRejected')).toMatchObject([
      { challengeId: first, method: 'SMS', wrongInARow: 1 },
      { challengeId: first, method: 'AUTHENTICATOR_APP', wrongInARow: 2 },
      { challengeId: next, method: 'AUTHENTICATOR_APP', wrongInARow: 3 },
      { challengeId: next, method: 'SMS', wrongInARow: 4 },
      { challengeId: first, method: 'SMS', wrongInARow: 5 },
    ]);

    const { challenge } = being(await person.signIn(), 'ChallengeRequired');
    expect(challenge).toMatchObject({ state: 'LOCKED', attemptsLeft: 0, allowedActions: ['REDEEM_RECOVERY_CODE'] });
    const locked = { reason: 'TOO_MANY_ATTEMPTS', retryAt: instantOf(service.now() + minute) };
    for (const id of [first, next, challenge.id]) {
      expect(await person.answer(id, await person.phone.orderedToken())).toMatchObject(locked);
      expect(await person.answer(id)).toMatchObject(locked);
      expect(await person.chooseMethod(id, 'AUTHENTICATOR_APP')).toMatchObject(locked);
      expect(await person.phone.sendToken(id)).toMatchObject(locked);
    }
    // The enrollment's, and one for each challenge before the lock: not one for each change of the method.
    expect(await person.phone.ordered()).toHaveLength(3);
  });

  it('B5: by SMS and by app in turn, each at a new challenge: capped in total, and then nothing is sent either', async () => {
    const person = await addPersonWithBoth(service, 'fay', '+14165550142');
    const answers = [];
    for (let tries = 0; tries < guessesInTotal + 5; tries += 1) {
      answers.push(await guess(person, await person.challenge(), tries % 2 === 0 ? 'SMS' : 'AUTHENTICATOR_APP'));
      service.advance(hour);
    }
    expect(tally(answers)).toEqual({ TOKEN_WRONG: guessesInTotal, TOO_MANY_ATTEMPTS: 5 });
    const rejected = await historyOf(service, person).dataOf('TokenRejected');
    expect(rejected.filter(({ method }) => method === 'SMS')).toHaveLength(guessesInTotal / 2);
    expect(await person.phone.ordered()).toHaveLength(1 + guessesInTotal);
    const last = await person.challenge();
    for (const right of [await person.phone.orderedToken(), person.token()]) {
      expect(await person.answer(last, right)).toMatchObject({ reason: 'TOO_MANY_ATTEMPTS', retryAt: null });
    }
  });

  it('B4: five answers to one challenge, by whichever method: it takes no more of them, changes no more, sends no more', async () => {
    const person = await addPersonWithBoth(service, 'gus', '+14165550143');
    const challenge = await person.challenge();
    for (let guesses = 0; guesses < 5; guesses += 1) {
      await guess(person, challenge, guesses % 2 === 0 ? 'AUTHENTICATOR_APP' : 'SMS');
    }
    service.advance(minute);
    const history = historyOf(service, person);
    await history.news();
    expect(await person.answer(challenge)).toMatchObject({ reason: 'CHALLENGE_CLOSED' });
    expect(await person.chooseMethod(challenge, 'SMS')).toMatchObject({ reason: 'CHALLENGE_CLOSED' });
    expect(await person.phone.sendToken(challenge)).toMatchObject({ reason: 'CHALLENGE_CLOSED' });
    expect(await history.news()).toEqual([]);
    being(await person.answer(await person.challenge(), await person.phone.orderedToken()), 'SignedIn');
  });

  it('D2: three open challenges make no guess more likely: each takes the token that was sent for it, and no other', async () => {
    const person = await addPersonWithBoth(service, 'hedi', '+14165550144');
    const [oldest, older, newest] = [await person.challenge(), await person.challenge(), await person.challenge()];
    const [, first, second, third] = await person.phone.ordered();
    const another = [first, second].find((token) => token !== third);
    expect(await person.answer(newest, another)).toMatchObject({ reason: 'TOKEN_WRONG', attemptsLeft: 4 });

    await person.challenge();
    expect(await person.answer(oldest, first)).toMatchObject({ reason: 'CHALLENGE_CLOSED' });
    being(await person.answer(older, second), 'SignedIn');
    being(await person.answer(newest, third), 'SignedIn');
  });

  /** A wrong token, at a challenge that is made to ask for the method. */
  async function guess(person: PersonWithBoth, challengeId: string, method: 'SMS' | 'AUTHENTICATOR_APP') {
    await person.chooseMethod(challengeId, method);
    return person.answer(challengeId, method === 'SMS' ? await person.phone.wrongToken() : person.wrongToken());
  }
});
