// Threat: somebody who reads the person's mail resets the password, and is let in, or let off the second factor.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { being, type Person } from '../support/person.js';
import { historyOf } from '../support/person-history.js';
import { startTestService, type TestService } from '../support/test-service.js';

const newPassword = 'seven herons on a weir';

describe('a password reset skips the second factor', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService();
  });
  afterAll(() => service.close());

  it('A3: it signs nobody in, and the next sign-in is challenged', async () => {
    const person = await service.addEnrolledPerson('ada');
    const history = historyOf(service, person);
    await history.news();
    await service.setPassword(person, newPassword);
    expect(await history.news()).toEqual(['PasswordSet', 'SessionsEnded']);

    const prompt = being(await person.signIn('CLASSIC', newPassword), 'ChallengeRequired');
    expect(prompt.challenge).toMatchObject({ purpose: 'SIGN_IN', method: 'AUTHENTICATOR_APP' });
    expect(await person.signIn()).toMatchObject({ reason: 'CREDENTIALS_WRONG' });
    const signedIn = being(await person.answer(prompt.challenge.id), 'SignedIn');
    expect(signedIn.user.twoFactor).toMatchObject({ enabled: true, recoveryCodesLeft: 10 });
  });

  it('A3: what was used stays used, and what was guessed stays counted', async () => {
    const person = await service.addEnrolledPerson('ben');
    const [code = ''] = person.recoveryCodes;
    being(await person.redeem(await person.challenge(), code), 'SignedIn');
    await person.signInWithApp();
    await service.setPassword(person, newPassword);

    const challenge = await challengeOf(person);
    expect(await person.answer(challenge)).toMatchObject({ reason: 'TOKEN_ALREADY_USED', attemptsLeft: 4 });
    expect(await person.redeem(challenge, code)).toMatchObject({ reason: 'RECOVERY_CODE_WRONG' });
    await service.setPassword(person, 'a kettle on the moor');
    const { challenge: next } = being(await person.signIn('CLASSIC', 'a kettle on the moor'), 'ChallengeRequired');
    expect(next.attemptsLeft).toBe(4);
    const history = historyOf(service, person);
    expect(await history.count('TokenRejected')).toBe(1);
    expect(await history.count('RecoveryCodeRejected')).toBe(1);
  });

  it('A3, B6: it opens no lock', async () => {
    const person = await service.addEnrolledPerson('cleo');
    const challenge = await person.challenge();
    for (let guesses = 0; guesses < 5; guesses += 1) await person.answer(challenge, person.wrongToken());
    await service.setPassword(person, newPassword);

    const next = await challengeOf(person);
    const history = historyOf(service, person);
    await history.news();
    expect(await person.answer(next)).toMatchObject({ reason: 'TOO_MANY_ATTEMPTS' });
    expect(await history.news()).toEqual([]);
  });

  async function challengeOf(person: Person): Promise<string> {
    return being(await person.signIn('CONTROL_PANEL', newPassword), 'ChallengeRequired').challenge.id;
  }
});
