import { z } from 'zod';
import type { Actor, EventMetadata } from '../port.js';
import { identifier, instant, interfaceName, sealedValue } from './values.js';

const actor: z.ZodType<Actor> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('user'), id: identifier }),
  z.strictObject({ kind: z.enum(['anonymous', 'operator', 'system']) }),
]);

/** The metadata of an event that is appended at the given version of its type's schema. */
export function metadataSchema(schemaVersion: number) {
  return z.strictObject({
    schemaVersion: z.literal(schemaVersion),
    occurredAt: instant,
    actor,
    correlationId: identifier,
    causationId: identifier,
    interface: interfaceName.exactOptional(),
    client: sealedValue.exactOptional(),
  }) satisfies z.ZodType<EventMetadata>;
}
