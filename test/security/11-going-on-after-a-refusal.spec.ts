// Threat: a client that is told "no" goes on as if it had been told "yes", and the server takes its word for it.
import { createHmac } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeBase64url } from '../../src/crypto/base64url.js';
import { being } from '../support/person.js';
import { historyOf } from '../support/person-history.js';
import { startTestService, type TestService, testPassword } from '../support/test-service.js';

const method = 'AUTHENTICATOR_APP';

/** Everything that takes a session. */
const protectedFields: readonly (readonly [string, object])[] = [
  ['{ me { id username sessions { id } twoFactor { enabled } } }', {}],
  ['mutation { signOut }', {}],
  ['mutation ($sessionId: ID!) { endSession(sessionId: $sessionId) }', { sessionId: 'A'.repeat(22) }],
  ['mutation ($method: Method!) { changeDefaultMethod(method: $method) { __typename } }', { method }],
  ['mutation ($password: String!) { stepUp(password: $password) { __typename } }', { password: testPassword }],
  [
    'mutation ($password: String!) { startAuthenticatorAppEnrollment(password: $password) { __typename } }',
    { password: testPassword },
  ],
  [
    'mutation ($input: ConfirmEnrollmentInput!) { confirmEnrollment(input: $input) { __typename } }',
    { input: { enrollmentId: 'A'.repeat(22), token: '123456' } },
  ],
  [
    'mutation ($password: String!) { regenerateRecoveryCodes(password: $password) { __typename } }',
    { password: testPassword },
  ],
  [
    'mutation ($input: RemoveMethodInput!) { removeMethod(input: $input) { __typename } }',
    { input: { method, password: testPassword } },
  ],
];

