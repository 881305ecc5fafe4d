// Threat: a guesser resets the count of wrong answers by something that is not a right one, and goes on guessing.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { day, instantOf, minute, second } from '../../src/domain/instant.js';
import { being, type Person } from '../support/person.js';
import { historyOf } from '../support/person-history.js';
import {
  addPersonWithBoth,
  numberInBlock,
  type PersonWithBoth,
  type SmsPerson,
  withSms,
} from '../support/sms-person.js';
import { startTestService, type TestService } from '../support/test-service.js';

/** What might reset the count. Gives the challenge to go on with. */
type Reset = (person: Person, challengeId: string, session: string) => Promise<string>;

/** The same, of somebody whose challenge is by SMS. */
type SmsReset = (person: PersonWithBoth, challengeId: string) => Promise<string>;

/** How long one waits for the second token, the third … (D3). With the first they are all that a number gets. */
const resendWaits = [30 * second, minute, 2 * minute, 2 * minute];

const newPassword = 'seven herons on a weir';

describe('resend resets the count', () => {
  let service: TestService;
  beforeAll(async () => {
    // Nobody sends: a test takes a token from its order, and the history has nothing in it but what people did.
    service = await startTestService({ ROLES: 'api' });
  });
  afterAll(() => service.close());

  let numbers = 0;
  const nextNumber = (): string => {
    numbers += 1;
    return numberInBlock(numbers);
  };

  const resets: readonly [string, Reset][] = [
    ['a new challenge', (person) => person.challenge()],
    ['a challenge of the other interface', (person) => person.challenge('CLASSIC')],
    [
      'choosing the method again, and one that is not enrolled',
      async (person, challengeId) => {
        being(await person.chooseMethod(challengeId, 'AUTHENTICATOR_APP'), 'ChallengeRequired');
        expect(await person.chooseMethod(challengeId, 'SMS')).toMatchObject({ reason: 'METHOD_NOT_ENROLLED' });
        return challengeId;
      },
    ],
    [
      'a wrong recovery code',
      async (person, challengeId) => {
        const answer = await person.redeem(challengeId, '0000-0000-0000-0000');
        expect(answer).toMatchObject({ reason: 'RECOVERY_CODE_WRONG' });
        return challengeId;
      },
    ],
    [
      'a step-up asked for in an open session',
      async (person, challengeId, session) => {
        being(await person.stepUp(session), 'ChallengeRequired');
        return challengeId;
      },
    ],
    [
      'an enrollment started in an open session',
      async (person, challengeId, session) => {
        being(await person.startEnrollment(session), 'AuthenticatorAppEnrollment');
        return challengeId;
      },
    ],
    [
      'a new password',
      async (person) => {
        await service.setPassword(person, newPassword);
        return being(await person.signIn('CONTROL_PANEL', newPassword), 'ChallengeRequired').challenge.id;
      },
    ],
    [
      'a day of waiting',
      (person) => {
        service.advance(day);
        return person.challenge();
      },
    ],
  ];

  it.each(resets)('B5: %s does not', async (attempt, reset) => {
    const person = await service.addEnrolledPerson(`person-${attempt.replaceAll(/\W/g, '')}`);
    const session = await person.signInWithApp();
    const challenge = await person.challenge();
    for (const attemptsLeft of [4, 3, 2, 1]) {
      expect(await person.answer(challenge, person.wrongToken())).toMatchObject({ attemptsLeft });
    }
    const next = await reset(person, challenge, session);
    const history = historyOf(service, person);
    await history.news();

    const fifth = await person.answer(next, person.wrongToken());
    expect(fifth).toMatchObject({ reason: 'TOKEN_WRONG', attemptsLeft: 0 });
    expect(await history.news()).toEqual(['TokenRejected', 'SecondFactorLocked']);
    expect(await person.answer(next)).toMatchObject({ reason: 'TOO_MANY_ATTEMPTS' });
    expect(await history.news()).toEqual([]);
  });

  it('B5: a right answer does', async () => {
    const person = await service.addEnrolledPerson('ada');
    const challenge = await person.challenge();
    for (let guesses = 0; guesses < 4; guesses += 1) await person.answer(challenge, person.wrongToken());
    being(await person.answer(challenge), 'SignedIn');

    const next = await person.challenge();
    expect(await person.answer(next, person.wrongToken())).toMatchObject({ reason: 'TOKEN_WRONG', attemptsLeft: 4 });
    const counted = (await historyOf(service, person).dataOf('TokenRejected')).map(({ wrongInARow }) => wrongInARow);
    expect(counted).toEqual([1, 2, 3, 4, 1]);
  });

  const smsResets: readonly [string, SmsReset][] = [
    [
      'another token',
      async ({ phone }, challengeId) => {
        service.advance(30 * second);
        being(await phone.sendToken(challengeId), 'ChallengeRequired');
        return challengeId;
      },
    ],
    [
      'another token that was refused',
      async ({ phone }, challengeId) => {
        expect(await phone.sendToken(challengeId)).toMatchObject({ limit: 'RESEND_WAIT' });
        return challengeId;
      },
    ],
    [
      'the app chosen, and SMS again',
      async (person, challengeId) => {
        being(await person.chooseMethod(challengeId, 'AUTHENTICATOR_APP'), 'ChallengeRequired');
        being(await person.phone.chooseSms(challengeId), 'ChallengeRequired');
        return challengeId;
      },
    ],
    [
      'a fresh token because the one before has expired',
      async (person, challengeId) => {
        service.advance(5 * minute);
        being(await person.chooseMethod(challengeId, 'AUTHENTICATOR_APP'), 'ChallengeRequired');
        being(await person.phone.chooseSms(challengeId), 'ChallengeRequired');
        return challengeId;
      },
    ],
    ['a new challenge with a token of its own', (person) => person.challenge('CLASSIC')],
    [
      'a step-up with a token of its own',
      async (person, challengeId) => {
        being(await person.stepUp(person.session), 'ChallengeRequired');
        return challengeId;
      },
    ],
    [
      'a token, and another, to a new number',
      async ({ phone, session }, challengeId) => {
        const { enrollmentId } = being(await phone.startEnrollment(session, nextNumber()), 'SmsEnrollment');
        service.advance(30 * second);
        being(await phone.resend(session, enrollmentId), 'SmsEnrollment');
        return challengeId;
      },
    ],
  ];

  it.each(smsResets)('B5, D2: by SMS, %s does not', async (attempt, reset) => {
    const person = await addPersonWithBoth(service, `sms-${attempt.replaceAll(/\W/g, '')}`, nextNumber());
    const { phone } = person;
    const challenge = await person.challenge();
    for (const attemptsLeft of [4, 3, 2, 1]) {
      expect(await phone.answer(challenge, await phone.wrongToken())).toMatchObject({ attemptsLeft });
    }
    const next = await reset(person, challenge);
    const history = historyOf(service, person);
    await history.news();

    const fifth = await phone.answer(next, await phone.wrongToken());
    expect(fifth).toMatchObject({ reason: 'TOKEN_WRONG', attemptsLeft: 0 });
    expect(await history.news()).toEqual(['TokenRejected', 'SecondFactorLocked']);
    expect(await phone.answer(next, await phone.orderedToken())).toMatchObject({ reason: 'TOO_MANY_ATTEMPTS' });
    expect(await history.news()).toEqual([]);
  });

  /** What a guesser enters after each token, the refusal, and how it is come by. */
  const guesses: readonly [string, string, (phone: SmsPerson) => Promise<string>][] = [
    ['six digits made up', 'TOKEN_WRONG', (phone) => phone.wrongToken()],
    ['the token before', 'TOKEN_SUPERSEDED', async (phone) => (await phone.ordered()).at(-2) ?? ''],
  ];

  it.each(guesses)(
    'D2: %s after each new token: the fifth locks, and no more are sent',
    async (_what, reason, guess) => {
      const person = await addPersonWithBoth(service, `sign-in-${reason}`, nextNumber());
      const { phone } = person;
      // The token of the enrollment counts no more.
      service.advance(10 * minute);
      const challenge = await person.challenge();
      const answers = [];
      for (const wait of resendWaits) {
        service.advance(wait);
        being(await phone.sendToken(challenge), 'ChallengeRequired');
        answers.push(await phone.answer(challenge, await guess(phone)));
      }
      answers.push(await phone.answer(challenge, await guess(phone)));
      expect(answers).toMatchObject([4, 3, 2, 1, 0].map((attemptsLeft) => ({ reason, attemptsLeft })));

      const history = historyOf(service, person);
      await history.news();
      const locked = { reason: 'TOO_MANY_ATTEMPTS', retryAt: instantOf(service.now() + minute) };
      service.advance(minute - second);
      expect(await phone.sendToken(challenge)).toMatchObject(locked);
      expect(await phone.answer(challenge, await phone.orderedToken())).toMatchObject(locked);
      expect(await history.news()).toEqual([]);
    },
  );

  it.each(guesses)(
    'E1, D2: %s after each new token to a new number: the fifth ends it',
    async (_what, reason, guess) => {
      const person = await service.addPerson(`enrollment-${reason}`);
      const phone = withSms(person, service, nextNumber());
      const session = await person.signInWithPassword();
      service.advance(10 * minute);
      const { enrollmentId } = being(await phone.startEnrollment(session), 'SmsEnrollment');
      const answers = [];
      for (const wait of resendWaits) {
        service.advance(wait);
        being(await phone.resend(session, enrollmentId), 'SmsEnrollment');
        answers.push(await phone.confirm(session, enrollmentId, await guess(phone)));
      }
      const history = historyOf(service, person);
      await history.news();
      answers.push(await phone.confirm(session, enrollmentId, await guess(phone)));
      expect(answers).toMatchObject([4, 3, 2, 1, 0].map((attemptsLeft) => ({ reason, attemptsLeft })));
      expect(await history.news()).toEqual(['EnrollmentTokenRejected', 'EnrollmentClosed']);

      service.advance(2 * minute);
      const closed = { reason: 'ENROLLMENT_CLOSED' };
      expect(await phone.confirm(session, enrollmentId, await phone.orderedToken())).toMatchObject(closed);
      expect(await phone.resend(session, enrollmentId)).toMatchObject(closed);
      expect(await history.news()).toEqual([]);
    },
  );
});
