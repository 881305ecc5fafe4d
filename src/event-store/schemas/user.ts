import { z } from 'zod';
import type { CategorySchemas } from './event-schema.js';
import { count, identifier, sealedValue } from './values.js';

export const userSchemas = {
  UserAdded: {
    schemaVersion: 1,
    data: z.strictObject({
      resellerId: identifier.nullable(),
      role: z.enum(['OWNER', 'ADMIN', 'MEMBER', 'SUPPORT', 'AUDITOR', 'OPERATOR']),
      username: sealedValue,
      email: sealedValue,
      displayName: sealedValue,
    }),
  },
  PasswordSet: {
    schemaVersion: 1,
    data: z.strictObject({ credentialVersion: count.min(1), passwordHash: sealedValue }),
  },
  PasswordRejected: {
    schemaVersion: 1,
    data: z.strictObject({ at: z.enum(['SIGN_IN', 'ACCOUNT_SETTINGS']) }),
  },
  UserDeactivated: {
    schemaVersion: 1,
    data: z.strictObject({}),
  },
} satisfies CategorySchemas<'user'>;
