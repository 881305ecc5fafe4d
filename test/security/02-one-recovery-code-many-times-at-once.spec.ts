// Threat: one recovery code, sent many times at the same instant, opens more than one session before it is used up.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { atOnce, tally } from '../support/outcomes.js';
import type { Person } from '../support/person.js';
import { historyOf } from '../support/person-history.js';
import { startTestService, type TestService } from '../support/test-service.js';

describe('one recovery code sent many times at once', () => {
  let service: TestService;
  let atServer: (person: Person, number: number) => Person;
  beforeAll(async () => {
    service = await startTestService();
    const servers = [service.client, await service.anotherServer()];
    atServer = (person, number) => person.at(servers[number % servers.length] ?? service.client);
  });
  afterAll(() => service.close());

  it('to one challenge: one session, one code gone', async () => {
    const person = await service.addPerson('ada');
    const { recoveryCodes, session } = await person.enrollApp();
    const challenge = await atServer(person, 1).challenge();
    const history = historyOf(service, person);
    await history.news();

    const results = await atOnce(50, (number) => atServer(person, number).redeem(challenge, recoveryCodes[0] ?? ''));
    expect(tally(results)).toEqual({ SignedIn: 1, CHALLENGE_CLOSED: 49 });
    expect(await history.news()).toEqual(['RecoveryCodeUsed', 'ChallengePassed', 'SignedIn']);
    expect((await person.me(session)).twoFactor.recoveryCodesLeft).toBe(9);
  });

  it('to three challenges: one session, one code gone', async () => {
    const person = await service.addPerson('ben');
    const { recoveryCodes, session } = await person.enrollApp();
    const challenges = [
      await person.challenge(),
      await atServer(person, 1).challenge('CLASSIC'),
      await person.challenge(),
    ];
    const history = historyOf(service, person);
    await history.news();

    const results = await atOnce(51, (number) =>
      atServer(person, number).redeem(challenges[number % 3] ?? '', recoveryCodes[0] ?? ''),
    );
    expect(tally(results)).toEqual({
      SignedIn: 1,
      CHALLENGE_CLOSED: 16,
      RECOVERY_CODE_WRONG: 5,
      TOO_MANY_ATTEMPTS: 29,
    });
    expect(await history.news()).toEqual([
      'RecoveryCodeUsed',
      'ChallengePassed',
      'SignedIn',
      ...Array<string>(5).fill('RecoveryCodeRejected'),
    ]);
    expect((await person.me(session)).twoFactor.recoveryCodesLeft).toBe(9);
  });

  it('all ten codes to ten challenges, three at a time: ten sessions, no code left, and none works again', async () => {
    const person = await service.addPerson('cleo');
    const { recoveryCodes } = await person.enrollApp();
    const results = [];
    for (const codes of [
      recoveryCodes.slice(0, 3),
      recoveryCodes.slice(3, 6),
      recoveryCodes.slice(6, 9),
      recoveryCodes.slice(9),
    ]) {
      const challenges = [await person.challenge(), await person.challenge(), await person.challenge()];
      results.push(...(await Promise.all(codes.map((code, number) => person.redeem(challenges[number] ?? '', code)))));
    }
    expect(tally(results)).toEqual({ SignedIn: 10 });
    const left = (await historyOf(service, person).dataOf('RecoveryCodeUsed')).map(({ codesLeft }) => codesLeft);
    expect(left).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
    const challenge = await person.challenge();
    expect(await person.redeem(challenge, recoveryCodes[4] ?? '')).toMatchObject({ reason: 'RECOVERY_CODE_WRONG' });
  });
});
