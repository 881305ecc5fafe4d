// Threat: somebody with the password alone adds a weaker method, or makes it the default, before the second factor.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ChangeDefaultMethodDocument,
  ConfirmEnrollmentDocument,
  EndSessionDocument,
  MeDocument,
  RegenerateRecoveryCodesDocument,
  RemoveMethodDocument,
  StartAuthenticatorAppEnrollmentDocument,
  StepUpDocument,
} from '../../src/client/generated/graphql.js';
import { instantOf, second } from '../../src/domain/instant.js';
import { being } from '../support/person.js';
import { historyOf } from '../support/person-history.js';
import { testPassword as password, startTestService, type TestService } from '../support/test-service.js';

const method = 'AUTHENTICATOR_APP';

describe('a weaker method added or made default before the second factor', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService();
  });
  afterAll(() => service.close());

  /** What takes a whole session. */
  const settings = (): readonly [string, (session?: string) => Promise<unknown>][] => {
    const { client } = service;
    return [
      ['changeDefaultMethod', (session) => client.execute(ChangeDefaultMethodDocument, { method }, session)],
      ['removeMethod', (session) => client.execute(RemoveMethodDocument, { input: { method, password } }, session)],
      ['regenerateRecoveryCodes', (session) => client.execute(RegenerateRecoveryCodesDocument, { password }, session)],
      ['stepUp', (session) => client.execute(StepUpDocument, { password }, session)],
      ['endSession', (session) => client.execute(EndSessionDocument, { sessionId: 'A'.repeat(22) }, session)],
    ];
  };
  /** What a session that can only enroll may do as well. */
  const enrollment = (): readonly [string, (session?: string) => Promise<unknown>][] => {
    const { client } = service;
    const input = { enrollmentId: 'A'.repeat(22), token: '000000' };
    return [
      ['start', (session) => client.execute(StartAuthenticatorAppEnrollmentDocument, { password }, session)],
      ['confirm', (session) => client.execute(ConfirmEnrollmentDocument, { input }, session)],
      ['me', (session) => client.execute(MeDocument, {}, session)],
    ];
  };

  it('with an open challenge and no session: every one of the account settings is refused', async () => {
    const person = await service.addEnrolledPerson('ada');
    const challenge = await person.challenge();
    const history = historyOf(service, person);
    await history.news();
    for (const [name, change] of [...settings(), ...enrollment()]) {
      await expect(change(), name).rejects.toThrow('UNAUTHENTICATED');
      await expect(change(challenge), name).rejects.toThrow('UNAUTHENTICATED');
    }
    expect(await history.news()).toEqual([]);
  });

  it('B11: a session that can only enroll does that, and nothing else', async () => {
    const person = await service.addPerson('ben');
    await service.setPolicy(person, { requiredFrom: instantOf(service.now()) });
    const required = being(await person.signIn(), 'EnrollmentRequired');
    expect(required).toMatchObject({
      allowedMethods: [method, 'SMS'],
      session: { amr: ['pwd'], restrictedToEnrollment: true },
    });
    const { token } = required.session;
    const history = historyOf(service, person);
    expect((await history.dataOf('SignedIn')).at(-1)).toMatchObject({ restrictedToEnrollment: true });
    await history.news();

    for (const [name, change] of settings()) await expect(change(token), name).rejects.toThrow('FORBIDDEN');
    expect(await history.news()).toEqual([]);
    await person.enrollApp(token);
    expect(await history.news()).toEqual(['EnrollmentStarted', 'MethodEnrolled', 'DefaultChanged', 'CodesRegenerated']);

    // With a method enrolled it is a session like any other: what takes a second factor asks for it (E2, E6).
    const prompt = being(await person.regenerate(token), 'ChallengeRequired');
    expect(prompt.challenge.purpose).toBe('STEP_UP');
    expect(await person.removeApp(token)).toMatchObject({ reason: 'TWO_FACTOR_REQUIRED' });
    expect(await history.news()).toEqual(['ChallengeIssued']);
    service.advance(30 * second);
    const { session } = being(await person.answer(await person.challenge()), 'SignedIn');
    expect(session.restrictedToEnrollment).toBe(false);
  });

  it('B11: before the date a session is a whole one, and it can enroll', async () => {
    const person = await service.addPerson('cleo');
    await service.setPolicy(person, { requiredFrom: instantOf(service.now() + second) });
    const { session } = being(await person.signIn(), 'SignedIn');
    expect(session.restrictedToEnrollment).toBe(false);
    service.advance(second);
    being(await person.signIn(), 'EnrollmentRequired');
  });

  it('F3: a method that the policy forbids is not enrolled, not even if the enrollment was started before', async () => {
    const person = await service.addPerson('dora');
    const session = await person.signInWithPassword();
    const started = being(await person.startEnrollment(session), 'AuthenticatorAppEnrollment');
    await service.setPolicy(person, { allowedMethods: [] });
    const history = historyOf(service, person);
    await history.news();
    const confirmed = await person.confirm(session, started.enrollmentId, person.withKey(started.key).token());
    expect(confirmed).toMatchObject({ reason: 'METHOD_NOT_ALLOWED' });
    expect(await person.startEnrollment(session)).toMatchObject({ reason: 'METHOD_NOT_ALLOWED' });
    expect(await history.news()).toEqual([]);
  });
});
