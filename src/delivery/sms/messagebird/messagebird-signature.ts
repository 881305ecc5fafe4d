import { createSecretKey } from 'node:crypto';
import { verify } from 'messagebird/lib/webhook-signature-jwt.js';
import { z } from 'zod';
import type { CheckSignature, SignatureCheck } from '../../webhooks/report-source.js';

export interface MessageBirdSignatureOptions {
  /** Of the account. It is not the access key. */
  readonly signingKey: string;
  /** Milliseconds since the Unix epoch. */
  readonly clock: () => number;
}

/** How far our clock and theirs may be apart, in seconds. */
const clockTolerance = 5;

const forged: SignatureCheck = { kind: 'REFUSED', reason: 'FORGED' };
const stale: SignatureCheck = { kind: 'REFUSED', reason: 'STALE' };

/** The value of `MessageBird-Signature-JWT`: a JSON Web Token over the address and the body, good for a minute. */
export function createMessageBirdSignatureCheck({ signingKey, clock }: MessageBirdSignatureOptions): CheckSignature {
  const key = createSecretKey(signingKey, 'utf8');

  return async ({ url, body, signature = '' }) => {
    const claims = claimsOf(signature);
    if (claims === undefined) return forged;
    const { jti, nbf, exp } = claims;
    const now = clock() / 1_000;
    // Nothing is believed yet. `verify` looks at the times too, and does not tell which of its checks has failed.
    if (now < nbf - clockTolerance || now >= exp + clockTolerance) return stale;
    const options = verifyOptions(new Date(clock()));
    const isGenuine = await verify(url, body, signature, key, options).catch(() => false);
    if (!isGenuine) return forged;
    return { kind: 'GENUINE', id: jti, usableUntil: (exp + clockTolerance) * 1_000 };
  };
}

/** The package's own, but for the clock, and for the times: a token without them would be good for ever. */
function verifyOptions(currentDate: Date) {
  return {
    validateUrl: true,
    validatePayload: true,
    jwtVerifyOptions: {
      issuer: 'MessageBird',
      algorithms: ['HS256', 'HS384', 'HS512'],
      requiredClaims: ['jti', 'nbf', 'exp'],
      clockTolerance,
      currentDate,
    },
    // Used up by its caller, after everything else has been checked: an altered copy must not use up the genuine one.
    jwtVerifyJti: () => true,
  };
}

const claims = z.object({ jti: z.string().min(1), nbf: z.number(), exp: z.number() });

/** What a token says of itself, not verified; `undefined` where it is none, or does not say enough. */
function claimsOf(jwt: string): z.infer<typeof claims> | undefined {
  const [, payload = ''] = jwt.split('.');
  try {
    return claims.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString())).data;
  } catch {
    return undefined;
  }
}
