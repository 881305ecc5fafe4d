import { z } from 'zod';
import type { EventSchemas } from './schemas/event-schema.js';
import { metadataSchema } from './schemas/metadata.js';

export interface EventJsonSchema {
  readonly type: string;
  readonly schemaVersion: number;
  /** JSON Schema (draft 2020-12) of the data and the metadata. */
  readonly schema: object;
}

/** The current schema of every event type, for those who read the history without this program. By type. */
export function eventJsonSchemas(schemas: EventSchemas): readonly EventJsonSchema[] {
  return Object.values(schemas)
    .flatMap((category) => Object.entries<{ schemaVersion: number; data: z.ZodType }>(category))
    .map(([type, { schemaVersion, data }]) => ({
      type,
      schemaVersion,
      // As input: what may be appended. As output it would look strict even where unknown fields are dropped.
      schema: z.toJSONSchema(
        z.strictObject({ type: z.literal(type), data, metadata: metadataSchema(schemaVersion) }).meta({ title: type }),
        { io: 'input' },
      ),
    }))
    .toSorted((one, other) => (one.type < other.type ? -1 : 1));
}
