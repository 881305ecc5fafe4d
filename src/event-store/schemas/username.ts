import { z } from 'zod';
import type { CategorySchemas } from './event-schema.js';
import { identifier } from './values.js';

export const usernameSchemas = {
  UsernameReserved: {
    schemaVersion: 1,
    data: z.strictObject({ userId: identifier }),
  },
} satisfies CategorySchemas<'username'>;

export const unknownUsernameSchemas = {
  UnknownUsernameTried: {
    schemaVersion: 1,
    data: z.strictObject({}),
  },
} satisfies CategorySchemas<'unknownUsername'>;
