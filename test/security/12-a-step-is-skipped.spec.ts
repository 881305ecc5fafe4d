// Threat: some field of the API can be called by somebody who has not taken all the steps before it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instantOf, minute, second } from '../../src/domain/instant.js';
import { buildApiSchema } from '../../src/graphql/schema.js';
import { being, type Person } from '../support/person.js';
import { historyOf } from '../support/person-history.js';
import { withSms } from '../support/sms-person.js';
import { openStream } from '../support/subscription.js';
import { type Answer, startTestService, type TestService } from '../support/test-service.js';

const method = 'AUTHENTICATOR_APP';
const strangersPassword = 'a heron beside the lock';

/** Whose session comes with the call. */
const kinds = [
  'none',
  'malformed header',
  'altered token',
  'expired',
  'ended',
  "another person's",
  'restricted to enrollment',
  'full',
] as const;
type Kind = (typeof kinds)[number];

/** What a client knows that calls a field: everything there is to know, but for a session of the person's. */
interface Known {
  readonly person: Person;
  /** Challenges to sign in, of an enrolled person: one for each way to answer. */
  readonly challenges: readonly [string, string];
  readonly stepUpChallenge: string;
  readonly token: string;
  readonly nextToken: string;
  readonly recoveryCode: string;
  readonly otherSessionId: string;
  /** An enrollment that the person's own session began just now, and its first token. */
  startEnrollment(): Promise<{ readonly enrollmentId: string; readonly token: string }>;
  readonly phoneNumber: string;
  /** The same of the phone number, so long ago that its token can be sent again. @returns the enrollment's id. */
  startSmsEnrollment(): Promise<string>;
}

/** A call of one field: its text, its variables, and what must come of it with each kind of session. */
interface Row {
  readonly field: string;
  readonly query: string;
  readonly variables: (known: Known) => object | Promise<object>;
  readonly verdicts: Readonly<Record<Kind, string>>;
}

/** The field needs no session: whoever knows the id or the password may call it, and a session makes no difference. */
function open(verdict: string, others: Partial<Record<Kind, string>> = {}): Row['verdicts'] {
  return { ...refusedWithout(verdict), "another person's": verdict, ...restrictedAndFull(verdict, verdict), ...others };
}

/** The field needs a session that lives. */
function closed(verdicts: Pick<Row['verdicts'], "another person's" | 'restricted to enrollment' | 'full'>) {
  return { ...refusedWithout('UNAUTHENTICATED'), ...verdicts };
}

const refusedWithout = (verdict: string) => ({
  none: verdict,
  'malformed header': verdict,
  'altered token': verdict,
  expired: verdict,
  ended: verdict,
});
const restrictedAndFull = (restricted: string, full: string) => ({ 'restricted to enrollment': restricted, full });

const union = '__typename ... on Rejected { reason }';

/**
 * The verdict on every field with every kind of session, in an order in which no call spoils the next. A field that is
 * new in the schema must get its row here.
 */
