// Threat: with a stolen session somebody guesses the password at the account settings, where sign-in does not count it.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { second } from '../../src/domain/instant.js';
import { atOnce, outcomeOf, type Result, tally } from '../support/outcomes.js';
import { being, type Person } from '../support/person.js';
import { historyOf } from '../support/person-history.js';
import { startTestService, type TestService } from '../support/test-service.js';

describe('guessing the password at the account settings', () => {
  let service: TestService;
  beforeEach(async () => {
    service = await startTestService();
  });
  afterEach(() => service.close());

  it('A5: 100 wrong passwords: few are looked at, and those are in the history', async () => {
    const person = await service.addEnrolledPerson('ada');
    const session = await person.signInWithApp();
    const started = performance.now();
    const results = await atOnce(100, (number) => guess(person, session, number));
    const told = tally(results);

    expect(told['CREDENTIALS_WRONG']).toBeGreaterThanOrEqual(5);
    expect(told['CREDENTIALS_WRONG']).toBeLessThanOrEqual(admittedWithin(performance.now() - started));
    expect(told['TOO_MANY_ATTEMPTS']).toBe(100 - (told['CREDENTIALS_WRONG'] ?? 0));
    expect(await historyOf(service, person).count('PasswordRejected')).toBe(told['CREDENTIALS_WRONG']);
  });

  it('A5: tries at the settings and at sign-in count together', async () => {
    const person = await service.addEnrolledPerson('ben');
    const session = await person.signInWithApp();
    const started = performance.now();
    const results = await atOnce<Result>(40, (number) =>
      number % 2 === 0 ? guess(person, session, number) : person.signIn('CLASSIC', 'not the password'),
    );
    // Counted apart, it would be as many again.
    const looked = tally(results)['CREDENTIALS_WRONG'];
    expect(looked).toBeLessThanOrEqual(admittedWithin(performance.now() - started));
    expect(await historyOf(service, person).count('PasswordRejected')).toBe(looked);
  });

  it('A5: while guesses must wait, the right password must wait as well, here and at sign-in', async () => {
    const person = await service.addEnrolledPerson('cleo');
    const session = await person.signInWithApp();
    await atOnce(5, (number) => guess(person, session, number));
    // The delays double: soon one is long enough to look at.
    await vi.waitFor(async () => expect(await waitAfterGuess(person, session)).toBeGreaterThan(2.5 * second), {
      interval: 100,
      timeout: 15_000,
    });
    const history = historyOf(service, person);
    await history.news();
    const answers = await Promise.all<Result>([person.stepUp(session), person.signIn(), person.signIn('CLASSIC')]);
    expect(answers.map(outcomeOf)).toEqual(Array(3).fill('TOO_MANY_ATTEMPTS'));
    expect(await history.news()).toEqual([]);
  });

  /** At each of the mutations in turn. */
  function guess(person: Person, session: string, number: number): Promise<Result> {
    const ways: readonly ((session: string, password: string) => Promise<Result>)[] = [
      person.startEnrollment,
      person.removeApp,
      person.regenerate,
      person.stepUp,
    ];
    return (ways[number % ways.length] ?? person.stepUp)(session, `guess number ${number}`);
  }

  async function waitAfterGuess(person: Person, session: string): Promise<number> {
    const { retryAt } = being(await person.stepUp(session, 'not the password'), 'Rejected');
    return retryAt === null ? 0 : Date.parse(retryAt) - service.now();
  }
});

/** Five tries, and one more after each delay of a second, two, four … (A5). The throttle goes by the real time. */
function admittedWithin(milliseconds: number): number {
  return 5 + Math.floor(Math.log2(milliseconds / second + 1));
}
