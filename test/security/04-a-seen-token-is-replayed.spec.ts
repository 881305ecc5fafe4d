// Threat: somebody who saw a token over a shoulder, or relayed it, sends it again somewhere else while it is still shown.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Interface } from '../../src/client/generated/graphql.js';
import { second } from '../../src/domain/instant.js';
import { being, type Person } from '../support/person.js';
import { historyOf } from '../support/person-history.js';
import { startTestService, type TestService } from '../support/test-service.js';

describe('a seen token is replayed', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService();
  });
  afterAll(() => service.close());

  it.each<Interface>(['CONTROL_PANEL', 'CLASSIC'])('C4: at another challenge of %s', async (through) => {
    const person = await service.addEnrolledPerson(`person-${through}`);
    const open = await person.challenge(through);
    await person.signInWithApp();
    await refusesUsed(person, open);
    await refusesUsed(person, await person.challenge(through));
  });

  it('C4: the token of a sign-in, at a step-up', async () => {
    const person = await service.addEnrolledPerson('cleo');
    const session = await person.signInWithApp();
    const { challenge } = being(await person.stepUp(session), 'ChallengeRequired');
    await refusesUsed(person, challenge.id, person.token(), session);
  });

  it('C4: the token of a step-up, at a sign-in', async () => {
    const person = await service.addEnrolledPerson('dora');
    const session = await person.signInWithApp();
    service.advance(30 * second);
    const { challenge } = being(await person.stepUp(session), 'ChallengeRequired');
    being(await person.answer(challenge.id, person.token(), session), 'SteppedUp');
    await refusesUsed(person, await person.challenge('CLASSIC'));
  });

  it('C4: an older token, which is still in the window, after a newer one', async () => {
    const person = await service.addEnrolledPerson('emil');
    service.advance(60 * second);
    being(await person.answer(await person.challenge(), person.token(0)), 'SignedIn');
    await refusesUsed(person, await person.challenge(), person.token(-1));
  });

  it('C4: the token of now, after that of a phone whose clock is a step ahead', async () => {
    const person = await service.addEnrolledPerson('fay');
    being(await person.answer(await person.challenge(), person.token(1)), 'SignedIn');
    await refusesUsed(person, await person.challenge(), person.token(0));
    await refusesUsed(person, await person.challenge(), person.token(1));
    service.advance(60 * second);
    being(await person.answer(await person.challenge(), person.token(0)), 'SignedIn');
  });

  it('B5: a replay counts as a wrong answer, so that five of them lock', async () => {
    const person = await service.addEnrolledPerson('gus');
    await person.signInWithApp();
    const challenge = await person.challenge();
    for (const attemptsLeft of [4, 3, 2, 1, 0]) {
      expect(await person.answer(challenge)).toMatchObject({ reason: 'TOKEN_ALREADY_USED', attemptsLeft });
    }
    expect(await person.answer(challenge)).toMatchObject({ reason: 'TOO_MANY_ATTEMPTS' });
    expect(await historyOf(service, person).count('TokenRejected')).toBe(5);
  });

  /** The answer is refused as used, and the history says so and nothing else. */
  async function refusesUsed(person: Person, challengeId: string, token?: string, session?: string): Promise<void> {
    const history = historyOf(service, person);
    await history.news();
    const answer = await person.answer(challengeId, token, session);
    expect(answer).toMatchObject({ __typename: 'Rejected', reason: 'TOKEN_ALREADY_USED' });
    expect(await history.news()).toEqual(['TokenRejected']);
    expect((await history.dataOf('TokenRejected')).at(-1)).toMatchObject({ challengeId, reason: 'TOKEN_ALREADY_USED' });
  }
});
