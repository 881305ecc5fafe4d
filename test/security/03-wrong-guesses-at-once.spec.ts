// Threat: wrong guesses sent side by side lose updates of the count, so that a guesser gets more tries than the limit.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { second } from '../../src/domain/instant.js';
import { atOnce, tally } from '../support/outcomes.js';
import { being, type Person } from '../support/person.js';
import { historyOf } from '../support/person-history.js';
import { startTestService, type TestService } from '../support/test-service.js';

describe('wrong guesses sent at once', () => {
  let service: TestService;
  let atServer: (person: Person, number: number) => Person;
  beforeAll(async () => {
    service = await startTestService();
    const servers = [service.client, await service.anotherServer()];
    atServer = (person, number) => person.at(servers[number % servers.length] ?? service.client);
  });
  afterAll(() => service.close());

  it('200 tokens over three challenges: five are told to be wrong, and five are in the history', async () => {
    const person = await service.addPerson('ada');
    await person.enrollApp();
    service.advance(30 * second);
    const challenges = [
      await person.challenge(),
      await atServer(person, 1).challenge('CLASSIC'),
      await person.challenge(),
    ];
    const wrong = person.wrongToken();

    const results = await atOnce(200, (number) => atServer(person, number).answer(challenges[number % 3] ?? '', wrong));
    expect(tally(results)).toEqual({ TOKEN_WRONG: 5, TOO_MANY_ATTEMPTS: 195 });
    const history = historyOf(service, person);
    const counted = (await history.dataOf('TokenRejected')).map(({ wrongInARow }) => wrongInARow);
    expect(counted).toEqual([1, 2, 3, 4, 5]);
    expect(await history.count('SecondFactorLocked')).toBe(1);
  });

  it('100 recovery codes over three challenges: five are told to be wrong, and five are in the history', async () => {
    const person = await service.addPerson('ben');
    await person.enrollApp();
    const challenges = [
      await person.challenge(),
      await atServer(person, 1).challenge('CLASSIC'),
      await person.challenge(),
    ];

    const results = await atOnce(100, (number) =>
      atServer(person, number).redeem(challenges[number % 3] ?? '', '0000-0000-0000-0000'),
    );
    expect(tally(results)).toEqual({ RECOVERY_CODE_WRONG: 5, TOO_MANY_ATTEMPTS: 95 });
    expect(await historyOf(service, person).count('RecoveryCodeRejected')).toBe(5);
  });

  it('100 tokens of an enrollment: five are told to be wrong, and the enrollment is closed', async () => {
    const person = await service.addPerson('cleo');
    const session = await person.signInWithPassword();
    const { enrollmentId, key } = being(
      await atServer(person, 1).startEnrollment(session),
      'AuthenticatorAppEnrollment',
    );
    const wrong = person.withKey(key).wrongToken();

    const results = await atOnce(100, (number) => atServer(person, number).confirm(session, enrollmentId, wrong));
    expect(tally(results)).toEqual({ TOKEN_WRONG: 5, ENROLLMENT_CLOSED: 95 });
    const history = historyOf(service, person);
    expect(await history.count('EnrollmentTokenRejected')).toBe(5);
    expect(await history.dataOf('EnrollmentClosed')).toEqual([{ enrollmentId, reason: 'ATTEMPTS_USED_UP' }]);
    const late = await person.confirm(session, enrollmentId, person.withKey(key).token());
    expect(late).toMatchObject({ reason: 'ENROLLMENT_CLOSED' });
  });
});
