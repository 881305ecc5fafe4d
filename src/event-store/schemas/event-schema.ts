import type { z } from 'zod';
import type { Category, DataOf, EventsByCategory, EventType } from '../../domain/events.js';

/** What an event type's data must look like to be appended. */
export interface EventSchema<Data> {
  /** Raised with each changed shape, which then needs an upcaster from the shape before. */
  readonly schemaVersion: number;
  readonly data: z.ZodType<Data>;
}

/** The schemas of one category's types. */
export type CategorySchemas<C extends Category> = {
  readonly [Type in EventsByCategory[C]['type']]: EventSchema<DataOf<Type>>;
};

/** A schema for every event type, under the category of the streams that it stands in. */
export type EventSchemas = { readonly [C in Category]: CategorySchemas<C> };

/**
 * Gives back the schemas. Compiles only where each is exactly its TypeScript type: `CategorySchemas` alone does not
 * see an optional field that a schema lacks, and the strict schema would refuse that field at run time.
 */
export function exactly<Schemas extends EventSchemas>(
  schemas: Schemas & { readonly [Type in Mismatches<Schemas>]: 'its schema differs from its TypeScript type' },
): Schemas {
  return schemas;
}

/** The event types whose schema and TypeScript type differ; `never` where there are none. */
type Mismatches<Schemas extends EventSchemas> = {
  [C in Category]: {
    [Type in keyof CategorySchemas<C>]: Type extends EventType & keyof Schemas[C]
      ? Schemas[C][Type] extends { readonly data: infer Schema extends z.ZodType }
        ? Same<Plain<z.output<Schema>>, Plain<DataOf<Type>>> extends true
          ? never
          : Type
        : Type
      : Type;
  }[keyof CategorySchemas<C>];
}[Category];

/** A type without `readonly`, which a schema says nothing about; an object without fields in the one way. */
type Plain<T> = T extends readonly (infer Item)[]
  ? Plain<Item>[]
  : T extends Record<string, never>
    ? Record<string, never>
    : T extends object
      ? { -readonly [Key in keyof T]: Plain<T[Key]> }
      : T;

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
