import { createHmac, createPrivateKey, createPublicKey, sign, verify as verifySignature } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSessionTokens, type SessionClaims } from '../../../src/crypto/session-tokens.js';
import { anyText } from './any-text.js';
import { seededRandomBytes } from './seeded-random-bytes.js';

// The same cases in every run.
fc.configureGlobal({ seed: 20_261_124 });

const issuer = 'https://sallyport.example';
/** The key of RFC 8037 appendix A. */
const rfcSeed = Buffer.from('nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A', 'base64url');
const privateKey = createPrivateKey({
  key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), rfcSeed]),
  format: 'der',
  type: 'pkcs8',
});
const tokens = await createSessionTokens({ issuer, seed: rfcSeed });

const second = 1_000;
const now = Date.parse('2026-11-24T03:47:05Z');
const claims: SessionClaims = {
  sessionId: 'c2Vzc2lvbg',
  userId: '0193b0a5-7c00-4000-8000-000000000001',
  resellerId: '0193b0a5-7c00-4000-8000-000000000002',
  interface: 'CONTROL_PANEL',
  amr: ['pwd', 'otp', 'mfa'],
  authenticatedAt: now,
  issuedAt: now,
  expiresAt: now + 3_600 * second,
  restrictedToEnrollment: false,
};

const part = (value: object | string) => Buffer.from(JSON.stringify(value)).toString('base64url');
function decoded(token: string, index: number): Record<string, unknown> {
  const json: Record<string, unknown> = JSON.parse(Buffer.from(token.split('.')[index] ?? '', 'base64url').toString());
  return json;
}
/** A token that this service's own key has signed, whatever it says. */
function signed(header: object, payload: object | string): string {
  const input = `${part(header)}.${part(payload)}`;
  return `${input}.${sign(null, Buffer.from(input), privateKey).toString('base64url')}`;
}

describe('B10: session tokens', () => {
  it('say who signed in, where, how, when and until when', async () => {
    const token = await tokens.issue(claims);
    expect(decoded(token, 1)).toEqual({
      iss: issuer,
      sub: claims.userId,
      sid: claims.sessionId,
      reseller: claims.resellerId,
      aud: 'CONTROL_PANEL',
      amr: ['pwd', 'otp', 'mfa'],
      auth_time: now / second,
      iat: now / second,
      exp: now / second + 3_600,
    });
  });

  it('come back as they were issued, whatever they say', async () => {
    const whole = fc.integer({ min: 0, max: 2 ** 33 }).map((seconds) => seconds * second);
    const any = fc.record({
      sessionId: fc.string(),
      userId: fc.string(),
      resellerId: fc.option(fc.string()),
      interface: fc.constantFrom('CONTROL_PANEL' as const, 'CLASSIC' as const),
      amr: fc.array(fc.string({ maxLength: 20 }), { maxLength: 5 }),
      authenticatedAt: whole,
      issuedAt: whole,
      expiresAt: whole,
      restrictedToEnrollment: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(any, async (each) => {
        expect(await tokens.verify(await tokens.issue(each), each.expiresAt - 1)).toEqual(each);
      }),
      { numRuns: 50 },
    );
  });

  it('B11: of a session that can only enroll say so', async () => {
    const token = await tokens.issue({ ...claims, restrictedToEnrollment: true });
    expect(decoded(token, 1)).toMatchObject({ scope: 'enrollment' });
    expect(await tokens.verify(token, now)).toMatchObject({ restrictedToEnrollment: true });
  });

  it('of staff name no reseller', async () => {
    const token = await tokens.issue({ ...claims, resellerId: null });
    expect(decoded(token, 1)).not.toHaveProperty('reseller');
    expect(await tokens.verify(token, now)).toMatchObject({ resellerId: null });
  });

  it('attack 32: end at their second by the given clock', async () => {
    const token = await tokens.issue(claims);
    expect(await tokens.verify(token, claims.expiresAt - second)).toBeDefined();
    expect(await tokens.verify(token, claims.expiresAt - 1)).toBeDefined();
    expect(await tokens.verify(token, claims.expiresAt)).toBeUndefined();
    expect(await tokens.verify(token, claims.expiresAt + second)).toBeUndefined();
  });

  it('attack 32: never outlive their session by a fraction of a second', async () => {
    const token = await tokens.issue({ ...claims, expiresAt: now + 1_999 });
    expect(await tokens.verify(token, now + 999)).toBeDefined();
    expect(await tokens.verify(token, now + 1_000)).toBeUndefined();
  });

  it('can be checked by anybody with the published key, named by its RFC 7638 thumbprint', async () => {
    const token = await tokens.issue(claims);
    const { keys } = tokens.jwks();
    expect(keys).toEqual([
      {
        kty: 'OKP',
        crv: 'Ed25519',
        // RFC 8037 appendix A.2 and A.3.
        x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
        kid: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
        alg: 'EdDSA',
        use: 'sig',
      },
    ]);
    expect(decoded(token, 0)).toEqual({ alg: 'EdDSA', typ: 'sallyport-session+jwt', kid: keys[0]?.kid });
    const [header, payload, signature] = token.split('.');
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: String(keys[0]?.x) }, format: 'jwk' });
    const isRight = verifySignature(
      null,
      Buffer.from(`${header}.${payload}`),
      key,
      Buffer.from(signature ?? '', 'base64url'),
    );
    expect(isRight).toBe(true);
  });

  it('attack 15: the private key is not published', () => {
    expect(JSON.stringify(tokens.jwks())).not.toContain(rfcSeed.toString('base64url'));
    expect(Object.keys(tokens.jwks().keys[0] ?? {})).not.toContain('d');
  });
});

