// Threat: somebody earns by messages to numbers of their own, or floods a victim's phone, and the operator pays.
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { minute } from '../../src/domain/instant.js';
import { being } from '../support/person.js';
import { withSms } from '../support/sms-person.js';
import { startTestService, type TestService } from '../support/test-service.js';

const wrongPassword = 'not the password';
const number = '+14165550140';

describe('SMS pumping', () => {
  const services: TestService[] = [];
  let service: TestService;
  beforeEach(async () => {
    // Budgets are counted by number and prefix, whoever asks: each rule begins with none used.
    service = await startTestService();
    services.push(service);
  });
  afterAll(async () => {
    await Promise.all(services.map((one) => one.close()));
  });

  it('nothing is sent before the right password', async () => {
    const person = await service.addPerson('ada');
    const phone = withSms(person, service, number);
    const { session } = await phone.enroll();
    expect(await person.signIn('CONTROL_PANEL', wrongPassword)).toMatchObject({ reason: 'CREDENTIALS_WRONG' });
    expect(await person.stepUp(session, wrongPassword)).toMatchObject({ reason: 'CREDENTIALS_WRONG' });
    const guesser = withSms({ ...person, password: wrongPassword }, service, number);
    expect(await guesser.startEnrollment(session)).toMatchObject({ reason: 'CREDENTIALS_WRONG' });
    expect(await phone.sendToken('A'.repeat(43))).toMatchObject({ reason: 'CHALLENGE_CLOSED' });
    expect(await ordered()).toBe(1);
  });

  it('D3: the sixth message to one number within ten minutes is refused, whoever asks', async () => {
    for (let index = 0; index < 5; index += 1) being(await (await stranger(index)).enroll(number), 'SmsEnrollment');
    const sixth = await stranger(5);
    expect(await sixth.enroll(number)).toMatchObject({ reason: 'SENDING_LIMIT_REACHED', limit: 'NUMBER' });
    expect(await ordered()).toBe(5);
    service.advance(10 * minute);
    being(await sixth.enroll(number), 'SmsEnrollment');
  });

  it('D3: numbers that follow one another are blocked at the twenty-first, and nothing more is spent', async () => {
    const pumpers = await Promise.all([0, 1, 2].map(stranger));
    const outcomes: unknown[] = [];
    for (let index = 0; index < 24; index += 1) {
      const told = await pumpers[index % 3]?.enroll(`+1416555${2000 + index}`);
      if (told === undefined) throw new Error('There are three of them.');
      outcomes.push(told.__typename === 'Rejected' ? told.limit : told.__typename);
    }
    expect(outcomes).toEqual([...Array<string>(20).fill('SmsEnrollment'), ...Array<string>(4).fill('PREFIX')]);
    expect(await ordered()).toBe(20);
    // Whose number begins otherwise is not shut out.
    being(await (await stranger(3)).enroll('+16045550140'), 'SmsEnrollment');
  });

  it.each([
    ['+447911123456', 'the United Kingdom'],
    ['+18765550123', 'Jamaica, under the same country code'],
    ['+882160000001', 'no country at all'],
  ])('D1: a country that is not served is refused: %s, %s', async (foreign) => {
    expect(await (await stranger(0)).enroll(foreign)).toMatchObject({ reason: 'PHONE_NUMBER_REFUSED' });
    expect(await ordered()).toBe(0);
  });

  /** Somebody who is signed in, of a reseller of their own, and enrolls whatever number they like. */
  async function stranger(index: number) {
    const person = await service.addPerson(`stranger-${index}`);
    const session = await person.signInWithPassword();
    const phone = withSms(person, service);
    return { enroll: (to: string) => phone.startEnrollment(session, to) };
  }

  /** How many messages the history asks for: each is paid for. */
  async function ordered(): Promise<number> {
    const orders: readonly string[] = ['TokenIssued', 'EnrollmentTokenIssued'];
    return (await service.history()).filter(({ type }) => orders.includes(type)).length;
  }
});