describe('a client is told "no" and goes on as if "yes"', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService();
  });
  afterAll(() => service.close());

  it('asked for a second factor, and told that the token is wrong: nothing it holds is a session', async () => {
    const person = await service.addEnrolledPerson('ada');
    const prompt = being(await person.signIn(), 'ChallengeRequired');
    const { id } = prompt.challenge;
    expect(await person.answer(id, person.wrongToken())).toMatchObject({ reason: 'TOKEN_WRONG' });
    const inHand = [
      undefined,
      id,
      prompt.position,
      person.userId,
      person.username,
      person.password,
      '',
      'true',
      'null',
    ];
    for (const token of inHand) await expectNobody(token);
    expect(await person.loginChallenge(id)).toMatchObject({ state: 'OPEN', attemptsLeft: 4 });
  });

  it('writes itself the session that it was refused: no signature but ours counts', async () => {
    const person = await service.addEnrolledPerson('ben');
    const token = await person.signInWithApp();
    const claims = decodeJwt(token);
    const header = decodeProtectedHeader(token);
    const text = (json: object) => encodeBase64url(Buffer.from(JSON.stringify(json)));
    const [head = '', body = '', signature = ''] = token.split('.');
    const later = text({ ...claims, exp: Number(claims.exp) + 1 });
    const jwks = (await (await fetch(`${service.service.url}/.well-known/jwks.json`)).json()) as {
      readonly keys: readonly { readonly x: string }[];
    };
    const publicKey = Buffer.from(jwks.keys[0]?.x ?? '', 'base64url');
    const { privateKey, publicKey: ownKey } = await generateKeyPair('EdDSA', { extractable: true });
    const signedByIt = (own: object) =>
      new SignJWT(claims).setProtectedHeader({ ...header, alg: 'EdDSA', ...own }).sign(privateKey);
    const hmacHead = text({ ...header, alg: 'HS256' });
    const hmac = createHmac('sha256', publicKey).update(`${hmacHead}.${body}`).digest();

    await expect(person.me(token)).resolves.toMatchObject({ id: person.userId });
    for (const forged of [
      `${text({ ...header, alg: 'none' })}.${body}.`,
      `${text({ ...header, alg: 'None' })}.${body}.${signature}`,
      `${text({ alg: 'none' })}.${body}.`,
      `${head}.${body}.`,
      `${head}.${later}.${signature}`,
      `${hmacHead}.${body}.${encodeBase64url(hmac)}`,
      await signedByIt({}),
      await signedByIt({ jwk: await crypto.subtle.exportKey('jwk', ownKey) }),
      await signedByIt({ jku: 'https://evil.example/jwks.json' }),
    ]) {
      await expectNobody(forged);
    }
  });

  it('asks for its account in the same breath as for the prompt: it gets neither', async () => {
    const person = await service.addEnrolledPerson('cleo');
    const id = await person.challenge();
    const { data, errors } = await service.send('query ($id: ID!) { loginChallenge(id: $id) { id } me { id } }', {
      id,
    });
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  it('E2: asked for a step-up, and told that the token is wrong: each change asks again, and nothing changes', async () => {
    const person = await service.addEnrolledPerson('dora');
    const { session } = person;
    const prompt = being(await person.regenerate(session), 'ChallengeRequired');
    const wrong = await person.answer(prompt.challenge.id, person.wrongToken(), session);
    expect(wrong).toMatchObject({ reason: 'TOKEN_WRONG' });
    const { twoFactor } = await person.me(session);
    const history = historyOf(service, person);
    await history.news();

    being(await person.regenerate(session), 'ChallengeRequired');
    being(await person.removeApp(session), 'ChallengeRequired');
    being(await person.startEnrollment(session), 'ChallengeRequired');
    const unbegun = await person.confirm(session, 'A'.repeat(22), person.token());
    expect(unbegun).toMatchObject({ reason: 'ENROLLMENT_CLOSED' });
    expect(new Set(await history.news())).toEqual(new Set(['ChallengeIssued', 'ChallengeClosed']));
    expect((await person.me(session)).twoFactor).toEqual(twoFactor);
  });

  it('E1: told that the first token is wrong: no method is enrolled, no code is there, and sign-in asks for none', async () => {
    const person = await service.addPerson('emil');
    const session = await person.signInWithPassword();
    const { enrollmentId, key } = being(await person.startEnrollment(session), 'AuthenticatorAppEnrollment');
    const wrong = await person.confirm(session, enrollmentId, person.withKey(key).wrongToken());
    expect(wrong).toMatchObject({ reason: 'TOKEN_WRONG' });
    expect(await person.regenerate(session)).toMatchObject({ __typename: 'Rejected' });
    expect(await person.removeApp(session)).toMatchObject({ reason: 'METHOD_NOT_ENROLLED' });
    expect((await person.me(session)).twoFactor).toMatchObject({ enabled: false, methods: [], recoveryCodesLeft: 0 });
    being(await person.signIn(), 'SignedIn');
  });

  it('B3: told that a method is not enrolled: the prompt stays what it was, and takes the token of its own', async () => {
    const person = await service.addEnrolledPerson('fay');
    const id = await person.challenge();
    expect(await person.chooseMethod(id, 'SMS')).toMatchObject({ reason: 'METHOD_NOT_ENROLLED' });
    expect(await person.loginChallenge(id)).toMatchObject({ method });
    being(await person.answer(id), 'SignedIn');
  });

  it('B4: told that the prompt is closed: the right token opens nothing', async () => {
    const person = await service.addEnrolledPerson('gus');
    const id = await person.challenge();
    being(await person.answer(id), 'SignedIn');
    const history = historyOf(service, person);
    await history.news();
    for (const token of [person.token(), person.token(1)]) {
      expect(await person.answer(id, token)).toMatchObject({ reason: 'CHALLENGE_CLOSED' });
    }
    await expectNobody(id);
    expect(await history.news()).toEqual([]);
  });

  /** Every field that takes a session is refused, whole, and leaves no trace. */
  async function expectNobody(token: string | undefined): Promise<void> {
    const before = (await service.history()).length;
    for (const [query, variables] of protectedFields) {
      const headers: Readonly<Record<string, string>> =
        token === undefined ? {} : { authorization: `Bearer ${token}`.trim(), cookie: `session=${token}` };
      const { data, errors } = await service.send(query, variables, headers);
      expect(data, query).toBeNull();
      expect(errors, query).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    }
    expect((await service.history()).length).toBe(before);
  }
});
