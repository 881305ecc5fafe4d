// Threat: a token, prompt, lock or session is taken after its time, because some clock other than the server's rules.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hour, instantOf, minute, second } from '../../src/domain/instant.js';
import { outcomeOf } from '../support/outcomes.js';
import { being, type Person } from '../support/person.js';
import { historyOf } from '../support/person-history.js';
import { addPersonWithBoth, numberInBlock, withSms } from '../support/sms-person.js';
import { startTestService, type TestService } from '../support/test-service.js';

/** T is the instant at which something ends: it is good before, and not at, T. */
describe('a token outlives its time', () => {
  let service: TestService;
  beforeAll(async () => {
    // Nobody sends: a test takes a token from its order, and the history has nothing in it but what people did.
    service = await startTestService({ ROLES: 'api' });
  });
  afterAll(() => service.close());

  it('B4: a challenge is answered a second before T = 10 minutes, not at T, not a second after', async () => {
    const person = await service.addEnrolledPerson('ada');
    const early = await person.challenge();
    const atT = await person.challenge('CLASSIC');
    const late = await person.challenge();
    const history = historyOf(service, person);
    await history.news();

    service.advance(10 * minute - second);
    being(await person.answer(early), 'SignedIn');
    expect(await person.loginChallenge(atT)).toMatchObject({ state: 'OPEN' });
    service.advance(second);
    const [code = ''] = person.recoveryCodes;
    expect(await person.answer(atT, person.token(1))).toMatchObject({ reason: 'CHALLENGE_CLOSED' });
    expect(await person.redeem(atT, code)).toMatchObject({ reason: 'CHALLENGE_CLOSED' });
    expect(await person.loginChallenge(atT)).toMatchObject({ state: 'EXPIRED' });
    service.advance(second);
    expect(await person.answer(late, person.token(1))).toMatchObject({ reason: 'CHALLENGE_CLOSED' });
    expect(await history.news()).toEqual(['ChallengePassed', 'SignedIn']);
  });

  it('E1: an enrollment is confirmed a second before T = 10 minutes, not at T, not a second after', async () => {
    const person = await service.addPerson('ben');
    const session = await person.signInWithPassword();
    const outcomes: string[] = [];
    for (const offset of [0, second, -second]) {
      const { enrollmentId, key } = being(await person.startEnrollment(session), 'AuthenticatorAppEnrollment');
      service.advance(10 * minute + offset);
      outcomes.push(outcomeOf(await person.confirm(session, enrollmentId, person.withKey(key).token())));
    }
    expect(outcomes).toEqual(['ENROLLMENT_CLOSED', 'ENROLLMENT_CLOSED', 'MethodEnrolled']);
    expect(await historyOf(service, person).count('MethodEnrolled')).toBe(1);
  });

  it('E2: a second-factor answer opens the settings a second before T = 10 minutes, not at T, not a second after', async () => {
    const person = await service.addEnrolledPerson('cleo');
    const session = await person.signInWithApp();
    service.advance(10 * minute - second);
    const outcomes = [outcomeOf(await person.regenerate(session))];
    service.advance(second);
    outcomes.push(outcomeOf(await person.regenerate(session)));
    service.advance(second);
    outcomes.push(outcomeOf(await person.regenerate(session)));
    expect(outcomes).toEqual(['RecoveryCodes', 'ChallengeRequired', 'ChallengeRequired']);
    const reasons = (await historyOf(service, person).dataOf('CodesRegenerated')).map(({ reason }) => reason);
    expect(reasons).toEqual(['ENROLLMENT', 'REQUESTED']);
  });

  it('B5: a lock holds a second before T, and opens at T; each further wrong answer doubles it, up to an hour', async () => {
    const person = await service.addEnrolledPerson('dora');
    const first = await person.challenge();
    for (let guesses = 0; guesses < 4; guesses += 1) await person.answer(first, person.wrongToken());
    for (const minutes of [1, 2, 4, 8, 16, 32, 60, 60]) {
      const guess = await person.answer(await person.challenge(), person.wrongToken());
      expect(guess).toMatchObject({ reason: 'TOKEN_WRONG' });
      service.advance(minutes * minute - second);
      expect(await person.answer(await person.challenge())).toMatchObject({ reason: 'TOO_MANY_ATTEMPTS' });
      service.advance(second);
    }
    being(await person.answer(await person.challenge()), 'SignedIn');
    expect(await historyOf(service, person).count('SecondFactorLocked')).toBe(8);
  });

  it('B5: and it is open a second after T', async () => {
    const person = await service.addEnrolledPerson('emil');
    const challenge = await person.challenge();
    for (let guesses = 0; guesses < 5; guesses += 1) await person.answer(challenge, person.wrongToken());
    service.advance(minute + second);
    being(await person.answer(await person.challenge()), 'SignedIn');
    expect(await historyOf(service, person).count('SecondFactorLocked')).toBe(1);
  });

  it('B10: an idle session lives a second before T = 1 hour, not at T, not a second after', async () => {
    const person = await service.addPerson('fay');
    const early = await person.signInWithPassword();
    const atT = await person.signInWithPassword();
    const late = await person.signInWithPassword();
    const history = historyOf(service, person);
    await history.news();
    service.advance(hour - second);
    await person.me(early);
    service.advance(second);
    await expect(person.me(atT)).rejects.toThrow('UNAUTHENTICATED');
    service.advance(second);
    await expect(person.me(late)).rejects.toThrow('UNAUTHENTICATED');
    await person.me(early);
    expect(await history.news()).toEqual(['SessionSeen']);
  });

  it('B10: a session in use lives a second before T = 24 hours, not at T, not a second after', async () => {
    const person = await service.addPerson('gus');
    const session = await person.signInWithPassword();
    for (let halfHours = 1; halfHours < 48; halfHours += 1) {
      service.advance(30 * minute);
      await person.me(session);
    }
    service.advance(30 * minute - second);
    await person.me(session);
    const history = historyOf(service, person);
    await history.news();
    for (const beyond of [second, second]) {
      service.advance(beyond);
      await expect(person.me(session)).rejects.toThrow('UNAUTHENTICATED');
    }
    expect(await history.news()).toEqual([]);
  });

  it('C1: a token is taken until a second before T = the end of the step after its own, not at T, not a second after', async () => {
    const person = await service.addEnrolledPerson('hedi');
    atStartOfStep();
    const outcomes: string[] = [];
    for (const offset of [-second, 0, second]) {
      const token = person.token();
      service.advance(60 * second + offset);
      outcomes.push(await outcomeOfToken(person, token));
      atStartOfStep();
    }
    expect(outcomes).toEqual(['SignedIn', 'TOKEN_WRONG', 'TOKEN_WRONG']);
    expect(await historyOf(service, person).count('TokenRejected')).toBe(2);
  });

  it('C1: and not a second before T = the start of the step before its own, but at T and a second after', async () => {
    const person = await service.addEnrolledPerson('ines');
    const outcomes: string[] = [];
    for (const offset of [-second, 0, second]) {
      atStartOfStep();
      const token = person.token(3);
      service.advance(60 * second + offset);
      outcomes.push(await outcomeOfToken(person, token));
    }
    expect(outcomes).toEqual(['TOKEN_WRONG', 'SignedIn', 'SignedIn']);
    expect(await historyOf(service, person).count('TokenRejected')).toBe(1);
  });

  it('D2: an SMS token signs in a second before T = 5 minutes, not at T, not a second after; and a fresh one does', async () => {
    const person = await addPersonWithBoth(service, 'jan', numberInBlock(1));
    const { phone } = person;
    const early = await person.challenge();
    const earlyToken = await phone.orderedToken();
    const { challenge: atT, position } = being(await person.signIn('CLASSIC'), 'ChallengeRequired');
    const tokenAtT = await phone.orderedToken();
    const late = await person.challenge();
    const lateToken = await phone.orderedToken();
    const history = historyOf(service, person);
    await history.news();
    expect(atT.tokenExpiresAt).toBe(instantOf(service.now() + 5 * minute));

    service.advance(5 * minute - second);
    being(await person.answer(early, earlyToken), 'SignedIn');
    service.advance(second);
    const expired = { reason: 'TOKEN_EXPIRED', attemptsLeft: null, retryAt: null };
    expect(await person.answer(atT.id, tokenAtT)).toMatchObject(expired);
    // Right and wrong are the same now: there is nothing to guess, and nothing is counted.
    expect(await person.answer(atT.id, await phone.wrongToken())).toMatchObject(expired);
    const shown = await person.loginChallenge(atT.id, position);
    expect(shown).toMatchObject({ state: 'OPEN', attemptsLeft: 5, tokenExpiresAt: null });
    service.advance(second);
    expect(await person.answer(late, lateToken)).toMatchObject(expired);
    expect(await history.news()).toEqual(['ChallengePassed', 'SignedIn']);

    being(await phone.sendToken(late), 'ChallengeRequired');
    being(await person.answer(late, await phone.orderedToken()), 'SignedIn');
  });

  it('D2: an SMS token enrolls a number a second before T = 5 minutes, not at T, not a second after', async () => {
    const person = await service.addPerson('kim');
    const phone = withSms(person, service, numberInBlock(2));
    const session = await person.signInWithPassword();
    const outcomes: string[] = [];
    for (const offset of [0, second, -second]) {
      const { enrollmentId, tokenExpiresAt } = being(await phone.startEnrollment(session), 'SmsEnrollment');
      expect(tokenExpiresAt).toBe(instantOf(service.now() + 5 * minute));
      service.advance(5 * minute + offset);
      outcomes.push(outcomeOf(await phone.confirm(session, enrollmentId, await phone.orderedToken())));
    }
    expect(outcomes).toEqual(['TOKEN_EXPIRED', 'TOKEN_EXPIRED', 'MethodEnrolled']);
    expect(await historyOf(service, person).count('EnrollmentTokenRejected')).toBe(0);
  });

  it('D2: sent again, a token has five minutes of its own, and gives the one before it none', async () => {
    const person = await addPersonWithBoth(service, 'lea', numberInBlock(3));
    const { phone } = person;
    const [early, late] = [await person.challenge(), await person.challenge('CLASSIC')];
    const [, first, other] = await phone.ordered();
    service.advance(4 * minute);
    const tokens = [];
    for (const challenge of [early, late]) {
      being(await phone.sendToken(challenge), 'ChallengeRequired');
      tokens.push(await phone.orderedToken());
    }
    service.advance(minute);
    expect(await person.answer(early, first)).toMatchObject({ reason: 'TOKEN_SUPERSEDED' });
    expect(await person.answer(late, other)).toMatchObject({ reason: 'TOKEN_SUPERSEDED' });
    service.advance(4 * minute - second);
    being(await person.answer(early, tokens[0]), 'SignedIn');
    service.advance(second);
    expect(await person.answer(late, tokens[1])).toMatchObject({ reason: 'TOKEN_EXPIRED' });
  });

  it.each([
    ['a second before', 'SignedIn', -second],
    ['at', 'CHALLENGE_CLOSED', 0],
    ['a second after', 'CHALLENGE_CLOSED', second],
  ])('B4: a live token, %s T = the ten minutes of its challenge: %s', async (_when, outcome, offset) => {
    const person = await addPersonWithBoth(service, `max-${offset}`, numberInBlock(10 + offset / second));
    const { phone } = person;
    const challenge = await person.challenge();
    service.advance(8 * minute);
    being(await phone.sendToken(challenge), 'ChallengeRequired');
    service.advance(2 * minute + offset);
    expect(outcomeOf(await person.answer(challenge, await phone.orderedToken()))).toBe(outcome);
    expect(await phone.sendToken(challenge)).toMatchObject({ reason: 'CHALLENGE_CLOSED' });
    expect(await person.chooseMethod(challenge, 'AUTHENTICATOR_APP')).toMatchObject({ reason: 'CHALLENGE_CLOSED' });
    expect(await phone.ordered()).toHaveLength(3);
  });

  it.each([
    ['a second before', 'MethodEnrolled', -second],
    ['at', 'ENROLLMENT_CLOSED', 0],
    ['a second after', 'ENROLLMENT_CLOSED', second],
  ])('E1: a live token, %s T = the ten minutes of its enrollment: %s', async (_when, outcome, offset) => {
    const person = await service.addPerson(`nia-${offset}`);
    const phone = withSms(person, service, numberInBlock(20 + offset / second));
    const session = await person.signInWithPassword();
    const { enrollmentId } = being(await phone.startEnrollment(session), 'SmsEnrollment');
    service.advance(8 * minute);
    being(await phone.resend(session, enrollmentId), 'SmsEnrollment');
    service.advance(2 * minute + offset);
    expect(outcomeOf(await phone.confirm(session, enrollmentId, await phone.orderedToken()))).toBe(outcome);
    expect(await phone.resend(session, enrollmentId)).toMatchObject({ reason: 'ENROLLMENT_CLOSED' });
    expect(await phone.ordered()).toHaveLength(2);
  });

  it('a process that starts in between, with views made anew, ends a token, a wait and a challenge when they end', async () => {
    const person = await addPersonWithBoth(service, 'ole', numberInBlock(4));
    const first = being(await person.signIn(), 'ChallengeRequired');
    const firstToken = await person.phone.orderedToken();
    const { challenge, position } = being(await person.signIn('CLASSIC'), 'ChallengeRequired');
    const token = await person.phone.orderedToken();
    const restarted = async () => {
      const client = await service.anotherServer();
      return { ...person.at(client), phone: withSms(person, { ...service, client }) };
    };

    service.advance(30 * second - second);
    const afterSeconds = await restarted();
    const waiting = { limit: 'RESEND_WAIT', retryAt: instantOf(service.now() + second) };
    expect(await afterSeconds.phone.sendToken(challenge.id)).toMatchObject(waiting);
    expect(await afterSeconds.loginChallenge(challenge.id, position)).toEqual(
      await person.loginChallenge(challenge.id, position),
    );

    service.advance(5 * minute - 30 * second);
    const afterMinutes = await restarted();
    being(await afterMinutes.answer(first.challenge.id, firstToken), 'SignedIn');
    service.advance(second);
    for (const one of [person, afterSeconds, afterMinutes, await restarted()]) {
      expect(await one.answer(challenge.id, token)).toMatchObject({ reason: 'TOKEN_EXPIRED' });
      const shown = await one.loginChallenge(challenge.id, position);
      expect(shown).toMatchObject({ state: 'OPEN', tokenExpiresAt: null, expiresAt: challenge.expiresAt });
    }
    service.advance(5 * minute);
    for (const one of [person, afterSeconds, afterMinutes, await restarted()]) {
      expect(await one.phone.sendToken(challenge.id)).toMatchObject({ reason: 'CHALLENGE_CLOSED' });
      expect(await one.loginChallenge(challenge.id, position)).toMatchObject({ state: 'EXPIRED', allowedActions: [] });
    }
    // It starts four servers.
  }, 60_000);

  it('and it neither opens a lock before T nor holds it at T', async () => {
    const person = await addPersonWithBoth(service, 'pia', numberInBlock(5));
    const challenge = await person.challenge();
    for (let guesses = 0; guesses < 5; guesses += 1) await person.answer(challenge, await person.phone.wrongToken());
    const retryAt = instantOf(service.now() + minute);
    service.advance(minute - second);
    const there = person.at(await service.anotherServer());
    const early = being(await there.signIn(), 'ChallengeRequired');
    expect(early.challenge).toMatchObject({ state: 'LOCKED', lockedUntil: retryAt });
    expect(await there.answer(early.challenge.id)).toMatchObject({ reason: 'TOO_MANY_ATTEMPTS', retryAt });
    service.advance(second);
    const anew = person.at(await service.anotherServer());
    being(await anew.answer(await anew.challenge(), await person.phone.orderedToken()), 'SignedIn');
  });

  async function outcomeOfToken(person: Person, token: string): Promise<string> {
    return outcomeOf(await person.answer(await person.challenge(), token));
  }

  /** Moves the clock to the start of the next time step. */
  function atStartOfStep(): void {
    service.advance(30 * second - (service.now() % (30 * second)));
  }
});