const table: readonly Row[] = [
  {
    field: 'loginChallenge',
    query: 'query ($id: ID!) { loginChallenge(id: $id) { __typename } }',
    variables: ({ challenges: [id] }) => ({ id }),
    verdicts: open('LoginChallenge'),
  },
  {
    field: 'loginChallengeChanged',
    query: 'subscription ($id: ID!) { loginChallengeChanged(id: $id) { __typename } }',
    variables: ({ challenges: [id] }) => ({ id }),
    verdicts: open('LoginChallenge'),
  },
  {
    field: 'sendToken',
    query: `mutation ($id: ID!) { sendToken(challengeId: $id) { ${union} } }`,
    variables: ({ challenges: [id] }) => ({ id }),
    verdicts: open('METHOD_NOT_ENROLLED'),
  },
  {
    field: 'chooseMethod',
    query: `mutation ($id: ID!, $method: Method!) { chooseMethod(challengeId: $id, method: $method) { ${union} } }`,
    variables: ({ challenges: [id] }) => ({ id, method }),
    verdicts: open('ChallengeRequired'),
  },
  {
    field: 'answerChallenge of a step-up',
    query: `mutation ($input: AnswerChallengeInput!) { answerChallenge(input: $input) { ${union} } }`,
    variables: ({ stepUpChallenge, token }) => ({ input: { challengeId: stepUpChallenge, token } }),
    verdicts: open('CHALLENGE_CLOSED', { full: 'SteppedUp' }),
  },
  {
    field: 'answerChallenge of a sign-in',
    query: `mutation ($input: AnswerChallengeInput!) { answerChallenge(input: $input) { ${union} } }`,
    variables: ({ challenges: [challengeId], nextToken }) => ({ input: { challengeId, token: nextToken } }),
    verdicts: open('SignedIn'),
  },
  {
    field: 'redeemRecoveryCode',
    query: `mutation ($input: RedeemRecoveryCodeInput!) { redeemRecoveryCode(input: $input) { ${union} } }`,
    variables: ({ challenges: [, challengeId], recoveryCode }) => ({ input: { challengeId, recoveryCode } }),
    verdicts: open('SignedIn'),
  },
  {
    field: 'signIn',
    query: `mutation ($input: SignInInput!) { signIn(input: $input) { ${union} } }`,
    variables: ({ person: { username, password } }) => ({ input: { username, password, interface: 'CLASSIC' } }),
    verdicts: open('ChallengeRequired', { 'restricted to enrollment': 'EnrollmentRequired' }),
  },
  {
    field: 'me',
    query: '{ me { __typename username } }',
    variables: () => ({}),
    verdicts: closed({ "another person's": 'User stranger', ...restrictedAndFull('User fay', 'User full') }),
  },
  {
    field: 'projections',
    query: '{ projections { name } }',
    variables: () => ({}),
    verdicts: closed({ "another person's": 'FORBIDDEN', ...restrictedAndFull('FORBIDDEN', 'FORBIDDEN') }),
  },
  {
    field: 'changeDefaultMethod',
    query: `mutation ($method: Method!) { changeDefaultMethod(method: $method) { ${union} } }`,
    variables: () => ({ method }),
    verdicts: closed({
      "another person's": 'METHOD_NOT_ENROLLED',
      ...restrictedAndFull('FORBIDDEN', 'TwoFactorChanged'),
    }),
  },
  {
    field: 'stepUp',
    query: `mutation ($password: String!) { stepUp(password: $password) { ${union} } }`,
    variables: ({ person: { password } }) => ({ password }),
    verdicts: closed({
      "another person's": 'CREDENTIALS_WRONG',
      ...restrictedAndFull('FORBIDDEN', 'ChallengeRequired'),
    }),
  },
  {
    field: 'endSession',
    query: 'mutation ($sessionId: ID!) { endSession(sessionId: $sessionId) }',
    variables: ({ otherSessionId }) => ({ sessionId: otherSessionId }),
    verdicts: closed({ "another person's": 'false', ...restrictedAndFull('FORBIDDEN', 'true') }),
  },
  {
    field: 'regenerateRecoveryCodes',
    query: `mutation ($password: String!) { regenerateRecoveryCodes(password: $password) { ${union} } }`,
    variables: ({ person: { password } }) => ({ password }),
    verdicts: closed({ "another person's": 'CREDENTIALS_WRONG', ...restrictedAndFull('FORBIDDEN', 'RecoveryCodes') }),
  },
  {
    field: 'removeMethod',
    query: `mutation ($input: RemoveMethodInput!) { removeMethod(input: $input) { ${union} } }`,
    variables: ({ person: { password } }) => ({ input: { method, password } }),
    verdicts: closed({
      "another person's": 'CREDENTIALS_WRONG',
      ...restrictedAndFull('FORBIDDEN', 'TwoFactorChanged'),
    }),
  },
  {
    field: 'startSmsEnrollment',
    query: `mutation ($input: StartSmsEnrollmentInput!) { startSmsEnrollment(input: $input) { ${union} } }`,
    variables: ({ person: { password }, phoneNumber }) => ({ input: { password, phoneNumber } }),
    verdicts: closed({
      "another person's": 'CREDENTIALS_WRONG',
      ...restrictedAndFull('SmsEnrollment', 'SmsEnrollment'),
    }),
  },
  {
    field: 'resendEnrollmentToken',
    query: `mutation ($id: ID!) { resendEnrollmentToken(enrollmentId: $id) { ${union} } }`,
    variables: async (known) => ({ id: await known.startSmsEnrollment() }),
    verdicts: closed({
      "another person's": 'ENROLLMENT_CLOSED',
      ...restrictedAndFull('SmsEnrollment', 'SmsEnrollment'),
    }),
  },
  {
    field: 'startAuthenticatorAppEnrollment',
    query: `mutation ($password: String!) { startAuthenticatorAppEnrollment(password: $password) { ${union} } }`,
    variables: ({ person: { password } }) => ({ password }),
    verdicts: closed({
      "another person's": 'CREDENTIALS_WRONG',
      ...restrictedAndFull('AuthenticatorAppEnrollment', 'AuthenticatorAppEnrollment'),
    }),
  },
  {
    field: 'confirmEnrollment',
    query: `mutation ($input: ConfirmEnrollmentInput!) { confirmEnrollment(input: $input) { ${union} } }`,
    variables: async (known) => ({ input: await known.startEnrollment() }),
    verdicts: closed({
      "another person's": 'ENROLLMENT_CLOSED',
      ...restrictedAndFull('MethodEnrolled', 'MethodEnrolled'),
    }),
  },
  {
    field: 'signOut',
    query: 'mutation { signOut }',
    variables: () => ({}),
    verdicts: closed({ "another person's": 'true', ...restrictedAndFull('true', 'true') }),
  },
];

