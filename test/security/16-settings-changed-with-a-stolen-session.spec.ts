// Threat: with a stolen session somebody turns two-factor off, takes fresh recovery codes or enrolls a phone of their own.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { minute, second } from '../../src/domain/instant.js';
import { being, type Person } from '../support/person.js';
import { historyOf } from '../support/person-history.js';
import { startTestService, type TestService } from '../support/test-service.js';

type Change = (person: Person, session: string, password?: string) => Promise<{ readonly __typename: string }>;

const changes: readonly [string, Change, string][] = [
  ['removeMethod', (person, session, password) => person.removeApp(session, password), 'TwoFactorChanged'],
  ['regenerateRecoveryCodes', (person, session, password) => person.regenerate(session, password), 'RecoveryCodes'],
  [
    'startAuthenticatorAppEnrollment',
    (person, session, password) => person.startEnrollment(session, password),
    'AuthenticatorAppEnrollment',
  ],
];

describe('disabling, regenerating or re-enrolling with a stolen session', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService();
  });
  afterAll(() => service.close());

  it.each(changes)('E2: %s: a fresh session alone, with a wrong password, changes nothing', async (name, change) => {
    const person = await service.addEnrolledPerson(`wrong-${name}`);
    const session = await person.signInWithApp();
    const history = historyOf(service, person);
    await history.news();
    expect(await change(person, session, 'not the password')).toMatchObject({ reason: 'CREDENTIALS_WRONG' });
    expect(await history.news()).toEqual(['PasswordRejected']);
    expect(await history.dataOf('PasswordRejected')).toEqual([{ at: 'ACCOUNT_SETTINGS' }]);
  });

  it.each(changes)('E2: %s: an empty password is not taken for none', async (name, change) => {
    const person = await service.addEnrolledPerson(`empty-${name}`);
    const session = await person.signInWithApp();
    const history = historyOf(service, person);
    await history.news();
    await expect(change(person, session, '')).rejects.toThrow('BAD_USER_INPUT');
    expect(await history.news()).toEqual([]);
  });

  it.each(changes)('E2: %s: the password and a step-up that is stale ask for a second factor', async (name, change) => {
    const person = await service.addEnrolledPerson(`stale-${name}`);
    const session = await person.signInWithApp();
    service.advance(10 * minute);
    const before = await person.me(session);
    const history = historyOf(service, person);
    await history.news();
    const prompt = await change(person, session);
    expect(prompt).toMatchObject({ __typename: 'ChallengeRequired', challenge: { purpose: 'STEP_UP' } });
    expect(await history.news()).toEqual(['ChallengeIssued']);
    expect((await person.me(session)).twoFactor).toEqual(before.twoFactor);
  });

  it.each(changes)(
    'E2: %s: a wrong token steps nothing up, the right one does, for this session only',
    async (name, change, done) => {
      const person = await service.addEnrolledPerson(`step-${name}`);
      const stolen = await person.signInWithApp();
      service.advance(30 * second);
      const own = await person.signInWithApp();
      service.advance(10 * minute);
      const { challenge } = being(await person.stepUp(own), 'ChallengeRequired');
      expect(await person.answer(challenge.id, person.wrongToken(), own)).toMatchObject({ reason: 'TOKEN_WRONG' });
      expect(await change(person, own)).toMatchObject({ __typename: 'ChallengeRequired' });
      being(await person.answer(challenge.id, person.token(), own), 'SteppedUp');

      await person.me(stolen);
      const history = historyOf(service, person);
      await history.news();
      expect(await change(person, stolen)).toMatchObject({ __typename: 'ChallengeRequired' });
      expect(await history.news()).toEqual(['ChallengeIssued']);
      expect(await change(person, own)).toMatchObject({ __typename: done });
    },
  );

  it('E2: the session that enrolled has not answered a challenge: it is asked for one', async () => {
    const person = await service.addEnrolledPerson('ada');
    expect(await person.removeApp(person.session)).toMatchObject({ __typename: 'ChallengeRequired' });
    expect(await historyOf(service, person).count('MethodRemoved')).toBe(0);
  });

  it('E8: a session of a recovery code enrolls a method with the password alone, once', async () => {
    const person = await service.addEnrolledPerson('ben');
    const redeemed = await person.redeem(await person.challenge(), person.recoveryCodes[0] ?? '');
    const { token } = being(redeemed, 'SignedIn').session;
    service.advance(10 * minute);
    expect(await person.removeApp(token)).toMatchObject({ __typename: 'ChallengeRequired' });
    expect(await person.regenerate(token)).toMatchObject({ __typename: 'ChallengeRequired' });
    await person.enrollApp(token);

    const history = historyOf(service, person);
    await history.news();
    expect(await person.startEnrollment(token)).toMatchObject({ __typename: 'ChallengeRequired' });
    expect(await history.news()).toEqual(['ChallengeIssued']);
  });
});
