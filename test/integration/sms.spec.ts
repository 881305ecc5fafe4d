import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { minute, second } from '../../src/domain/instant.js';
import { being } from '../support/person.js';
import { otherThan, testNumber, withSms } from '../support/sms-person.js';
import { startTestService, type TestService } from '../support/test-service.js';

describe('SMS as a second factor', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService();
  });
  afterAll(() => service.close());

  it('step 3 of the article: the number, the token that comes, recovery codes; and the number is the default', async () => {
    const person = await service.addPerson('ada');
    const phone = withSms(person, service);
    const session = await person.signInWithPassword();
    const started = being(await phone.startEnrollment(session, '+1 (416) 555-0123'), 'SmsEnrollment');
    expect(started).toMatchObject({ maskedPhoneNumber: '+•••••••••23', delivery: { state: 'QUEUED', reason: null } });

    const token = await phone.token(1);
    const [message] = await phone.messages();
    expect(message?.text).toContain('Never share it.');
    expect(await phone.confirm(session, started.enrollmentId, otherThan(token))).toMatchObject({
      reason: 'TOKEN_WRONG',
    });
    const enrolled = being(await phone.confirm(session, started.enrollmentId, token), 'MethodEnrolled');
    expect(enrolled.recoveryCodes).toHaveLength(10);
    expect(enrolled.twoFactor).toMatchObject({ defaultMethod: 'SMS', defaultReason: 'LAST_ENROLLED' });
  });

  it('B2: a sign-in sends a fresh token at once, shows how its sending goes, and takes it once', async () => {
    const person = await service.addPerson('bob');
    const phone = withSms(person, service, '+14165550124');
    await phone.enroll();
    const challenge = being(await person.signIn(), 'ChallengeRequired').challenge;
    expect(challenge).toMatchObject({
      method: 'SMS',
      delivery: { state: 'QUEUED' },
      allowedActions: ['ANSWER', 'SEND_TOKEN', 'REDEEM_RECOVERY_CODE'],
    });
    const token = await phone.token(2);
    await expect.poll(async () => (await person.loginChallenge(challenge.id))?.delivery?.state).toBe('SENT');
    const signedIn = being(await phone.answer(challenge.id, token), 'SignedIn');
    expect(signedIn.session.amr).toContain('sms');
    expect(await phone.answer(challenge.id, token)).toMatchObject({ reason: 'CHALLENGE_CLOSED' });
  });

  it('D2, D3: another token is there after a wait, and voids the one before', async () => {
    const person = await service.addPerson('cyd');
    const phone = withSms(person, service, '+14165550125');
    await phone.enroll();
    const id = await person.challenge();
    const first = await phone.token(2);
    expect(await phone.sendToken(id)).toMatchObject({ reason: 'SENDING_LIMIT_REACHED', limit: 'RESEND_WAIT' });
    service.advance(30 * second);
    being(await phone.sendToken(id), 'ChallengeRequired');
    const fresh = await phone.token(3);
    expect(await phone.answer(id, first)).toMatchObject({ reason: 'TOKEN_SUPERSEDED', attemptsLeft: 4 });
    being(await phone.answer(id, fresh), 'SignedIn');
  });

  it('B3, E5, E6: app and SMS can be chosen at the prompt, and the one that stays is the default', async () => {
    const person = await service.addPerson('dia');
    const phone = withSms(person, service, '+14165550126');
    const { session } = await phone.enroll();
    const stepUp = being(await person.stepUp(session), 'ChallengeRequired').challenge;
    being(await phone.answer(stepUp.id, await phone.token(2), session), 'SteppedUp');
    await person.enrollApp(session);
    service.advance(30 * second);

    const id = await person.challenge();
    expect(await person.loginChallenge(id)).toMatchObject({ method: 'AUTHENTICATOR_APP', delivery: null });
    const chosen = being(await phone.chooseSms(id), 'ChallengeRequired').challenge;
    expect(chosen.methods).toEqual([
      { method: 'AUTHENTICATOR_APP', isDefault: true, maskedPhoneNumber: null },
      { method: 'SMS', isDefault: false, maskedPhoneNumber: '+•••••••••26' },
    ]);
    const whole = being(await phone.answer(id, await phone.token(3)), 'SignedIn').session.token;
    // Whoever has just signed in by SMS has answered freshly, too.
    expect(await person.removeApp(whole)).toMatchObject({
      twoFactor: { defaultMethod: 'SMS', defaultReason: 'FALLBACK' },
    });
  });

  it.each([
    ['a landline', '+442079460000'],
    ['a country that is not served', '+447911123456'],
    ['no number', 'my phone'],
    ['an empty country code', '4165550123'],
  ])('D1: %s is refused at once, nothing is sent and nothing enrolled', async (_what, number) => {
    const person = await service.addPerson(`refused-${number.replaceAll(/\W/g, '')}`);
    const phone = withSms(person, service);
    const session = await person.signInWithPassword();
    const before = (await service.history()).length;
    expect(await phone.startEnrollment(session, number)).toMatchObject({ reason: 'PHONE_NUMBER_REFUSED' });
    expect((await service.history()).length).toBe(before);
  });

  it('D2: a token is good for five minutes', async () => {
    const person = await service.addPerson('fay');
    const phone = withSms(person, service, '+14165550127');
    await phone.enroll();
    const id = await person.challenge();
    const token = await phone.token(2);
    service.advance(5 * minute);
    expect(await phone.answer(id, token)).toMatchObject({ reason: 'TOKEN_EXPIRED', attemptsLeft: null });
  });

  it('keeps no token and no number in the history, in plain or otherwise', async () => {
    const history = JSON.stringify(await service.history());
    expect(history).not.toContain(testNumber);
    for (const { text } of await withSms(await service.addPerson('gus'), service).messages()) {
      const token = text.slice(-6);
      expect(history).not.toContain(`"${token}"`);
    }
  });
});