type Told = Pick<Answer, 'data'> & Partial<Pick<Answer, 'errors'>>;

const nameOf = ({ field }: Row) => field.replace(/ .*/, '');
const needsSession = ({ verdicts }: Row) => verdicts.none === 'UNAUTHENTICATED';

describe('a step is skipped', () => {
  let service: TestService;
  /** How many phone numbers were given out: no two persons have the same. */
  let numbers = 0;
  beforeAll(async () => {
    service = await startTestService();
  });
  afterAll(() => service.close());

  it('every query, mutation and subscription of the schema is in the table', () => {
    const schema = buildApiSchema();
    const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
    const fields = roots.flatMap((root) => Object.keys(root?.getFields() ?? {}));
    expect(new Set(table.map(nameOf))).toEqual(new Set(fields));
  });

  it.each(kinds)('session: %s', async (kind) => {
    const { known, authorization } = await callerWith(kind);
    const history = historyOf(service, known.person);
    const verdicts: Record<string, string> = {};
    for (const row of table) {
      const variables = await row.variables(known);
      await history.news();
      const before = (await service.history()).length;
      const verdict = await call(row, variables, authorization);
      verdicts[row.field] = verdict;
      // Whatever is refused for want of a session leaves no trace, and nobody else's session touches the account.
      if (verdict === 'UNAUTHENTICATED' || verdict === 'FORBIDDEN') {
        expect((await service.history()).length, row.field).toBe(before);
      }
      if (needsSession(row) && kind === "another person's") expect(await history.news(), row.field).toEqual([]);
    }
    expect(verdicts).toEqual(Object.fromEntries(table.map((row) => [row.field, row.verdicts[kind]])));
  });

  async function call({ query }: Row, variables: object, authorization: string | undefined): Promise<string> {
    const headers: Readonly<Record<string, string>> = authorization === undefined ? {} : { authorization };
    const answered = query.startsWith('subscription') ? watch : service.send;
    const { data, errors = [] } = await answered(query, variables, headers);
    const [error] = errors;
    if (error !== undefined) {
      expect(data).toBeNull();
      return String(error.extensions?.['code']);
    }
    const [result] = Object.values(data ?? {});
    if (typeof result !== 'object' || result === null) return String(result);
    const { __typename, reason, username } = result as Readonly<Record<string, string | undefined>>;
    return [reason ?? __typename, username].filter((word) => word !== undefined).join(' ');
  }

  /** The first thing that a subscription tells. */
  async function watch(query: string, variables: object, headers: Readonly<Record<string, string>>): Promise<Told> {
    const response = await openStream(`${service.url}/stream`, JSON.stringify({ query, variables }), headers);
    let text = '';
    for await (const part of response.setEncoding('utf8')) {
      text += String(part);
      const told = /^data: (.+)\n/m.exec(text)?.[1];
      if (told !== undefined) return JSON.parse(told) as Told;
    }
    throw new Error(`Nothing was told: ${text}`);
  }

  async function callerWith(kind: Kind): Promise<{ known: Known; authorization?: string }> {
    if (kind === 'restricted to enrollment') return restricted();
    const username = kind === 'full' ? 'full' : `of-${kinds.indexOf(kind)}`;
    const person = await service.addEnrolledPerson(username);
    if (kind === 'expired') service.advance(61 * minute);
    const own = await person.signInWithApp();
    service.advance(30 * second);
    const authorization = `Bearer ${own}`;
    switch (kind) {
      case 'none':
        return { known: await knownOf(person, own, person) };
      case 'malformed header':
        return { known: await knownOf(person, own, person), authorization: `Token ${own}` };
      case 'altered token': {
        const altered = authorization.replace(/.(?=.{20}$)/, (character) => (character === 'A' ? 'B' : 'A'));
        return { known: await knownOf(person, own, person), authorization: altered };
      }
      case 'expired':
        return { known: await knownOf(person, own, person), authorization: `Bearer ${person.session}` };
      case 'ended': {
        const known = await knownOf(person, own, person);
        await person.endSession(own, known.otherSessionId);
        return { known, authorization: `Bearer ${person.session}` };
      }
      case "another person's": {
        const stranger = await service.addPerson('stranger');
        await service.setPassword(stranger, strangersPassword);
        const { session } = being(await stranger.signIn('CONTROL_PANEL', strangersPassword), 'SignedIn');
        return { known: await knownOf(person, own, person), authorization: `Bearer ${session.token}` };
      }
      case 'full':
        return { known: await knownOf(person, own, person), authorization };
    }
  }

  /** Of somebody who must enroll; the challenges are another person's, since there can be none of theirs. */
  async function restricted(): Promise<{ known: Known; authorization: string }> {
    const enrolled = await service.addEnrolledPerson('enrolled');
    const session = await enrolled.signInWithApp();
    service.advance(30 * second);
    const person = await service.addPerson('fay');
    await service.setPolicy(person, { requiredFrom: instantOf(service.now()) });
    const { token } = being(await person.signIn(), 'EnrollmentRequired').session;
    const known = await knownOf(enrolled, session, enrolled);
    return {
      known: {
        ...known,
        person,
        startEnrollment: () => begin(person, token),
        startSmsEnrollment: () => beginSms(person, token, known.phoneNumber),
      },
      authorization: `Bearer ${token}`,
    };
  }

  async function knownOf(
    person: Person,
    session: string,
    { recoveryCodes: [recoveryCode = ''] }: { readonly recoveryCodes: readonly string[] },
  ): Promise<Known> {
    const { sessions } = await person.me(session);
    numbers += 1;
    const phoneNumber = `+1416555${1000 + numbers}`;
    return {
      person,
      challenges: [await person.challenge(), await person.challenge('CLASSIC')],
      stepUpChallenge: being(await person.stepUp(session), 'ChallengeRequired').challenge.id,
      token: person.token(),
      nextToken: person.token(1),
      recoveryCode,
      otherSessionId: sessions.find(({ current }) => !current)?.id ?? 'A'.repeat(22),
      startEnrollment: () => begin(person, session),
      phoneNumber,
      startSmsEnrollment: () => beginSms(person, session, phoneNumber),
    };
  }

  async function begin(person: Person, session: string) {
    const { enrollmentId, key } = being(await person.startEnrollment(session), 'AuthenticatorAppEnrollment');
    return { enrollmentId, token: person.withKey(key).token() };
  }

  async function beginSms(person: Person, session: string, phoneNumber: string): Promise<string> {
    const phone = withSms(person, service, phoneNumber);
    const { enrollmentId } = being(await phone.startEnrollment(session), 'SmsEnrollment');
    // Put down by the sender, whenever it is done: it is no trace of the call that follows.
    const history = historyOf(service, person);
    const orderedId = (await history.dataOf('EnrollmentTokenIssued')).at(-1)?.tokenId;
    const sentIds = async () => (await history.dataOf('TokenSent')).map(({ tokenId }) => tokenId);
    await expect.poll(sentIds, { timeout: 15_000 }).toContain(orderedId);
    service.advance(30 * second);
    return enrollmentId;
  }
});
