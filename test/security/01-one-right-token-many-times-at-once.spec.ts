// Threat: one right token, sent many times at the same instant, opens more than one session.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { second } from '../../src/domain/instant.js';
import { atOnce, tally } from '../support/outcomes.js';
import { being, type Person } from '../support/person.js';
import { historyOf } from '../support/person-history.js';
import { startTestService, type TestService } from '../support/test-service.js';

describe('one right token sent many times at once', () => {
  let service: TestService;
  let atServer: (person: Person, number: number) => Person;
  beforeAll(async () => {
    service = await startTestService();
    // Of two servers over one history neither knows what the other is doing: only the append at a revision tells.
    const servers = [service.client, await service.anotherServer()];
    atServer = (person, number) => person.at(servers[number % servers.length] ?? service.client);
  });
  afterAll(() => service.close());

  it('to one challenge: one session', async () => {
    const person = await service.addEnrolledPerson('ada');
    const challenge = await atServer(person, 1).challenge();
    const token = person.token();
    const history = historyOf(service, person);
    await history.news();

    const results = await atOnce(50, (number) => atServer(person, number).answer(challenge, token));
    expect(tally(results)).toEqual({ SignedIn: 1, CHALLENGE_CLOSED: 49 });
    expect(await history.news()).toEqual(['ChallengePassed', 'SignedIn']);
  });

  it('to three challenges: one session, and the token is burnt for the other two', async () => {
    const person = await service.addEnrolledPerson('ben');
    const challenges = [
      await person.challenge(),
      await atServer(person, 1).challenge('CLASSIC'),
      await person.challenge(),
    ];
    const token = person.token();
    const history = historyOf(service, person);
    await history.news();

    const results = await atOnce(51, (number) => atServer(person, number).answer(challenges[number % 3] ?? '', token));
    expect(tally(results)).toEqual({
      SignedIn: 1,
      CHALLENGE_CLOSED: 16,
      TOKEN_ALREADY_USED: 5,
      TOO_MANY_ATTEMPTS: 29,
    });
    expect(await history.news()).toEqual([
      'ChallengePassed',
      'SignedIn',
      ...Array<string>(5).fill('TokenRejected'),
      'SecondFactorLocked',
    ]);
  });

  it('to a step-up challenge: one step-up, and no session', async () => {
    const person = await service.addEnrolledPerson('cleo');
    const session = await person.signInWithApp();
    service.advance(30 * second);
    const { challenge } = being(await atServer(person, 1).stepUp(session), 'ChallengeRequired');
    const token = person.token();
    const history = historyOf(service, person);
    await history.news();

    const results = await atOnce(50, (number) => atServer(person, number).answer(challenge.id, token, session));
    expect(tally(results)).toEqual({ SteppedUp: 1, CHALLENGE_CLOSED: 49 });
    expect(await history.news()).toEqual(['ChallengePassed']);
  });

  it('to an enrollment: one method, one set of recovery codes', async () => {
    const person = await service.addPerson('dora');
    const session = await person.signInWithPassword();
    const started = being(await atServer(person, 1).startEnrollment(session), 'AuthenticatorAppEnrollment');
    const token = person.withKey(started.key).token();

    const results = await atOnce(50, (number) =>
      atServer(person, number).confirm(session, started.enrollmentId, token),
    );
    expect(tally(results)).toEqual({ MethodEnrolled: 1, ENROLLMENT_CLOSED: 49 });
    const history = historyOf(service, person);
    expect(await history.count('MethodEnrolled')).toBe(1);
    expect(await history.count('CodesRegenerated')).toBe(1);
  });
});