const accepted = await tokens.issue(claims);

describe('B10: tokens that are refused', () => {
  const header = { alg: 'EdDSA', typ: 'sallyport-session+jwt' };
  const payload = decoded(accepted, 1);
  const hmacInput = `${part({ ...header, alg: 'HS256' })}.${part(payload)}`;
  const publicKey = Buffer.from(String(tokens.jwks().keys[0]?.x), 'base64url');
  const hmac = createHmac('sha256', publicKey).update(hmacInput).digest('base64url');

  it('the forgeries below differ from this accepted token in the named thing only', async () => {
    expect(await tokens.verify(signed(header, payload), now)).toEqual(claims);
  });

  it.each([
    ['unsigned', `${part({ ...header, alg: 'none' })}.${part(payload)}.`],
    ['unsigned, though signed', signed({ ...header, alg: 'none' }, payload)],
    ['signed with the public key as an HMAC secret', `${hmacInput}.${hmac}`],
    ['naming another algorithm', signed({ ...header, alg: 'ES256' }, payload)],
    ['of another type', signed({ ...header, typ: 'JWT' }, payload)],
    ['of no type', signed({ alg: 'EdDSA' }, payload)],
    ['with an extension that must be understood', signed({ ...header, crit: ['x'], x: 1 }, payload)],
    ['with an unencoded payload', signed({ ...header, crit: ['b64'], b64: false }, payload)],
    ['of another issuer', signed(header, { ...payload, iss: 'https://elsewhere.example' })],
    ['for nobody', signed(header, { ...payload, sub: undefined })],
    ['of no session', signed(header, { ...payload, sid: undefined })],
    ['for another interface', signed(header, { ...payload, aud: 'ELSEWHERE' })],
    ['for both interfaces', signed(header, { ...payload, aud: ['CONTROL_PANEL', 'CLASSIC'] })],
    ['without an end', signed(header, { ...payload, exp: undefined })],
    ['with an end in words', signed(header, { ...payload, exp: '9999999999' })],
    ['not valid yet', signed(header, { ...payload, nbf: now / second + 1 })],
    ['of a scope that is not known', signed(header, { ...payload, scope: 'admin' })],
    ['with claims that are not known', signed(header, { ...payload, role: 'OWNER' })],
    ['whose payload is no object', signed(header, 'text')],
  ])('%s', async (_, token) => {
    expect(await tokens.verify(token, now)).toBeUndefined();
  });

  it('of another key', async () => {
    const other = await createSessionTokens({ issuer, seed: seededRandomBytes('other')(32) });
    expect(await tokens.verify(await other.issue(claims), now)).toBeUndefined();
  });

  it('with any character changed', async () => {
    const token = await tokens.issue(claims);
    for (let index = 0; index < token.length; index++) {
      const edited = token.slice(0, index) + (token[index] === 'A' ? 'B' : 'A') + token.slice(index + 1);
      expect(await tokens.verify(edited, now)).toBeUndefined();
    }
  });

  it('that are no tokens at all, without an error', async () => {
    const odd = fc.oneof(
      anyText(300),
      fc
        .tuple(fc.json(), fc.json(), fc.string())
        .map(([head, body, tail]) => `${base64url(head)}.${base64url(body)}.${tail}`),
      fc.json().map((head) => `${base64url(head)}.${part(payload)}.AAAA`),
    );
    await fc.assert(
      fc.asyncProperty(odd, async (token) => {
        expect(await tokens.verify(token, now)).toBeUndefined();
      }),
      { numRuns: 300 },
    );
    expect(await tokens.verify('a'.repeat(10_000_000), now)).toBeUndefined();
  });

  it('too long to be one, even if signed', async () => {
    const token = signed(header, { ...payload, sid: 's'.repeat(4_096) });
    expect(await tokens.verify(token, now)).toBeUndefined();
  });
});

function base64url(text: string): string {
  return Buffer.from(text).toString('base64url');
}
