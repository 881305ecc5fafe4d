import { describe, expect, it } from 'vitest';
import { eventJsonSchemas } from '../../../src/event-store/json-schema.js';
import { eventSchemas } from '../../../src/event-store/schemas/event-schemas.js';

const documents = eventJsonSchemas(eventSchemas);

/** Every schema of an object in a JSON Schema, wherever it stands. */
function objectSchemas(node: unknown): Record<string, unknown>[] {
  if (typeof node !== 'object' || node === null) {
    return [];
  }
  const own = 'type' in node && node.type === 'object' ? [{ ...node }] : [];
  return [...own, ...Object.values(node).flatMap(objectSchemas)];
}

describe('the JSON Schemas of the events', () => {
  it('are there for every type, once, in the order of their names', () => {
    const types = Object.values(eventSchemas).flatMap((category) => Object.keys(category));
    expect(documents.map((document) => document.type)).toEqual(types.toSorted());
  });

  it.each(documents)('$type refuses fields that it does not name, everywhere', ({ type, schemaVersion, schema }) => {
    expect(schema).toMatchObject({
      title: type,
      properties: { type: { const: type }, metadata: { properties: { schemaVersion: { const: schemaVersion } } } },
    });
    const objects = objectSchemas(schema);
    expect(objects.length).toBeGreaterThan(2);
    expect(objects.filter((object) => object['additionalProperties'] !== false)).toEqual([]);
  });
});
