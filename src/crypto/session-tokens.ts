import { createPrivateKey, createPublicKey } from 'node:crypto';
import { calculateJwkThumbprint, errors, importJWK, type JWK, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { Interface } from '../domain/two-factor/method.js';

/** What a session token says. Times are milliseconds since the Unix epoch; in the token they are whole seconds. */
export interface SessionClaims {
  readonly sessionId: string;
  readonly userId: string;
  /** `null`: staff, who belong to no reseller. */
  readonly resellerId: string | null;
  readonly interface: Interface;
  /** How the person signed in: RFC 8176 values, and `recovery_code`. */
  readonly amr: readonly string[];
  /** When the person signed in. */
  readonly authenticatedAt: number;
  readonly issuedAt: number;
  /** The token is refused from this moment on. */
  readonly expiresAt: number;
  /** The session can only enroll a method (B11). */
  readonly restrictedToEnrollment: boolean;
}

export interface SessionTokens {
  /** A signed token (JWT, RFC 7519). */
  issue(claims: SessionClaims): Promise<string>;

  /**
   * What a token says, or `undefined` where it is not one of ours, was altered, or is out of time at `now`
   * (milliseconds since the Unix epoch). That it is signed does not mean that its session still lives: look it up.
   */
  verify(token: string, now: number): Promise<SessionClaims | undefined>;

  /** The public keys, for `/.well-known/jwks.json` (RFC 7517). */
  jwks(): { readonly keys: readonly JWK[] };
}

export interface SessionTokensDependencies {
  /** Whose tokens they are: the service's public address. */
  readonly issuer: string;
  /** Seed of the Ed25519 key: 32 random bytes. */
  readonly seed: Uint8Array;
}

/** The algorithm is ours to choose, never the token's (RFC 8725 section 3.1). */
const algorithm = 'EdDSA';

/** Tells sessions from any other token that this key may come to sign (RFC 8725 section 3.11). */
const tokenType = 'sallyport-session+jwt';

const enrollmentScope = 'enrollment';

/** Ours have some 500 characters; nothing longer is parsed. */
const longestToken = 4_096;

/** Head of an Ed25519 private key in PKCS #8 (RFC 8410 section 7); the seed follows. */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Strict: a token with claims that this version does not know is not understood and not accepted. */
const payloadSchema = z.strictObject({
  iss: z.string(),
  sub: z.string(),
  sid: z.string(),
  aud: z.enum(['CONTROL_PANEL', 'CLASSIC']),
  reseller: z.string().optional(),
  amr: z.array(z.string()),
  auth_time: z.int(),
  iat: z.int(),
  exp: z.int(),
  scope: z.literal(enrollmentScope).optional(),
});

/** Session tokens signed with Ed25519. */
export async function createSessionTokens({ issuer, seed }: SessionTokensDependencies): Promise<SessionTokens> {
  const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8Head, seed]), format: 'der', type: 'pkcs8' });
  const publicJwk = createPublicKey(privateKey).export({ format: 'jwk' });
  const kid = await calculateJwkThumbprint(publicJwk, 'sha256');
  const signingKey = await importJWK(privateKey.export({ format: 'jwk' }), algorithm);
  const verifyingKey = await importJWK(publicJwk, algorithm);
  const published = { ...publicJwk, kid, alg: algorithm, use: 'sig' };

  return {
    issue(claims) {
      return new SignJWT(payloadOf(claims, issuer))
        .setProtectedHeader({ alg: algorithm, typ: tokenType, kid })
        .sign(signingKey);
    },

    async verify(token, now) {
      if (token.length > longestToken) return undefined;
      try {
        const { payload } = await jwtVerify(token, verifyingKey, {
          algorithms: [algorithm],
          typ: tokenType,
          issuer,
          currentDate: new Date(now),
        });
        const parsed = payloadSchema.safeParse(payload);
        return parsed.success ? claimsOf(parsed.data) : undefined;
      } catch (error) {
        // Why it is refused is nobody's business; anything but a refusal is a bug and goes on up.
        if (error instanceof errors.JOSEError) return undefined;
        throw error;
      }
    },

    jwks: () => ({ keys: [published] }),
  };
}

type Payload = z.infer<typeof payloadSchema>;

function payloadOf(claims: SessionClaims, issuer: string): Payload {
  return {
    iss: issuer,
    sub: claims.userId,
    sid: claims.sessionId,
    aud: claims.interface,
    ...(claims.resellerId === null ? {} : { reseller: claims.resellerId }),
    amr: [...claims.amr],
    auth_time: seconds(claims.authenticatedAt),
    iat: seconds(claims.issuedAt),
    exp: seconds(claims.expiresAt),
    ...(claims.restrictedToEnrollment ? { scope: enrollmentScope } : {}),
  };
}

function claimsOf(payload: Payload): SessionClaims {
  return {
    sessionId: payload.sid,
    userId: payload.sub,
    resellerId: payload.reseller ?? null,
    interface: payload.aud,
    amr: payload.amr,
    authenticatedAt: payload.auth_time * 1_000,
    issuedAt: payload.iat * 1_000,
    expiresAt: payload.exp * 1_000,
    restrictedToEnrollment: payload.scope === enrollmentScope,
  };
}

/** Rounded down: a token never outlives its session. */
function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1_000);
}
