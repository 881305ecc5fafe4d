// Threat: while the second factor is locked, a guesser tells the right answer from wrong ones by how it is refused.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { minute, second } from '../../src/domain/instant.js';
import { being, type Person } from '../support/person.js';
import { historyOf } from '../support/person-history.js';
import { startTestService, type TestService } from '../support/test-service.js';

const answer = `mutation ($challengeId: ID!, $token: String!) {
  answerChallenge(input: { challengeId: $challengeId, token: $token }) {
    __typename
    ... on Rejected { reason message attemptsLeft retryAt clockDifferenceSeconds }
  }
}`;
const redeem = `mutation ($challengeId: ID!, $recoveryCode: String!) {
  redeemRecoveryCode(input: { challengeId: $challengeId, recoveryCode: $recoveryCode }) {
    __typename
    ... on Rejected { reason message attemptsLeft retryAt clockDifferenceSeconds }
  }
}`;

describe('while locked, the right answer looks different', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService();
  });
  afterAll(() => service.close());

  it('B6: right, wrong, used and older tokens get equal bytes, and none is in the history', async () => {
    const person = await lockedPerson('ada');
    const challengeId = await person.challenge();
    await expectAllAlike(
      person,
      answer,
      tokensOf(person).map((token) => ({ challengeId, token })),
    );
  });

  it('B6: so do they at a challenge that was used up and at one that is new', async () => {
    const person = await service.addEnrolledPerson('ben');
    const usedUp = await person.challenge();
    for (let guesses = 0; guesses < 5; guesses += 1) await person.answer(usedUp, person.wrongToken());
    const fresh = await person.challenge('CLASSIC');
    const sent = tokensOf(person).flatMap((token) => [usedUp, fresh].map((challengeId) => ({ challengeId, token })));
    await expectAllAlike(person, answer, sent);
  });

  it('B6: so do they at a step-up', async () => {
    const person = await service.addEnrolledPerson('cleo');
    const session = await person.signInWithApp();
    service.advance(30 * second);
    await lock(person);
    const { challenge } = being(await person.stepUp(session), 'ChallengeRequired');
    const sent = tokensOf(person).map((token) => ({ challengeId: challenge.id, token }));
    await expectAllAlike(person, answer, sent, { authorization: `Bearer ${session}` });
  });

  it('B7: right and wrong recovery codes get equal bytes once their own budget is used up', async () => {
    const person = await service.addEnrolledPerson('dora');
    const challengeId = await person.challenge();
    const wrong = '0000-0000-0000-0000';
    for (let guesses = 0; guesses < 5; guesses += 1) await person.redeem(challengeId, wrong);
    const codes = [...person.recoveryCodes.slice(0, 2), wrong, 'not a recovery code'];
    await expectAllAlike(
      person,
      redeem,
      codes.map((recoveryCode) => ({ challengeId, recoveryCode })),
    );
  });

  it('once the lock is over they differ: so the comparison means something', async () => {
    const person = await lockedPerson('emil');
    service.advance(minute);
    const challengeId = await person.challenge();
    const wrong = await bytesOf(answer, { challengeId, token: person.wrongToken() });
    service.advance(2 * minute);
    const right = await bytesOf(answer, { challengeId, token: person.token() });
    expect(right).not.toEqual(wrong);
    expect(right.body).toContain('"SignedIn"');
  });

  /** Right now, right one step either side, wrong. */
  function tokensOf(person: Person): readonly string[] {
    return [person.token(0), person.token(-1), person.token(1), person.wrongToken()];
  }

  async function expectAllAlike(
    person: Person,
    query: string,
    variables: readonly object[],
    headers: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const history = historyOf(service, person);
    await history.news();
    const [first, ...others] = await Promise.all(variables.map((one) => bytesOf(query, one, headers)));
    expect(first?.body).toContain('"TOO_MANY_ATTEMPTS"');
    for (const other of others) expect(other).toEqual(first);
    expect(await history.news()).toEqual([]);
  }

  /** A whole response, but for what is different in every one: its time and its correlation id. */
  async function bytesOf(query: string, variables: object, headers: Readonly<Record<string, string>> = {}) {
    const response = await service.post(JSON.stringify({ query, variables }), headers);
    const told = [...response.headers].filter(([name]) => name !== 'date' && name !== 'x-correlation-id');
    return { status: response.status, headers: told, body: await response.text() };
  }

  async function lock(person: Person): Promise<void> {
    const challenge = await person.challenge();
    for (let guesses = 0; guesses < 5; guesses += 1) await person.answer(challenge, person.wrongToken());
  }

  async function lockedPerson(username: string): Promise<Person> {
    const person = await service.addEnrolledPerson(username);
    await lock(person);
    return person;
  }
});
