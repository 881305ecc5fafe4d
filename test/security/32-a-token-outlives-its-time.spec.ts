// Threat: a token, prompt, lock or session is taken after its time, because some clock other than the server's rules.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hour, minute, second } from '../../src/domain/instant.js';
import { outcomeOf } from '../support/outcomes.js';
import { being, type Person } from '../support/person.js';
import { historyOf } from '../support/person-history.js';
import { startTestService, type TestService } from '../support/test-service.js';

/** T is the instant at which something ends: it is good before, and not at, T. */
describe('a token outlives its time', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService();
  });
  afterAll(() => service.close());

  it('B4: a challenge is answered a second before T = 10 minutes, not at T, not a second after', async () => {
    const person = await service.addEnrolledPerson('ada');
    const early = await person.challenge();
    const atT = await person.challenge('CLASSIC');
    const late = await person.challenge();
    const history = historyOf(service, person);
    await history.news();

    service.advance(10 * minute - second);
    being(await person.answer(early), 'SignedIn');
    expect(await person.loginChallenge(atT)).toMatchObject({ state: 'OPEN' });
    service.advance(second);
    const [code = ''] = person.recoveryCodes;
    expect(await person.answer(atT, person.token(1))).toMatchObject({ reason: 'CHALLENGE_CLOSED' });
    expect(await person.redeem(atT, code)).toMatchObject({ reason: 'CHALLENGE_CLOSED' });
    expect(await person.loginChallenge(atT)).toMatchObject({ state: 'EXPIRED' });
    service.advance(second);
    expect(await person.answer(late, person.token(1))).toMatchObject({ reason: 'CHALLENGE_CLOSED' });
    expect(await history.news()).toEqual(['ChallengePassed', 'SignedIn']);
  });

  it('E1: an enrollment is confirmed a second before T = 10 minutes, not at T, not a second after', async () => {
    const person = await service.addPerson('ben');
    const session = await person.signInWithPassword();
    const outcomes: string[] = [];
    for (const offset of [0, second, -second]) {
      const { enrollmentId, key } = being(await person.startEnrollment(session), 'AuthenticatorAppEnrollment');
      service.advance(10 * minute + offset);
      outcomes.push(outcomeOf(await person.confirm(session, enrollmentId, person.withKey(key).token())));
    }
    expect(outcomes).toEqual(['ENROLLMENT_CLOSED', 'ENROLLMENT_CLOSED', 'MethodEnrolled']);
    expect(await historyOf(service, person).count('MethodEnrolled')).toBe(1);
  });

  it('E2: a second-factor answer opens the settings a second before T = 10 minutes, not at T, not a second after', async () => {
    const person = await service.addEnrolledPerson('cleo');
    const session = await person.signInWithApp();
    service.advance(10 * minute - second);
    const outcomes = [outcomeOf(await person.regenerate(session))];
    service.advance(second);
    outcomes.push(outcomeOf(await person.regenerate(session)));
    service.advance(second);
    outcomes.push(outcomeOf(await person.regenerate(session)));
    expect(outcomes).toEqual(['RecoveryCodes', 'ChallengeRequired', 'ChallengeRequired']);
    const reasons = (await historyOf(service, person).dataOf('CodesRegenerated')).map(({ reason }) => reason);
    expect(reasons).toEqual(['ENROLLMENT', 'REQUESTED']);
  });

  it('B5: a lock holds a second before T, and opens at T; each further wrong answer doubles it, up to an hour', async () => {
    const person = await service.addEnrolledPerson('dora');
    const first = await person.challenge();
    for (let guesses = 0; guesses < 4; guesses += 1) await person.answer(first, person.wrongToken());
    for (const minutes of [1, 2, 4, 8, 16, 32, 60, 60]) {
      const guess = await person.answer(await person.challenge(), person.wrongToken());
      expect(guess).toMatchObject({ reason: 'TOKEN_WRONG' });
      service.advance(minutes * minute - second);
      expect(await person.answer(await person.challenge())).toMatchObject({ reason: 'TOO_MANY_ATTEMPTS' });
      service.advance(second);
    }
    being(await person.answer(await person.challenge()), 'SignedIn');
    expect(await historyOf(service, person).count('SecondFactorLocked')).toBe(8);
  });

  it('B5: and it is open a second after T', async () => {
    const person = await service.addEnrolledPerson('emil');
    const challenge = await person.challenge();
    for (let guesses = 0; guesses < 5; guesses += 1) await person.answer(challenge, person.wrongToken());
    service.advance(minute + second);
    being(await person.answer(await person.challenge()), 'SignedIn');
    expect(await historyOf(service, person).count('SecondFactorLocked')).toBe(1);
  });

  it('B10: an idle session lives a second before T = 1 hour, not at T, not a second after', async () => {
    const person = await service.addPerson('fay');
    const early = await person.signInWithPassword();
    const atT = await person.signInWithPassword();
    const late = await person.signInWithPassword();
    const history = historyOf(service, person);
    await history.news();
    service.advance(hour - second);
    await person.me(early);
    service.advance(second);
    await expect(person.me(atT)).rejects.toThrow('UNAUTHENTICATED');
    service.advance(second);
    await expect(person.me(late)).rejects.toThrow('UNAUTHENTICATED');
    await person.me(early);
    expect(await history.news()).toEqual(['SessionSeen']);
  });

  it('B10: a session in use lives a second before T = 24 hours, not at T, not a second after', async () => {
    const person = await service.addPerson('gus');
    const session = await person.signInWithPassword();
    for (let halfHours = 1; halfHours < 48; halfHours += 1) {
      service.advance(30 * minute);
      await person.me(session);
    }
    service.advance(30 * minute - second);
    await person.me(session);
    const history = historyOf(service, person);
    await history.news();
    for (const beyond of [second, second]) {
      service.advance(beyond);
      await expect(person.me(session)).rejects.toThrow('UNAUTHENTICATED');
    }
    expect(await history.news()).toEqual([]);
  });

  it('C1: a token is taken until a second before T = the end of the step after its own, not at T, not a second after', async () => {
    const person = await service.addEnrolledPerson('hedi');
    atStartOfStep();
    const outcomes: string[] = [];
    for (const offset of [-second, 0, second]) {
      const token = person.token();
      service.advance(60 * second + offset);
      outcomes.push(await outcomeOfToken(person, token));
      atStartOfStep();
    }
    expect(outcomes).toEqual(['SignedIn', 'TOKEN_WRONG', 'TOKEN_WRONG']);
    expect(await historyOf(service, person).count('TokenRejected')).toBe(2);
  });

  it('C1: and not a second before T = the start of the step before its own, but at T and a second after', async () => {
    const person = await service.addEnrolledPerson('ines');
    const outcomes: string[] = [];
    for (const offset of [-second, 0, second]) {
      atStartOfStep();
      const token = person.token(3);
      service.advance(60 * second + offset);
      outcomes.push(await outcomeOfToken(person, token));
    }
    expect(outcomes).toEqual(['TOKEN_WRONG', 'SignedIn', 'SignedIn']);
    expect(await historyOf(service, person).count('TokenRejected')).toBe(1);
  });

  async function outcomeOfToken(person: Person, token: string): Promise<string> {
    return outcomeOf(await person.answer(await person.challenge(), token));
  }

  /** Moves the clock to the start of the next time step. */
  function atStartOfStep(): void {
    service.advance(30 * second - (service.now() % (30 * second)));
  }
});
