// Threat: the token that confirmed an enrollment, seen on the screen, is entered again at the first sign-in.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { second } from '../../src/domain/instant.js';
import { being } from '../support/person.js';
import { historyOf } from '../support/person-history.js';
import { startTestService, type TestService } from '../support/test-service.js';

describe('the enrollment token is replayed at the first sign-in', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService();
  });
  afterAll(() => service.close());

  it('C4: it is burnt, and so is the one before it; the next one signs in', async () => {
    const person = await service.addPerson('ada');
    await person.enrollApp();
    const challenge = await person.challenge();
    const history = historyOf(service, person);
    await history.news();

    expect(await person.answer(challenge, person.token(0))).toMatchObject({ reason: 'TOKEN_ALREADY_USED' });
    expect(await person.answer(challenge, person.token(-1))).toMatchObject({ reason: 'TOKEN_ALREADY_USED' });
    expect(await history.news()).toEqual(['TokenRejected', 'TokenRejected']);
    service.advance(30 * second);
    being(await person.answer(challenge), 'SignedIn');
    expect(await history.news()).toEqual(['ChallengePassed', 'SignedIn']);
  });

  it('C4: nor does it step up the session that enrolled', async () => {
    const person = await service.addPerson('ben');
    const { session } = await person.enrollApp();
    const { challenge } = being(await person.stepUp(session), 'ChallengeRequired');
    const history = historyOf(service, person);
    await history.news();
    expect(await person.answer(challenge.id, person.token(), session)).toMatchObject({ reason: 'TOKEN_ALREADY_USED' });
    expect(await history.news()).toEqual(['TokenRejected']);
  });

  it('C4: the same holds for the method that replaces another', async () => {
    const person = await service.addPerson('cleo');
    await person.enrollApp();
    service.advance(30 * second);
    await person.enrollApp(await person.signInWithApp());
    const history = historyOf(service, person);
    const challenge = await person.challenge();
    await history.news();
    expect(await person.answer(challenge)).toMatchObject({ reason: 'TOKEN_ALREADY_USED' });
    expect(await history.news()).toEqual(['TokenRejected']);
  });
});
