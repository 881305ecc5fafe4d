// Threat: a challenge that was opened with the old password is answered after the password was changed because of it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sealPassword } from '../../src/application/new-user.js';
import { decideUser } from '../../src/domain/user/decide.js';
import { being } from '../support/person.js';
import { historyOf } from '../support/person-history.js';
import { operator, startTestService, type TestService } from '../support/test-service.js';

const newPassword = 'seven herons on a weir';

describe('a pending challenge survives a password change', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService();
  });
  afterAll(() => service.close());

  it('B4: changed mid-challenge: neither the right token nor a recovery code is taken', async () => {
    const person = await service.addEnrolledPerson('ada');
    const challenge = await person.challenge();
    const history = historyOf(service, person);
    await history.news();
    await service.setPassword(person, newPassword);
    expect(await history.news()).toEqual(['PasswordSet', 'SessionsEnded', 'ChallengeClosed']);
    expect((await history.dataOf('ChallengeClosed')).at(-1)).toMatchObject({ reason: 'PASSWORD_CHANGED' });

    expect(await person.answer(challenge)).toMatchObject({ reason: 'CHALLENGE_CLOSED' });
    expect(await person.redeem(challenge, person.recoveryCodes[0] ?? '')).toMatchObject({ reason: 'CHALLENGE_CLOSED' });
    expect(await person.chooseMethod(challenge, 'AUTHENTICATOR_APP')).toMatchObject({ reason: 'CHALLENGE_CLOSED' });
    expect(await history.news()).toEqual([]);
    expect(await person.loginChallenge(challenge)).toMatchObject({ state: 'CLOSED', allowedActions: [] });
  });

  it('B4: a step-up challenge dies as well, with the session that asked for it', async () => {
    const person = await service.addEnrolledPerson('ben');
    const { challenge } = being(await person.stepUp(person.session), 'ChallengeRequired');
    await service.setPassword(person, newPassword);
    const history = historyOf(service, person);
    await history.news();
    const answer = await person.answer(challenge.id, person.token(), person.session);
    expect(answer).toMatchObject({ reason: 'CHALLENGE_CLOSED' });
    expect(await history.news()).toEqual([]);
  });

  it('B4: it is dead even where the change stopped half-way, before the challenge was closed', async () => {
    const person = await service.addEnrolledPerson('cleo');
    const challenge = await person.challenge();
    const { core } = service.service.installation;
    const passwordHash = await sealPassword(core, person.userId, newPassword);
    await core.users.handle(person.userId, operator, (user) => decideUser(user, { type: 'setPassword', passwordHash }));
    const history = historyOf(service, person);
    expect(await history.count('ChallengeClosed')).toBe(0);
    await history.news();

    expect(await person.answer(challenge)).toMatchObject({ reason: 'CHALLENGE_CLOSED' });
    expect(await person.redeem(challenge, person.recoveryCodes[0] ?? '')).toMatchObject({ reason: 'CHALLENGE_CLOSED' });
    expect(await history.news()).toEqual([]);
    const next = being(await person.signIn('CONTROL_PANEL', newPassword), 'ChallengeRequired');
    being(await person.answer(next.challenge.id), 'SignedIn');
  });

  it('B4: a right answer at the very moment of the change opens nothing that stays', async () => {
    const person = await service.addEnrolledPerson('dora');
    const challenge = await person.challenge();
    const [answer] = await Promise.all([person.answer(challenge), service.setPassword(person, newPassword)]);
    const token = answer.__typename === 'SignedIn' ? answer.session.token : 'none';
    const history = historyOf(service, person);
    await history.news();
    await expect(person.me(token)).rejects.toThrow('UNAUTHENTICATED');
    expect(await person.answer(challenge)).toMatchObject({ reason: 'CHALLENGE_CLOSED' });
    expect(await history.news()).toEqual([]);
  });
});
