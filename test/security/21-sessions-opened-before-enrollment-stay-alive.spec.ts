// Threat: whoever had stolen a session, or the password, keeps a session that was opened before the person secured the
// account.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sealPassword } from '../../src/application/new-user.js';
import { second } from '../../src/domain/instant.js';
import { decideUser } from '../../src/domain/user/decide.js';
import { atOnce } from '../support/outcomes.js';
import { being } from '../support/person.js';
import { historyOf } from '../support/person-history.js';
import { operator, startTestService, type TestService } from '../support/test-service.js';

const newPassword = 'seven herons on a weir';

describe('sessions opened before enrollment stay alive', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService();
  });
  afterAll(() => service.close());

  it('an enrollment ends all other sessions, at their next call', async () => {
    const person = await service.addPerson('ada');
    const stolen = being(await person.signIn('CLASSIC'), 'SignedIn').session;
    const own = await person.signInWithPassword();
    await person.me(stolen.token);
    await person.enrollApp(own);

    await expect(person.me(stolen.token)).rejects.toThrow('UNAUTHENTICATED');
    await expect(person.startEnrollment(stolen.token)).rejects.toThrow('UNAUTHENTICATED');
    await expect(person.endSession(stolen.token, stolen.id)).rejects.toThrow('UNAUTHENTICATED');
    expect((await person.me(own)).sessions).toHaveLength(1);
    const ended = await historyOf(service, person).dataOf('SessionsEnded');
    expect(ended).toEqual([{ sessionIds: [stolen.id], reason: 'METHOD_ENROLLED' }]);
  });

  it('so does one that replaces a method; and it closes the open challenges', async () => {
    const person = await service.addEnrolledPerson('ben');
    const stolen = being(await person.answer(await person.challenge()), 'SignedIn').session;
    service.advance(30 * second);
    const own = await person.signInWithApp();
    const challenge = await person.challenge();
    service.advance(30 * second);
    await person.enrollApp(own);

    await expect(person.me(stolen.token)).rejects.toThrow('UNAUTHENTICATED');
    service.advance(30 * second);
    expect(await person.answer(challenge)).toMatchObject({ reason: 'CHALLENGE_CLOSED' });
    const history = historyOf(service, person);
    expect(await history.dataOf('ChallengeClosed')).toEqual([{ challengeId: challenge, reason: 'METHODS_CHANGED' }]);
    expect((await history.dataOf('SessionsEnded')).at(-1)?.sessionIds).toContain(stolen.id);
  });

  it('a removal ends all other sessions, at their next call', async () => {
    const person = await service.addEnrolledPerson('cleo');
    const stolen = being(await person.answer(await person.challenge()), 'SignedIn').session;
    service.advance(30 * second);
    const own = await person.signInWithApp();
    being(await person.removeApp(own), 'TwoFactorChanged');

    await expect(person.me(stolen.token)).rejects.toThrow('UNAUTHENTICATED');
    await expect(person.startEnrollment(stolen.token)).rejects.toThrow('UNAUTHENTICATED');
    await person.me(own);
    const ended = (await historyOf(service, person).dataOf('SessionsEnded')).at(-1);
    expect(ended?.reason).toBe('METHOD_REMOVED');
    expect(ended?.sessionIds).toContain(stolen.id);
  });

  it('A3: a new password ends all sessions, at their next call', async () => {
    const person = await service.addEnrolledPerson('dora');
    const stolen = being(await person.answer(await person.challenge()), 'SignedIn').session;
    await service.setPassword(person, newPassword);

    await expect(person.me(stolen.token)).rejects.toThrow('UNAUTHENTICATED');
    await expect(person.me(person.session)).rejects.toThrow('UNAUTHENTICATED');
    await expect(person.regenerate(stolen.token, newPassword)).rejects.toThrow('UNAUTHENTICATED');
    const ended = (await historyOf(service, person).dataOf('SessionsEnded')).at(-1);
    expect(ended?.reason).toBe('PASSWORD_CHANGED');
    expect(ended?.sessionIds).toEqual(expect.arrayContaining([stolen.id]));
  });

  it('A3: they are over even where the change stopped half-way, before their end was written', async () => {
    const person = await service.addPerson('fay');
    const stolen = await person.signInWithPassword();
    const { core } = service.service.installation;
    const passwordHash = await sealPassword(core, person.userId, newPassword);
    await core.users.handle(person.userId, operator, (user) => decideUser(user, { type: 'setPassword', passwordHash }));
    const history = historyOf(service, person);
    await history.news();

    await expect(person.me(stolen)).rejects.toThrow('UNAUTHENTICATED');
    await expect(person.startEnrollment(stolen, newPassword)).rejects.toThrow('UNAUTHENTICATED');
    expect(await history.news()).toEqual([]);
    expect(await history.count('SessionsEnded')).toBe(0);
  });

  it('A3: a sign-in with the old password, at the very moment at which it is changed, opens nothing that stays', async () => {
    const person = await service.addPerson('emil');
    const [answers] = await Promise.all([atOnce(4, () => person.signIn()), service.setPassword(person, newPassword)]);
    const history = historyOf(service, person);
    await history.news();
    for (const answer of answers) {
      const token = answer.__typename === 'SignedIn' ? answer.session.token : 'none';
      await expect(person.me(token)).rejects.toThrow('UNAUTHENTICATED');
    }
    expect(await history.news()).toEqual([]);
    being(await person.signIn('CONTROL_PANEL', newPassword), 'SignedIn');
  });
});
