import { z } from 'zod';
import type { CategorySchemas } from './event-schema.js';
import { instant, method } from './values.js';

export const resellerSchemas = {
  ResellerOpened: {
    schemaVersion: 1,
    data: z.strictObject({ name: z.string().min(1).max(200) }),
  },
  PolicySet: {
    schemaVersion: 1,
    data: z.strictObject({
      requiredFrom: instant.nullable(),
      allowedMethods: z.array(method),
      recoveryCodeEffect: z.enum(['KEEPS_TWO_FACTOR', 'TURNS_TWO_FACTOR_OFF']),
    }),
  },
} satisfies CategorySchemas<'reseller'>;
