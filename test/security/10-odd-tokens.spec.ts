// Threat: input that is no token, code, id, name or password at all makes the service crash, guess, or repeat it.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventsOf } from '../support/event-recorder.js';
import { being } from '../support/person.js';
import { startTestService, type TestService } from '../support/test-service.js';

/** A place where a client gives a value: a field of the schema with everything else filled in. */
interface Slot {
  readonly name: string;
  /** The path of the value, as the refusal names it. */
  readonly field: string;
  readonly operation: string;
  /** What is given beside it. */
  readonly beside: readonly (keyof Known)[];
  /** Most characters; 0: no odd text has the right format. */
  readonly longest: number;
  /** Whether whole numbers are read as text: GraphQL says so of ids. */
  readonly isId: boolean;
  /** Whether a value of the right format is hashed, which takes a while. */
  readonly costsHash: boolean;
  /** What comes of a value that has the right format. */
  readonly outcomes: readonly string[];
}

const texts = [
  // No six digits, though they look like it, are called so by Unicode, or become it when trimmed or parsed.
  ...['', ' ', '12345', '1234567', '１２３４５６', '١٢٣٤٥٦', '۱۲۳۴۵۶', '१२३४५६', '𝟙𝟚𝟛𝟜𝟝𝟞', '①②③④⑤⑥', '12345６'],
  ...[' 123456', '123456 ', '123456\n', '\r\n123456', '123 456', '123-456', '\t12345', '\u00a012345', '\u200b123456'],
  ...['\ufeff123456', '+12345', '-12345', '+123456', '1e5', '1.0e05', '0x1234', '0b1010', '1_2345', '12.456', '½23456'],
  ...['123456\u0000', '\u0000123456', '\u000012345', '\u0000'.repeat(6), '\ud800'.repeat(6), '\udc0012345'],
  ...['\u202e654321', '123456\u0301', '{"a":123456}', '["123456"]', 'null', 'undefined', 'NaN', 'Infinity', 'true'],
  // Words of languages that somebody else might read it as.
  ...['__proto__', 'constructor', "' OR '1'='1", '"; DROP TABLE events;--', '<script>alert(1)</script>', '{{7*7}}'],
  ...['../../etc/passwd', '%00%0a%25', 'twoFactor-*', '$argon2id$v=19$m=19456,t=2,p=1$AAAA$AAAA'],
  // Long, also once it is normalised: U+FDFA becomes eighteen characters.
  ...['1'.repeat(65), '1'.repeat(129), '1'.repeat(257), '1'.repeat(12_000), 'ﷺ'.repeat(1_000), 'e\u0301'.repeat(2_000)],
];
const corpus: readonly string[] = [
  ...texts.map((text) => JSON.stringify(text)),
  ...['null', 'true', 'false', '[]', '{}', '[null]', '["123456"]', '[["123456"]]', '{"token":"123456"}'],
  ...['{"toString":"123456"}', '123456', '-123456', '0', '1e5', '123456.5', '1e999', '-0'],
  ...[`${'['.repeat(3_000)}${']'.repeat(3_000)}`, `${'{"a":'.repeat(1_500)}1${'}'.repeat(1_500)}`],
];

/** Not even JSON, or JSON that is meant for the machinery that reads it. */
const malformed: readonly string[] = [
  '{"__proto__":"123456"}',
  '',
  '+123456',
  '0123456',
  'NaN',
  'undefined',
  "'123456'",
  '0x1',
  '"1\n"',
  '"\\x"',
];

/** What an honest request would hold beside the value. */
interface Known {
  readonly challengeId: string;
  readonly enrollmentId: string;
  readonly token: string;
  readonly username: string;
  readonly password: string;
  readonly interface: string;
}

const mutation = (parameters: string, field: string) =>
  `mutation (${parameters}) { ${field} { ... on Rejected { reason } } }`;
