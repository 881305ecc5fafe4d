// Threat: somebody with the password alone adds a weaker method, or makes it the default, before the second factor.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ChangeDefaultMethodDocument,
  ConfirmEnrollmentDocument,
  EndSessionDocument,
  MeDocument,
  RegenerateRecoveryCodesDocument,
  RemoveMethodDocument,
  ResendEnrollmentTokenDocument,
  StartAuthenticatorAppEnrollmentDocument,
  StartSmsEnrollmentDocument,
  StepUpDocument,
} from '../../src/client/generated/graphql.js';
import { instantOf, second } from '../../src/domain/instant.js';
import { being } from '../support/person.js';
import { historyOf } from '../support/person-history.js';
import { addPersonWithBoth, numberInBlock, withSms } from '../support/sms-person.js';
import { testPassword as password, startTestService, type TestService } from '../support/test-service.js';

const method = 'AUTHENTICATOR_APP';

describe('a weaker method added or made default before the second factor', () => {
  let service: TestService;
  beforeAll(async () => {
    // Nobody sends: a test takes a token from its order, and the history has nothing in it but what people did.
    service = await startTestService({ ROLES: 'api' });
  });
  afterAll(() => service.close());

  /** What takes a whole session. */
  const settings = (): readonly [string, (session?: string) => Promise<unknown>][] => {
    const { client } = service;
    return [
      ['changeDefaultMethod', (session) => client.execute(ChangeDefaultMethodDocument, { method }, session)],
      ['… to SMS', (session) => client.execute(ChangeDefaultMethodDocument, { method: 'SMS' }, session)],
      ['removeMethod', (session) => client.execute(RemoveMethodDocument, { input: { method, password } }, session)],
      ['regenerateRecoveryCodes', (session) => client.execute(RegenerateRecoveryCodesDocument, { password }, session)],
      ['stepUp', (session) => client.execute(StepUpDocument, { password }, session)],
      ['endSession', (session) => client.execute(EndSessionDocument, { sessionId: 'A'.repeat(22) }, session)],
    ];
  };
  /** What a session that can only enroll may do as well. */
  const enrollment = (): readonly [string, (session?: string) => Promise<unknown>][] => {
    const { client } = service;
    const enrollmentId = 'A'.repeat(22);
    const input = { enrollmentId, token: '000000' };
    const number = { password, phoneNumber: numberInBlock(0) };
    return [
      ['start', (session) => client.execute(StartAuthenticatorAppEnrollmentDocument, { password }, session)],
      ['start SMS', (session) => client.execute(StartSmsEnrollmentDocument, { input: number }, session)],
      ['resend', (session) => client.execute(ResendEnrollmentTokenDocument, { enrollmentId }, session)],
      ['confirm', (session) => client.execute(ConfirmEnrollmentDocument, { input }, session)],
      ['me', (session) => client.execute(MeDocument, {}, session)],
    ];
  };

  it('with an open challenge and no session: every one of the account settings is refused, and nothing is sent', async () => {
    const person = await addPersonWithBoth(service, 'ada', numberInBlock(1));
    await service.client.execute(ChangeDefaultMethodDocument, { method }, person.session);
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

  it('E2: a session that can only enroll, and has enrolled the app, adds no number to it without that app', async () => {
    const person = await service.addPerson('emil');
    await service.setPolicy(person, { requiredFrom: instantOf(service.now()) });
    const { token } = being(await person.signIn(), 'EnrollmentRequired').session;
    const phone = withSms(person, service, numberInBlock(2));
    const begunBefore = being(await phone.startEnrollment(token), 'SmsEnrollment');
    await person.enrollApp(token);
    service.advance(30 * second);
    const history = historyOf(service, person);
    await history.news();

    // What was begun before the app was there is over, and its token worth nothing.
    const closed = { reason: 'ENROLLMENT_CLOSED' };
    expect(await phone.confirm(token, begunBefore.enrollmentId, await phone.orderedToken())).toMatchObject(closed);
    expect(await phone.resend(token, begunBefore.enrollmentId)).toMatchObject(closed);
    expect(await changeDefaultToSms(token)).toMatchObject({ reason: 'METHOD_NOT_ENROLLED' });
    expect(await history.news()).toEqual([]);
    const { challenge } = being(await phone.startEnrollment(token), 'ChallengeRequired');
    expect(challenge).toMatchObject({ purpose: 'STEP_UP', method });
    expect(await history.news()).toEqual(['ChallengeIssued']);

    being(await person.answer(challenge.id, person.token(), token), 'SteppedUp');
    being(await phone.startEnrollment(token), 'SmsEnrollment');
  });

  it("ids of other people's and other sessions' prompts: refused as if unknown, and nothing is sent for them", async () => {
    const owner = await addPersonWithBoth(service, 'fay', numberInBlock(3));
    const { phone, session } = owner;
    const { enrollmentId } = being(await phone.startEnrollment(session, numberInBlock(4)), 'SmsEnrollment');
    const { challenge } = being(await owner.stepUp(session), 'ChallengeRequired');
    const ownToken = await phone.orderedToken();
    const another = being(await owner.answer(await owner.challenge(), await phone.orderedToken()), 'SignedIn').session;
    const restricted = await service.addPerson('gus');
    await service.setPolicy(restricted, { requiredFrom: instantOf(service.now()) });
    const onlyEnrolls = being(await restricted.signIn(), 'EnrollmentRequired').session;
    const stranger = await (await service.addPerson('hedi')).signInWithPassword();
    // Nothing but whose they are stands in the way from here on.
    service.advance(30 * second);
    const before = await service.history();

    const closed = { reason: 'CHALLENGE_CLOSED' };
    for (const foreign of [another.token, onlyEnrolls.token, stranger]) {
      expect(await phone.resend(foreign, enrollmentId)).toEqual(await phone.resend(foreign, 'A'.repeat(22)));
      expect(await phone.resend(foreign, enrollmentId)).toMatchObject({ reason: 'ENROLLMENT_CLOSED' });
      expect(await phone.sendToken(challenge.id, foreign)).toMatchObject(closed);
      expect(await phone.answer(challenge.id, ownToken, foreign)).toMatchObject(closed);
    }
    expect(await phone.sendToken(challenge.id)).toEqual(await phone.sendToken('A'.repeat(43)));
    expect(await phone.chooseSms(challenge.id)).toMatchObject(closed);
    expect(await service.history()).toEqual(before);

    being(await phone.resend(session, enrollmentId), 'SmsEnrollment');
    being(await phone.sendToken(challenge.id, session), 'ChallengeRequired');
  });

  it('F3: where the policy forbids SMS, no number is enrolled, and one that is there is neither asked for nor the default', async () => {
    const person = await addPersonWithBoth(service, 'ines', numberInBlock(5));
    const { phone, session } = person;
    await service.client.execute(ChangeDefaultMethodDocument, { method }, session);
    const { enrollmentId } = being(await phone.startEnrollment(session, numberInBlock(6)), 'SmsEnrollment');
    const token = await phone.orderedToken();
    const challenge = await person.challenge();
    service.advance(30 * second);
    await service.setPolicy(person, { allowedMethods: [method] });
    const history = historyOf(service, person);
    await history.news();

    const refused = { reason: 'METHOD_NOT_ALLOWED' };
    expect(await phone.startEnrollment(session)).toMatchObject(refused);
    expect(await phone.resend(session, enrollmentId)).toMatchObject(refused);
    expect(await phone.confirm(session, enrollmentId, token)).toMatchObject(refused);
    expect(await changeDefaultToSms(session)).toMatchObject(refused);
    expect(await phone.chooseSms(challenge)).toMatchObject(refused);
    expect(await phone.sendToken(challenge)).toMatchObject(refused);
    expect(await history.news()).toEqual([]);
    being(await person.answer(challenge), 'SignedIn');
  });

  async function changeDefaultToSms(session: string) {
    return (await service.client.execute(ChangeDefaultMethodDocument, { method: 'SMS' }, session)).changeDefaultMethod;
  }
});
