// Threat: a view that has stopped, or was wiped, lets a used token or code, an ended session or an old setting through.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { minute, second } from '../../src/domain/instant.js';
import { being, type EnrolledApp, type Person } from '../support/person.js';
import { historyOf } from '../support/person-history.js';
import { startTestService, type TestService } from '../support/test-service.js';

describe('a stale or wiped view lets a used code or an old setting through', () => {
  let service: TestService;
  let person: Person & EnrolledApp;
  let session: string;
  let challenge: string;
  /** Views stand still from here on: they know the challenge as open, and nothing of what comes. */
  beforeEach(async () => {
    service = await startTestService();
    person = await service.addEnrolledPerson('ada');
    session = await person.signInWithApp();
    service.advance(30 * second);
    const prompt = being(await person.signIn(), 'ChallengeRequired');
    challenge = prompt.challenge.id;
    expect(await person.loginChallenge(challenge, prompt.position)).toMatchObject({ state: 'OPEN' });
    const { projector, status } = service.service.views;
    // Nobody notices that they stand still, either.
    status.close();
    await projector?.close();
  });
  afterEach(() => service.close());

  it('a used token: refused, at the challenge that the view calls open, and at another one', async () => {
    being(await person.answer(challenge), 'SignedIn');
    expect(await person.loginChallenge(challenge)).toMatchObject({ state: 'OPEN' });
    const history = historyOf(service, person);
    await history.news();
    expect(await person.answer(challenge)).toMatchObject({ reason: 'CHALLENGE_CLOSED' });
    expect(await person.answer(await person.challenge())).toMatchObject({ reason: 'TOKEN_ALREADY_USED' });
    expect(await history.news()).toEqual(['ChallengeIssued', 'TokenRejected']);
  });

  it('a used recovery code: refused', async () => {
    const [code = ''] = person.recoveryCodes;
    being(await person.redeem(challenge, code), 'SignedIn');
    expect((await person.me(session)).twoFactor.recoveryCodesLeft).toBe(10);
    const history = historyOf(service, person);
    await history.news();
    expect(await person.redeem(challenge, code)).toMatchObject({ reason: 'CHALLENGE_CLOSED' });
    expect(await person.redeem(await person.challenge(), code)).toMatchObject({ reason: 'RECOVERY_CODE_WRONG' });
    expect(await history.news()).toEqual(['ChallengeIssued', 'RecoveryCodeRejected']);
  });

  it('a lock that the view does not know: the right token is refused', async () => {
    for (let guesses = 0; guesses < 5; guesses += 1) await person.answer(challenge, person.wrongToken());
    expect(await person.loginChallenge(challenge)).toMatchObject({ state: 'OPEN', attemptsLeft: 5 });
    const history = historyOf(service, person);
    await history.news();
    expect(await person.answer(challenge)).toMatchObject({ reason: 'TOO_MANY_ATTEMPTS' });
    expect(await history.news()).toEqual([]);
  });

  it('a session that the view calls alive and that was ended: refused', async () => {
    const ended = being(await person.answer(challenge), 'SignedIn').session;
    expect(await person.endSession(session, ended.id)).toBe(true);
    await expect(person.me(ended.token)).rejects.toThrow('UNAUTHENTICATED');
    expect((await historyOf(service, person).dataOf('SessionsEnded')).at(-1)?.sessionIds).toEqual([ended.id]);
  });

  it('a setting that the view does not know: the one of the history counts', async () => {
    being(await person.removeApp(session), 'TwoFactorChanged');
    expect((await person.me(session)).twoFactor).toMatchObject({ enabled: true, defaultMethod: 'AUTHENTICATOR_APP' });
    const whileOff = await person.signInWithPassword();
    await person.enrollApp(whileOff);
    const history = historyOf(service, person);
    await history.news();
    being(await person.signIn(), 'ChallengeRequired');
    expect(await history.news()).toEqual(['ChallengeIssued']);
  });

  it('an account that is in no view at all: challenged, and each token accepted once', async () => {
    const ben = await service.addEnrolledPerson('ben');
    const first = being(await ben.signIn(), 'ChallengeRequired');
    expect(await ben.loginChallenge(first.challenge.id)).toMatchObject({ state: 'OPEN' });
    being(await ben.answer(first.challenge.id), 'SignedIn');
    expect(await ben.answer(await ben.challenge())).toMatchObject({ reason: 'TOKEN_ALREADY_USED' });
    expect(await historyOf(service, ben).count('ChallengePassed')).toBe(1);
  });

  it('`after` the position of a mutation a query still shows nothing older', async () => {
    const signedIn = being(await person.answer(challenge), 'SignedIn');
    expect(await person.loginChallenge(challenge)).toMatchObject({ state: 'OPEN' });
    expect(await person.loginChallenge(challenge, signedIn.position)).toMatchObject({ state: 'PASSED' });
    const prompt = being(await person.signIn(), 'ChallengeRequired');
    expect(await person.loginChallenge(prompt.challenge.id, prompt.position)).toEqual(prompt.challenge);
  });

  it('an expired challenge that the view calls open is expired at the time of the question', async () => {
    service.advance(10 * minute);
    expect(await person.loginChallenge(challenge)).toMatchObject({ state: 'EXPIRED', allowedActions: [] });
    const history = historyOf(service, person);
    await history.news();
    expect(await person.answer(challenge)).toMatchObject({ reason: 'CHALLENGE_CLOSED' });
    expect(await history.news()).toEqual([]);
  });
});