const answer = mutation('$input: AnswerChallengeInput!', 'answerChallenge(input: $input)');
const redeem = mutation('$input: RedeemRecoveryCodeInput!', 'redeemRecoveryCode(input: $input)');
const confirm = mutation('$input: ConfirmEnrollmentInput!', 'confirmEnrollment(input: $input)');
const signIn = mutation('$input: SignInInput!', 'signIn(input: $input)');
const stepUp = mutation('$password: String!', 'stepUp(password: $password)');

const slots: readonly Slot[] = [
  slot('token', { field: 'input.token', operation: answer, beside: ['challengeId'] }),
  slot('token of an enrollment', { field: 'input.token', operation: confirm, beside: ['enrollmentId'] }),
  slot('recovery code', {
    field: 'input.recoveryCode',
    operation: redeem,
    beside: ['challengeId'],
    longest: 64,
    outcomes: ['RECOVERY_CODE_WRONG', 'TOO_MANY_ATTEMPTS'],
  }),
  slot('challenge id', {
    field: 'input.challengeId',
    operation: answer,
    beside: ['token'],
    longest: 128,
    isId: true,
    outcomes: ['CHALLENGE_CLOSED'],
  }),
  slot('enrollment id', {
    field: 'input.enrollmentId',
    operation: confirm,
    beside: ['token'],
    longest: 128,
    isId: true,
    outcomes: ['ENROLLMENT_CLOSED'],
  }),
  slot('id of a query', {
    field: 'id',
    operation: 'query ($id: ID!) { loginChallenge(id: $id) { id } }',
    longest: 128,
    isId: true,
    outcomes: ['null'],
  }),
  slot('session id', {
    field: 'sessionId',
    operation: 'mutation ($sessionId: ID!) { endSession(sessionId: $sessionId) }',
    longest: 128,
    isId: true,
    outcomes: ['false'],
  }),
  slot('username', {
    field: 'input.username',
    operation: signIn,
    beside: ['password', 'interface'],
    longest: 256,
    costsHash: true,
    outcomes: ['CREDENTIALS_WRONG'],
  }),
  slot('password', {
    field: 'input.password',
    operation: signIn,
    beside: ['username', 'interface'],
    longest: 1_024,
    costsHash: true,
    outcomes: ['CREDENTIALS_WRONG', 'TOO_MANY_ATTEMPTS'],
  }),
  slot('own password', {
    field: 'password',
    operation: stepUp,
    longest: 1_024,
    costsHash: true,
    outcomes: ['CREDENTIALS_WRONG', 'TOO_MANY_ATTEMPTS'],
  }),
];

function slot(name: string, what: Partial<Slot> & Pick<Slot, 'field' | 'operation'>): Slot {
  return { name, beside: [], longest: 0, isId: false, costsHash: false, outcomes: [], ...what };
}

