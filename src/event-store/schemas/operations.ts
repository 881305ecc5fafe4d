import { z } from 'zod';
import type { CategorySchemas } from './event-schema.js';
import { count, identifier } from './values.js';

/** What an operator says of an act, for auditors. */
const reason = z.string().min(1).max(500);

/** The name of an edition of a projection's views, such as `login-challenge.v1.3`. */
const edition = z.string().regex(/^[a-z][a-z-]{0,63}\.v\d{1,6}\.\d{1,9}$/);

/** A place in the whole history. */
const position = z.string().regex(/^\d{20}$/);

/** The name of an event type, or of an error. */
const name = z.string().min(1).max(100);

export const operationsSchemas = {
  SendingStopped: {
    schemaVersion: 1,
    data: z.strictObject({ reason }),
  },
  SendingResumed: {
    schemaVersion: 1,
    data: z.strictObject({ reason }),
  },
  ProjectionRebuildStarted: {
    schemaVersion: 1,
    data: z.strictObject({ edition, eventsPerSecond: z.int().positive().exactOptional() }),
  },
  ProjectionRebuildAbandoned: {
    schemaVersion: 1,
    data: z.strictObject({ edition, reason }),
  },
  ProjectionSwitched: {
    schemaVersion: 1,
    data: z.strictObject({ edition, from: edition, reason }),
  },
  ProjectionRolledBack: {
    schemaVersion: 1,
    data: z.strictObject({ edition, from: edition, reason }),
  },
  ProjectionPaused: {
    schemaVersion: 1,
    data: z.strictObject({ reason }),
  },
  ProjectionResumed: {
    schemaVersion: 1,
    data: z.strictObject({ reason }),
  },
  ProjectionVerified: {
    schemaVersion: 1,
    data: z.strictObject({ edition, documents: count, differences: count }),
  },
  ProjectionRepaired: {
    schemaVersion: 1,
    data: z.strictObject({ edition, documents: count, reason }),
  },
  DocumentParked: {
    schemaVersion: 1,
    data: z.strictObject({ edition, documentId: identifier, position, eventType: name, error: name }),
  },
  ParkedDocumentRetried: {
    schemaVersion: 1,
    data: z.strictObject({ edition, documentId: identifier, outcome: z.enum(['APPLIED', 'STILL_PARKED']) }),
  },
} satisfies CategorySchemas<'operations'>;
