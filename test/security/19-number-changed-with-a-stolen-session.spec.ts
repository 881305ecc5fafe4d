// Threat: whoever has a stolen session changes the phone number, and from then on tokens go to the thief's phone.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { minute, second } from '../../src/domain/instant.js';
import { being } from '../support/person.js';
import { historyOf } from '../support/person-history.js';
import { otherThan, withSms } from '../support/sms-person.js';
import { startTestService, type TestService } from '../support/test-service.js';

describe('the number is changed with a stolen session', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService();
  });
  afterAll(() => service.close());

  it('E2: the password alone does not change it: the token of the step-up goes to the old number', async () => {
    const { phone, stolen, oldNumber, newNumber, person } = await robbed('ada', 1);
    service.advance(11 * minute);
    const history = historyOf(service, person);
    await history.news();
    being(await phone.startEnrollment(stolen, newNumber), 'ChallengeRequired');
    expect(await history.news()).not.toContain('EnrollmentStarted');
    await phone.token(3, oldNumber);
    expect(await phone.messages(newNumber)).toEqual([]);
  });

  it('E4: until the new number is confirmed, tokens go to the old one, and the old one works', async () => {
    const { phone, stolen, oldNumber, newNumber, person } = await robbed('ben', 2);
    const { enrollmentId } = being(await phone.startEnrollment(stolen, newNumber), 'SmsEnrollment');
    const offered = await phone.token(1, newNumber);
    const challenge = being(await person.signIn(), 'ChallengeRequired').challenge;
    const token = await phone.token(3, oldNumber);
    expect(await phone.messages(newNumber)).toHaveLength(1);
    expect(challenge.methods).toMatchObject([{ method: 'SMS', maskedPhoneNumber: masked(oldNumber) }]);

    // What was sent to the new number is no second factor, nor is the old number's token a confirmation.
    if (offered !== token) {
      expect(await phone.answer(challenge.id, offered)).toMatchObject({ reason: 'TOKEN_WRONG' });
      expect(await phone.confirm(stolen, enrollmentId, token)).toMatchObject({ reason: 'TOKEN_WRONG' });
    }
    service.advance(30 * second);
    being(await phone.sendToken(challenge.id), 'ChallengeRequired');
    const fresh = await phone.token(4, oldNumber);
    expect(await phone.messages(newNumber)).toHaveLength(1);
    being(await phone.answer(challenge.id, fresh), 'SignedIn');
  });

  it('E4: a new number that is not confirmed leaves the old one as it was', async () => {
    const { phone, stolen, oldNumber, newNumber, person } = await robbed('cleo', 3);
    const { enrollmentId } = being(await phone.startEnrollment(stolen, newNumber), 'SmsEnrollment');
    const wrong = otherThan(await phone.token(1, newNumber));
    for (let tries = 0; tries < 5; tries += 1) await phone.confirm(stolen, enrollmentId, wrong);
    service.advance(10 * minute);
    expect(await phone.confirm(stolen, enrollmentId, wrong)).toMatchObject({ reason: 'ENROLLMENT_CLOSED' });
    const challengeId = await person.challenge();
    being(await phone.answer(challengeId, await phone.token(3, oldNumber)), 'SignedIn');
    expect(await historyOf(service, person).count('MethodEnrolled')).toBe(1);
  });

  it('E4: once it is confirmed, tokens go to the new number alone', async () => {
    const { phone, stolen, oldNumber, newNumber, person } = await robbed('dora', 4);
    const { enrollmentId } = being(await phone.startEnrollment(stolen, newNumber), 'SmsEnrollment');
    being(await phone.confirm(stolen, enrollmentId, await phone.token(1, newNumber)), 'MethodEnrolled');
    const challengeId = await person.challenge();
    being(await phone.answer(challengeId, await phone.token(2, newNumber)), 'SignedIn');
    expect(await phone.messages(oldNumber)).toHaveLength(2);
  });

  /** Somebody with a number. A thief has the password, and a session that may still change the settings: the worst case. */
  async function robbed(username: string, digit: number) {
    const [oldNumber, newNumber] = [`+1416555020${digit}`, `+1604555030${digit}`];
    const person = await service.addPerson(username);
    const phone = withSms(person, service, oldNumber);
    await phone.enroll();
    const answer = await phone.answer(await person.challenge(), await phone.token(2));
    const stolen = being(answer, 'SignedIn').session.token;
    return { person, phone, stolen, oldNumber, newNumber };
  }
});

const masked = (number: string) => `+${'•'.repeat(number.length - 3)}${number.slice(-2)}`;
