// Threat: the secret behind the QR code, a code, a token or a password can be read somewhere after it was shown.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, createClient } from '../../src/client/client.js';
import { ChangeDefaultMethodDocument } from '../../src/client/generated/graphql.js';
import { second } from '../../src/domain/instant.js';
import { foldView } from '../../src/projections/fold-view.js';
import { loginChallengeProjection } from '../../src/projections/login-challenge.projection.js';
import { twoFactorProjection } from '../../src/projections/two-factor.projection.js';
import { type CapturedOutput, captureOutput } from '../support/captured-output.js';
import { being, type Person } from '../support/person.js';
import { filesOf, placesOf, placesOfToken, type Searched, textsOf } from '../support/secret-forms.js';
import { startTestService, type TestService } from '../support/test-service.js';

/** A secret that was shown, with the one answer that showed it. */
interface Shown {
  readonly name: string;
  readonly forms: readonly (string | Uint8Array)[];
  readonly answer: string;
}

/** One person's whole life, from enrolling to removing, with everything that was answered, stored and logged of it. */
describe('the secret can be read later', () => {
  let service: TestService;
  let client: Client;
  let person: Person;
  let output: CapturedOutput;
  const lines: string[] = [];
  const answers: string[] = [];
  const shown: Shown[] = [];
  const tokens: string[] = [];
  beforeAll(async () => {
    output = captureOutput();
    service = await startTestService({ NODE_ENV: 'production', LOG_LEVEL: 'debug' }, (line) => lines.push(line));
    const recording: typeof fetch = async (input, init) => {
      const response = await fetch(input, init);
      answers.push(await response.clone().text());
      return response;
    };
    client = createClient({ url: service.url, fetch: recording });
    person = (await service.addPerson('ada')).at(client);
    await live();
  });
  afterAll(async () => {
    output.restore();
    await service.close();
  });

  it('C3, E7: each secret stands in one answer: the one that shows it', () => {
    expect(answers.length).toBeGreaterThan(25);
    expect(shown.map(({ name }) => name)).toEqual([
      ...['secret', 'recovery codes', 'session'],
      ...['secret', 'recovery codes', 'recovery codes', 'secret that was never confirmed'],
    ]);
    for (const { name, forms, answer } of shown) {
      const others = textsOf(Object.fromEntries(answers.filter((text) => text !== answer).entries()));
      for (const form of forms) expect(placesOf(form, others), name).toEqual([]);
      // It is found where it was shown: so the search means something.
      expect(placesOf(forms[0] ?? '', textsOf({ answer })), name).not.toEqual([]);
    }
  });

  it.each([
    ['any file of the data directory', () => filesOf(service.directory)],
    ['any event', async () => textsOf({ events: JSON.stringify(await service.history()) })],
    ['any view', viewTexts],
    ['the log', async () => textsOf({ log: lines.join('') })],
    ['the output of the process', async () => textsOf({ output: output.text() })],
    ['anything else that the service answers', otherAnswers],
  ] satisfies [string, () => Promise<Searched>][])('G1: none of them stands in %s', async (_where, search) => {
    const searched = await search();
    expect(searched.size).toBeGreaterThan(0);
    for (const { name, forms } of shown) {
      for (const form of forms) expect(placesOf(form, searched), name).toEqual([]);
    }
    expect(placesOf(person.password, searched), 'password').toEqual([]);
    for (const token of tokens) expect(placesOfToken(token, searched), 'token').toEqual([]);
  });

  it('G1: passwords and tokens stand in no answer at all', () => {
    const searched = textsOf(Object.fromEntries(answers.entries()));
    expect(placesOf(person.password, searched)).toEqual([]);
    expect(tokens).toHaveLength(5);
    for (const token of tokens) expect(placesOfToken(token, searched)).toEqual([]);
  });

  it('the log and the history were written to: so the search means something', async () => {
    const operations = lines.map((line) => (JSON.parse(line) as { readonly operation?: string }).operation);
    expect(new Set(operations)).toEqual(
      new Set([
        ...['SignIn', 'Me', 'StartAuthenticatorAppEnrollment', 'ConfirmEnrollment', 'LoginChallenge'],
        ...['AnswerChallenge', 'RedeemRecoveryCode', 'RegenerateRecoveryCodes', 'ChangeDefaultMethod', 'StepUp'],
        ...['RemoveMethod', 'anonymous'],
      ]),
    );
    expect(placesOf(person.userId, await filesOf(service.directory))).not.toEqual([]);
    expect(placesOf(person.userId, await viewTexts())).not.toEqual([]);
    for (const type of ['MethodEnrolled', 'CodesRegenerated', 'RecoveryCodeUsed', 'MethodRemoved', 'TokenRejected']) {
      expect((await service.history()).some((event) => event.type === type)).toBe(true);
    }
  });

  async function live(): Promise<void> {
    const before = await person.signInWithPassword();
    const { codes, session } = await enroll(before);
    const challenge = await person.challenge();
    await person.loginChallenge(challenge);
    await answer(challenge, person.token(-9));
    const signedIn = being(await answer(challenge, person.token()), 'SignedIn');
    show('session', [signedIn.session.token]);
    const [code = '', second = ''] = codes;
    const elsewhere = await person.challenge('CLASSIC');
    await person.redeem(elsewhere, '0000-0000-0000-0000');
    const recovered = being(await person.redeem(elsewhere, code), 'SignedIn').session.token;
    await person.redeem(await person.challenge(), code);

    // A new phone, in place of the old one.
    const again = await enroll(recovered);
    await person.redeem(await person.challenge(), second);
    await stepUp(recovered);
    const fresh = being(await person.regenerate(recovered), 'RecoveryCodes').recoveryCodes;
    show('recovery codes', fresh.flatMap(formsOfCode));
    await client.execute(ChangeDefaultMethodDocument, { method: 'AUTHENTICATOR_APP' }, recovered);
    const { key, otpauthUri } = being(await person.startEnrollment(recovered), 'AuthenticatorAppEnrollment');
    show('secret that was never confirmed', formsOfSecret(key, otpauthUri));
    await person.me(recovered);

    // A careless client: each secret where it does not belong.
    for (const secret of [key, otpauthUri, ...fresh, ...again.codes, person.password])
      await misplace(secret, recovered);
    being(await person.removeApp(recovered), 'TwoFactorChanged');
    await person.signInWithPassword();
    await expect(person.me(session)).rejects.toThrow('UNAUTHENTICATED');
  }

  /** Enrolls an app on a phone of its own; from here on the person has that phone. */
  async function enroll(session: string) {
    const { enrollmentId, key, otpauthUri } = being(
      await person.startEnrollment(session),
      'AuthenticatorAppEnrollment',
    );
    show('secret', formsOfSecret(key, otpauthUri));
    person = person.withKey(key);
    const enrolled = being(await person.confirm(session, enrollmentId, noted(person.token())), 'MethodEnrolled');
    show('recovery codes', enrolled.recoveryCodes.flatMap(formsOfCode));
    service.advance(30 * second);
    return { session, codes: enrolled.recoveryCodes };
  }

  async function stepUp(session: string): Promise<void> {
    const { challenge } = being(await person.stepUp(session), 'ChallengeRequired');
    being(await answer(challenge.id, person.token(), session), 'SteppedUp');
    service.advance(30 * second);
  }

  function answer(challenge: string, token: string, session?: string) {
    return person.answer(challenge, noted(token), session);
  }

  async function misplace(secret: string, session: string): Promise<void> {
    const authorization = { authorization: `Bearer ${session}` };
    const input = { challengeId: secret, token: secret };
    const query = 'mutation ($input: AnswerChallengeInput!) { answerChallenge(input: $input) { __typename } }';
    const results = await Promise.all([
      service.send(query, { input }, authorization),
      service.send(`{ loginChallenge(id: "${secret}") { ${JSON.stringify(secret)} } }`),
      service.send(query, { input: secret, [secret]: secret }),
    ]);
    answers.push(...results.map(({ text }) => text));
  }

  function noted(token: string): string {
    tokens.push(token);
    return token;
  }

  /** The last answer shows it. */
  function show(name: string, forms: Shown['forms']): void {
    shown.push({ name, forms, answer: answers.at(-1) ?? '' });
  }

  async function viewTexts(): Promise<Searched> {
    const { eventStore } = service.service.installation;
    const views = [loginChallengeProjection, twoFactorProjection].map(async (projection) =>
      JSON.stringify({
        id: person.userId,
        view: await foldView<unknown, 'twoFactor'>(eventStore, projection, person.userId),
      }),
    );
    return textsOf(Object.fromEntries((await Promise.all(views)).entries()));
  }

  async function otherAnswers(): Promise<Searched> {
    const paths = ['/', '/metrics', '/health/live', '/health/ready', '/.well-known/jwks.json', '/graphql', '/events'];
    const texts = paths.map(async (path) => [path, await (await fetch(`${service.service.url}${path}`)).text()]);
    return textsOf(Object.fromEntries((await Promise.all(texts)) as [string, string][]));
  }
});

/** As text, as bytes, as it is shown for typing, and as the QR code has it. */
function formsOfSecret(key: string, otpauthUri: string): Shown['forms'] {
  const secret = key.replaceAll(' ', '');
  return [key, secret, bytesOfBase32(secret), otpauthUri];
}

function formsOfCode(code: string): readonly string[] {
  return [code, code.replaceAll('-', ''), code.replaceAll('-', ' ')];
}

/** RFC 4648, section 6, without padding. */
function bytesOfBase32(text: string): Uint8Array {
  const bits = [...text].map((letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  );
  return Uint8Array.from(bits.join('').match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
}
