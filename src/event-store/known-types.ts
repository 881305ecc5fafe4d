import { z } from 'zod';
import type { Category, EventType } from '../domain/events.js';
import type { EventMetadata } from './port.js';
import type { EventSchemas } from './schemas/event-schema.js';
import { metadataSchema } from './schemas/metadata.js';
import type { Upcaster, Upcasters } from './upcasters/upcasters.js';

/** All that the codec knows of an event type. */
export interface KnownType {
  readonly type: EventType;
  readonly schemaVersion: number;
  /** What the names of this type's streams begin with. */
  readonly streamPrefix: `${Category}-`;
  /** Of the whole event. */
  readonly schema: z.ZodType<{ id: string; type: string; data: unknown; metadata: EventMetadata }>;
  readonly upcasters: Readonly<Record<number, Upcaster>>;
}

/**
 * Every type by its name.
 *
 * @throws {Error} an upcaster is missing or left over, or two categories have a type of one name.
 */
export function knownTypesOf(schemas: EventSchemas, upcasters: Upcasters): ReadonlyMap<string, KnownType> {
  const types = new Map<string, KnownType>();
  for (const category of Object.keys(schemas) as Category[]) {
    for (const [type, { schemaVersion, data }] of Object.entries(schemas[category]) as [EventType, AnySchema][]) {
      const ofType = upcasters[type] ?? {};
      const needed = Array.from({ length: schemaVersion - 1 }, (_, index) => String(index + 1));
      if (types.has(type) || Object.keys(ofType).join() !== needed.join()) {
        throw new Error(`${type} needs one schema, and one upcaster for each version before ${schemaVersion}.`);
      }
      types.set(type, {
        type,
        schemaVersion,
        streamPrefix: `${category}-`,
        schema: z.strictObject({
          id: z.uuidv7(),
          type: z.literal(type),
          data,
          metadata: metadataSchema(schemaVersion),
        }),
        upcasters: ofType,
      });
    }
  }
  return types;
}

interface AnySchema {
  readonly schemaVersion: number;
  readonly data: z.ZodType;
}
