import { z } from 'zod';

/** The values that events are made of. Each refuses what its TypeScript type cannot express. */

/** An instant of the one width that all instants have, so that they order as strings. */
export const instant = z.iso.datetime({ precision: 3 });

/** An id made by this program. The bound keeps a bug from filling the disk. */
export const identifier = z.string().min(1).max(200);

/** How many, or which in a row. */
export const count = z.int().nonnegative();

/** 30-second steps since the Unix epoch (RFC 6238, section 4.2). */
export const timeStep = z.int().nonnegative();

/** Bytes as base64url without padding (RFC 4648, section 5). */
export const base64url = z.string().regex(/^[A-Za-z0-9_-]*$/);

/** AES-256-GCM with a 96-bit initialisation vector and a 128-bit tag: 16 and 22 characters of base64url. */
export const sealedValue = z.strictObject({
  kid: identifier,
  alg: z.literal('A256GCM'),
  iv: base64url.length(16),
  ct: base64url,
  tag: base64url.length(22),
});

export const method = z.enum(['AUTHENTICATOR_APP', 'SMS']);
export const secondFactor = z.enum(['AUTHENTICATOR_APP', 'SMS', 'RECOVERY_CODE']);
export const interfaceName = z.enum(['CONTROL_PANEL', 'CLASSIC']);
export const challengePurpose = z.enum(['SIGN_IN', 'STEP_UP']);
export const defaultReason = z.enum(['LAST_ENROLLED', 'CHOSEN', 'FALLBACK']);
