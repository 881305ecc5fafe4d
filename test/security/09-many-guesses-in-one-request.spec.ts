// Threat: one HTTP request carries a thousand guesses, so that limits which count requests count it as one.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { being, type Person } from '../support/person.js';
import { historyOf } from '../support/person-history.js';
import { startTestService, type TestService } from '../support/test-service.js';

/** The text of one guess, by its number. Guess 0 is right. */
type Guess = (number: number) => string;

const times = (howMany: number, text: Guess) => Array.from({ length: howMany }, (_, index) => text(index)).join(' ');
const aliases = (howMany: number, guess: Guess) => times(howMany, (index) => `a${index}: ${guess(index)}`);

const documents: readonly (readonly [string, (guess: Guess) => string])[] = [
  ['1,000 aliases', (guess) => `mutation { ${aliases(1000, guess)} }`],
  ['as many aliases as a body may hold', (guess) => `mutation { ${aliases(80, guess)} }`],
  ['two aliases', (guess) => `mutation { ${aliases(2, guess)} }`],
  ['one alias, and one field without', (guess) => `mutation { ${guess(0)} a: ${guess(1)} }`],
  ['the same field twice', (guess) => `mutation { ${guess(0)} ${guess(0)} }`],
  ['a fragment', (guess) => `mutation { ...F } fragment F on Mutation { ${aliases(2, guess)} }`],
  ['a fragment spread twice', (guess) => `mutation { ...F ...F } fragment F on Mutation { ${guess(0)} }`],
  [
    'two fragments',
    (guess) =>
      `mutation { ...F ...G } fragment F on Mutation { a: ${guess(0)} } fragment G on Mutation { b: ${guess(1)} }`,
  ],
  [
    'fragments in fragments',
    (guess) =>
      `mutation { ...F } fragment F on Mutation { a: ${guess(0)} ...G } fragment G on Mutation { b: ${guess(1)} }`,
  ],
  [
    'fragments that double at every step',
    (guess) => `mutation { ...F0 }
      ${times(12, (index) => `fragment F${index} on Mutation { ...F${index + 1} ...F${index + 1} }`)}
      fragment F12 on Mutation { ${guess(0)} }`,
  ],
  [
    'a fragment in a circle',
    (guess) =>
      `mutation { ${guess(0)} ...F } fragment F on Mutation { ...G } fragment G on Mutation { a: ${guess(1)} ...F }`,
  ],
  ['an inline fragment', (guess) => `mutation { a: ${guess(0)} ... on Mutation { b: ${guess(1)} } }`],
  ['inline fragments', (guess) => `mutation { ${times(20, (index) => `... { a${index}: ${guess(index)} }`)} }`],
  ['nested inline fragments', (guess) => `mutation { ... { ... { ... { ${aliases(2, guess)} } } } }`],
  ['directives', (guess) => `mutation { a: ${guess(0)} ... @include(if: true) { b: ${guess(1)} } }`],
  ['a field that is skipped', (guess) => `mutation { a: ${guess(0)} @skip(if: true) b: ${guess(1)} }`],
];

const bodies: readonly (readonly [string, (guess: Guess) => string])[] = [
  ['an array of two', (guess) => `[${request(guess(0))},${request(guess(1))}]`],
  ['an array of 50', (guess) => `[${Array.from({ length: 50 }, (_, index) => request(guess(index))).join(',')}]`],
  ['an array of one', (guess) => `[${request(guess(0))}]`],
  ['an object with numbers for names', (guess) => `{"0":${request(guess(0))},"1":${request(guess(1))}}`],
  ['two objects', (guess) => `${request(guess(0))}${request(guess(1))}`],
  ['two lines', (guess) => `${request(guess(0))}\n${request(guess(1))}`],
  ['a list of queries', (guess) => JSON.stringify({ query: [`mutation { ${guess(0)} }`, `mutation { ${guess(1)} }`] })],
  [
    'a list of variables',
    (guess) => JSON.stringify({ query: `mutation { ${guess(0)} }`, variables: [{ token: '1' }, { token: '2' }] }),
  ],
];

function request(guess: string): string {
  return JSON.stringify({ query: `mutation { ${guess} }` });
}

