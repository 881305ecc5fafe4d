// Threat: a guesser who has the password asks for a new challenge after every few guesses, and so for new tries.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hour, minute } from '../../src/domain/instant.js';
import { outcomeOf, tally } from '../support/outcomes.js';
import { being } from '../support/person.js';
import { historyOf } from '../support/person-history.js';
import { startTestService, type TestService } from '../support/test-service.js';

/** The least that configuration allows. */
const guessesInTotal = 20;

describe('a new challenge for every few guesses', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService({ WRONG_ANSWERS_BEFORE_LASTING_LOCK: String(guessesInTotal) });
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
});
