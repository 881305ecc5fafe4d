import { z } from 'zod';
import type { CategorySchemas } from './event-schema.js';

/** What an operator says of an act, for auditors. */
const reason = z.string().min(1).max(500);

export const operationsSchemas = {
  SendingStopped: {
    schemaVersion: 1,
    data: z.strictObject({ reason }),
  },
  SendingResumed: {
    schemaVersion: 1,
    data: z.strictObject({ reason }),
  },
} satisfies CategorySchemas<'operations'>;