describe('1,000 aliases, array batching or fragments in one request', () => {
  let service: TestService;
  let person: Person;
  let challengeId: string;
  /** Guesses at everything that can be guessed, each with a right answer among them. */
  let guesses: Readonly<Record<'answerChallenge' | 'redeemRecoveryCode' | 'signIn', Guess>>;
  beforeAll(async () => {
    service = await startTestService();
    const enrolled = await service.addEnrolledPerson('ada');
    person = enrolled;
    challengeId = await person.challenge();
    const { username, password } = person;
    const wrong = (index: number) => String(index).padStart(6, '0');
    guesses = {
      answerChallenge: field('answerChallenge', (index) => ({
        challengeId,
        token: index === 0 ? person.token() : wrong(index),
      })),
      redeemRecoveryCode: field('redeemRecoveryCode', (index) => ({
        challengeId,
        recoveryCode: enrolled.recoveryCodes[index] ?? wrong(index),
      })),
      signIn: field('signIn', (index) => ({ username, password: index === 0 ? password : wrong(index) })),
    };
  });
  afterAll(() => service.close());

  describe.each(['answerChallenge', 'redeemRecoveryCode', 'signIn'] as const)('of %s', (name) => {
    it.each(documents)('in one document, by %s: refused whole, and none is in the history', async (_how, document) => {
      const query = document(guesses[name]);
      await expectRefused(JSON.stringify({ query }));
    });

    it.each(bodies)('in one body, by %s: refused whole, and none is in the history', async (_how, body) => {
      await expectRefused(body(guesses[name]));
    });
  });

  it('many operations in one document: the one that is named is one attempt, and without a name none is', async () => {
    const guess = guesses.answerChallenge;
    const query = times(10, (index) => `mutation Guess${index} { ${guess(index + 1)} }`);
    await expectRefused(JSON.stringify({ query }));
    const history = historyOf(service, person);
    await history.news();
    const response = await service.post(JSON.stringify({ query, operationName: 'Guess3' }));
    expect(response.status).toBe(200);
    expect(await history.news()).toEqual(['TokenRejected']);
  });

  it('queries: five prompts at most in one request, and no field of one more often than that', async () => {
    const prompt = (index: number) => `a${index}: loginChallenge(id: "${challengeId}") { state }`;
    expect((await service.send(`{ ${times(5, prompt)} }`)).status).toBe(200);
    await expectRefused(JSON.stringify({ query: `{ ${times(6, prompt)} }` }));
    const many = times(6, (index) => `a${index}: state`);
    await expectRefused(JSON.stringify({ query: `{ loginChallenge(id: "${challengeId}") { ${many} } }` }));
  });

  it.each([
    ['answerChallenge', 'TokenRejected'],
    ['redeemRecoveryCode', 'RecoveryCodeRejected'],
    ['signIn', 'PasswordRejected'],
  ] as const)('one guess in one request is one attempt: %s', async (name, recorded) => {
    const history = historyOf(service, person);
    await history.news();
    expect((await service.post(request(guesses[name](99)))).status).toBe(200);
    expect(await history.news()).toEqual([recorded]);
  });

  it('after all of this the prompt has its answers left, and takes the right one', async () => {
    expect(await person.loginChallenge(challengeId)).toMatchObject({ state: 'OPEN', attemptsLeft: 3 });
    being(await person.answer(challengeId), 'SignedIn');
  });

  function field(name: string, inputOf: (index: number) => Readonly<Record<string, string>>): Guess {
    return (index) => {
      const values = Object.entries(inputOf(index)).map(([key, value]) => `${key}: "${value}"`);
      const through = name === 'signIn' ? ['interface: CONTROL_PANEL'] : [];
      return `${name}(input: { ${[...values, ...through].join(', ')} }) { __typename }`;
    };
  }

  async function expectRefused(body: string): Promise<void> {
    const before = (await service.history()).length;
    const response = await service.post(body);
    expect(response.status).toBe(body.length > 16 * 1024 ? 413 : 400);
    const answer = (await response.json()) as Readonly<Record<string, unknown>>;
    expect(answer).not.toHaveProperty('data');
    expect(answer).toHaveProperty('errors');
    expect((await service.history()).length).toBe(before);
  }
});