describe('odd tokens', () => {
  let service: TestService;
  let session: string;
  let known: Known;
  let requests = 0;
  beforeAll(async () => {
    service = await startTestService({ TRUSTED_PROXY_HOPS: '1' });
    const person = await service.addEnrolledPerson('ada');
    session = await person.signInWithApp();
    const { username, password } = person;
    const [challengeId, enrollmentId] = [await person.challenge(), 'A'.repeat(22)];
    known = { challengeId, enrollmentId, token: '123456', username, password, interface: 'CLASSIC' };
  });
  afterAll(() => service.close());

  it.each(slots)(
    'as $name: told so and not repeated, and at most one attempt where the format is right',
    async (slot) => {
      for (const value of corpus) await expectClearAnswer(slot, value);
    },
  );

  it.each(slots)('any text at all, as $name', async (slot) => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (text) => {
        fc.pre(!/^[0-9]{6}$/.test(text));
        await expectClearAnswer(slot, JSON.stringify(text));
      }),
      { numRuns: slot.costsHash ? 10 : 40, seed: 20261124 },
    );
  });

  it('what is not even JSON, as anything: a malformed body', async () => {
    const before = await head();
    for (const slot of slots) {
      for (const value of malformed) {
        const { status, text } = await send(slot, value);
        expect([status, codesOf(text)], `${slot.field} ${value}`).toEqual([400, ['BAD_REQUEST']]);
      }
    }
    expect(await head()).toBe(before);
  });

  it('10 MB, as anything: too large, or cut off', async () => {
    const before = await head();
    const huge = JSON.stringify('1'.repeat(10 * 1024 * 1024));
    for (const slot of slots) {
      // The refusal comes before the body has arrived: whether the client reads it is a matter of its haste.
      const answer = await send(slot, huge).catch((error: unknown) => error);
      if (!(answer instanceof TypeError)) expect(answer).toMatchObject({ status: 413 });
    }
    expect(await head()).toBe(before);
  });

  it('left out: the field is named', async () => {
    for (const slot of slots) {
      const { text } = await send(slot, undefined);
      expect(JSON.parse(text), slot.field).toMatchObject({
        errors: [{ extensions: { code: 'BAD_USER_INPUT', field: slot.field } }],
      });
    }
  });

  it('after all of this the service is there, and a person signs in', async () => {
    const person = await service.addEnrolledPerson('ben');
    being(await person.answer(await person.challenge()), 'SignedIn');
    expect((await fetch(`${service.service.url}/health/ready`)).status).toBe(200);
  });

  async function expectClearAnswer(slot: Slot, value: string): Promise<void> {
    const before = await head();
    const { status, text } = await send(slot, value);
    const recorded = (await eventsOf(service.service.installation.eventStore.readAll(before))).length;
    const about = `${slot.field} ${value.slice(0, 60)}`;
    const given = JSON.parse(value) as unknown;
    if (value.length >= 8) expect(text, about).not.toContain(value);
    if (typeof given === 'string' && given.length >= 6) expect(text, about).not.toContain(given);

    if (hasRightFormat(slot, given)) {
      expect([status, slot.outcomes], about).toEqual([200, expect.arrayContaining([outcomeOf(text)])]);
      expect(recorded, about).toBeLessThanOrEqual(1);
    } else {
      const { field } = slot;
      expect(JSON.parse(text), about).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT', field } }] });
      expect(recorded, about).toBe(0);
    }
  }

  function hasRightFormat({ longest, isId }: Slot, given: unknown): boolean {
    const text = isId && Number.isInteger(given) ? String(given) : given;
    return typeof text === 'string' && text !== '' && [...text].length <= longest;
  }

  /** From another address each time: here the throttle must not be what refuses. @param value its JSON text. */
  async function send(slot: Slot, value: string | undefined) {
    requests += 1;
    const headers = {
      authorization: `Bearer ${session}`,
      'x-forwarded-for': `10.0.${requests >> 8}.${requests & 255}`,
    };
    const body = `{"query":${JSON.stringify(slot.operation)},"variables":${variablesOf(slot, value)}}`;
    const response = await service.post(body, headers);
    return { status: response.status, text: await response.text() };
  }

  function variablesOf({ field, beside }: Slot, value: string | undefined): string {
    const path = field.split('.');
    const members = beside.map((name) => `"${name}":${JSON.stringify(known[name])}`);
    const all = value === undefined ? members : [...members, `"${path.at(-1) ?? ''}":${value}`];
    return path.length > 1 ? `{"input":{${all.join(',')}}}` : `{${all.join(',')}}`;
  }

  function head() {
    return service.service.installation.eventStore.head();
  }
});

type GraphqlBody = {
  readonly data?: Readonly<Record<string, { readonly reason?: string } | boolean | null>>;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
};

function codesOf(text: string): readonly string[] {
  const { errors = [] } = JSON.parse(text) as GraphqlBody;
  return errors.map(({ extensions }) => extensions.code);
}

function outcomeOf(text: string): string {
  const [result = null] = Object.values((JSON.parse(text) as GraphqlBody).data ?? {});
  return typeof result === 'object' ? String(result?.reason ?? null) : String(result);
}
