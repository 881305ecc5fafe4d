// Threat: a guesser resets the count of wrong answers by something that is not a right one, and goes on guessing.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { day } from '../../src/domain/instant.js';
import { being, type Person } from '../support/person.js';
import { historyOf } from '../support/person-history.js';
import { startTestService, type TestService } from '../support/test-service.js';

/** What might reset the count. Gives the challenge to go on with. */
type Reset = (person: Person, challengeId: string, session: string) => Promise<string>;

const newPassword = 'seven herons on a weir';

describe('resend resets the count', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService();
  });
  afterAll(() => service.close());

  const resets: readonly [string, Reset][] = [
    ['a new challenge', (person) => person.challenge()],
    ['a challenge of the other interface', (person) => person.challenge('CLASSIC')],
    [
      'choosing the method again, and one that is not enrolled',
      async (person, challengeId) => {
        being(await person.chooseMethod(challengeId, 'AUTHENTICATOR_APP'), 'ChallengeRequired');
        expect(await person.chooseMethod(challengeId, 'SMS')).toMatchObject({ reason: 'METHOD_NOT_ENROLLED' });
        return challengeId;
      },
    ],
    [
      'a wrong recovery code',
      async (person, challengeId) => {
        const answer = await person.redeem(challengeId, '0000-0000-0000-0000');
        expect(answer).toMatchObject({ reason: 'RECOVERY_CODE_WRONG' });
        return challengeId;
      },
    ],
    [
      'a step-up asked for in an open session',
      async (person, challengeId, session) => {
        being(await person.stepUp(session), 'ChallengeRequired');
        return challengeId;
      },
    ],
    [
      'an enrollment started in an open session',
      async (person, challengeId, session) => {
        being(await person.startEnrollment(session), 'AuthenticatorAppEnrollment');
        return challengeId;
      },
    ],
    [
      'a new password',
      async (person) => {
        await service.setPassword(person, newPassword);
        return being(await person.signIn('CONTROL_PANEL', newPassword), 'ChallengeRequired').challenge.id;
      },
    ],
    [
      'a day of waiting',
      (person) => {
        service.advance(day);
        return person.challenge();
      },
    ],
  ];

  it.each(resets)('B5: %s does not', async (attempt, reset) => {
    const person = await service.addEnrolledPerson(`person-${attempt.replaceAll(/\W/g, '')}`);
    const session = await person.signInWithApp();
    const challenge = await person.challenge();
    for (const attemptsLeft of [4, 3, 2, 1]) {
      expect(await person.answer(challenge, person.wrongToken())).toMatchObject({ attemptsLeft });
    }
    const next = await reset(person, challenge, session);
    const history = historyOf(service, person);
    await history.news();

    const fifth = await person.answer(next, person.wrongToken());
    expect(fifth).toMatchObject({ reason: 'TOKEN_WRONG', attemptsLeft: 0 });
    expect(await history.news()).toEqual(['TokenRejected', 'SecondFactorLocked']);
    expect(await person.answer(next)).toMatchObject({ reason: 'TOO_MANY_ATTEMPTS' });
    expect(await history.news()).toEqual([]);
  });

  it('B5: a right answer does', async () => {
    const person = await service.addEnrolledPerson('ada');
    const challenge = await person.challenge();
    for (let guesses = 0; guesses < 4; guesses += 1) await person.answer(challenge, person.wrongToken());
    being(await person.answer(challenge), 'SignedIn');

    const next = await person.challenge();
    expect(await person.answer(next, person.wrongToken())).toMatchObject({ reason: 'TOKEN_WRONG', attemptsLeft: 4 });
    const counted = (await historyOf(service, person).dataOf('TokenRejected')).map(({ wrongInARow }) => wrongInARow);
    expect(counted).toEqual([1, 2, 3, 4, 1]);
  });
});
