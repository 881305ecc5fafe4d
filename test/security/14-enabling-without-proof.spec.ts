// Threat: two-factor is turned on without proof that the person has the secret, or an old secret that somebody saw is
// confirmed later.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { minute, second } from '../../src/domain/instant.js';
import { being } from '../support/person.js';
import { historyOf } from '../support/person-history.js';
import { startTestService, type TestService } from '../support/test-service.js';

describe('enabling without proof; an old secret confirmed later', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService();
  });
  afterAll(() => service.close());

  it('E1: an enrollment that was only started, or answered wrong, turns nothing on', async () => {
    const person = await service.addPerson('ada');
    const session = await person.signInWithPassword();
    const history = historyOf(service, person);
    await history.news();
    const { enrollmentId, key } = being(await person.startEnrollment(session), 'AuthenticatorAppEnrollment');
    const wrong = person.withKey(key).wrongToken();
    expect(await person.confirm(session, enrollmentId, wrong)).toMatchObject({
      reason: 'TOKEN_WRONG',
      attemptsLeft: 4,
    });
    expect(await history.news()).toEqual(['EnrollmentStarted', 'EnrollmentTokenRejected']);
    expect((await person.me(session)).twoFactor).toMatchObject({ enabled: false, methods: [], recoveryCodesLeft: 0 });
    await person.signInWithPassword();
  });

  it('E1: the token of a replaced secret is refused, for the old enrollment and for the new one', async () => {
    const person = await service.addPerson('ben');
    const session = await person.signInWithPassword();
    const old = being(await person.startEnrollment(session), 'AuthenticatorAppEnrollment');
    const next = being(await person.startEnrollment(session), 'AuthenticatorAppEnrollment');
    const oldToken = person.withKey(old.key).token();
    const history = historyOf(service, person);
    expect(await history.dataOf('EnrollmentClosed')).toEqual([{ enrollmentId: old.enrollmentId, reason: 'REPLACED' }]);
    await history.news();

    expect(await person.confirm(session, old.enrollmentId, oldToken)).toMatchObject({ reason: 'ENROLLMENT_CLOSED' });
    expect(await person.confirm(session, next.enrollmentId, oldToken)).toMatchObject({ reason: 'TOKEN_WRONG' });
    expect(await history.news()).toEqual(['EnrollmentTokenRejected']);
    being(await person.confirm(session, next.enrollmentId, person.withKey(next.key).token()), 'MethodEnrolled');
  });

  it('E1: an enrollment that has expired is not confirmed, and its session can start another', async () => {
    const person = await service.addPerson('cleo');
    const session = await person.signInWithPassword();
    const { enrollmentId, key } = being(await person.startEnrollment(session), 'AuthenticatorAppEnrollment');
    service.advance(10 * minute);
    const late = await person.confirm(session, enrollmentId, person.withKey(key).token());
    expect(late).toMatchObject({ reason: 'ENROLLMENT_CLOSED' });
    expect(await historyOf(service, person).count('MethodEnrolled')).toBe(0);
    await person.enrollApp(session);
  });

  it('E1: an enrollment is confirmed once', async () => {
    const person = await service.addPerson('dora');
    const session = await person.signInWithPassword();
    const { enrollmentId, key } = being(await person.startEnrollment(session), 'AuthenticatorAppEnrollment');
    const phone = person.withKey(key);
    being(await person.confirm(session, enrollmentId, phone.token()), 'MethodEnrolled');
    service.advance(30 * second);
    expect(await person.confirm(session, enrollmentId, phone.token())).toMatchObject({ reason: 'ENROLLMENT_CLOSED' });
    expect(await historyOf(service, person).count('MethodEnrolled')).toBe(1);
  });

  it('E4: a started replacement changes nothing; once confirmed, the replaced secret signs nobody in', async () => {
    const person = await service.addEnrolledPerson('emil');
    const session = await person.signInWithApp();
    service.advance(30 * second);
    const next = being(await person.startEnrollment(session), 'AuthenticatorAppEnrollment');
    const phone = person.withKey(next.key);
    const challenge = await person.challenge();
    expect(await person.answer(challenge, phone.token())).toMatchObject({ reason: 'TOKEN_WRONG' });
    being(await person.answer(challenge, person.token()), 'SignedIn');

    being(await person.confirm(session, next.enrollmentId, phone.token()), 'MethodEnrolled');
    service.advance(30 * second);
    const later = await person.challenge();
    const history = historyOf(service, person);
    await history.news();
    expect(await person.answer(later, person.token())).toMatchObject({ reason: 'TOKEN_WRONG' });
    expect(await history.news()).toEqual(['TokenRejected']);
    being(await person.answer(later, phone.token()), 'SignedIn');
  });
});
