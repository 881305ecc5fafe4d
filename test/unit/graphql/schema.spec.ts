import { globSync, readFileSync } from 'node:fs';
import {
  assertEnumType,
  assertInputObjectType,
  assertObjectType,
  assertUnionType,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  parse,
  validate,
  visit,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { buildApiSchema, printApiSchema } from '../../../src/graphql/schema.js';
import { enums, inputTypes, objectTypes, unions } from './contract.js';

const schema = buildApiSchema();

function signature(field: GraphQLField<unknown, unknown> | GraphQLInputField): string {
  const parameters = ('args' in field ? field.args : []).map(({ name, type }) => `${name}: ${String(type)}`).toSorted();
  return `${field.name}${parameters.length > 0 ? `(${parameters.join(', ')})` : ''}: ${String(field.type)}`;
}

type Described = readonly [path: string, description: string | null | undefined];

/** Everything in the schema that can have a description, by its path. */
function describables(): readonly Described[] {
  return Object.values(schema.getTypeMap())
    .filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type))
    .flatMap((type) => {
      const fields = isObjectType(type) || isInputObjectType(type) ? Object.values(type.getFields()) : [];
      const values = isEnumType(type) ? type.getValues() : [];
      const members: readonly Pick<GraphQLNamedType, 'name' | 'description'>[] = [...fields, ...values];
      const parts = members.map((part): Described => [`${type.name}.${part.name}`, part.description]);
      const parameters = (isObjectType(type) ? Object.values(type.getFields()) : []).flatMap((field) =>
        field.args.map((one): Described => [`${type.name}.${field.name}(${one.name})`, one.description]),
      );
      return [[type.name, type.description] satisfies Described, ...parts, ...parameters];
    });
}

describe('the schema', () => {
  it('is the one that is committed', () => {
    expect(readFileSync('schema/schema.graphql', 'utf8')).toBe(printApiSchema());
  });

  it('describes itself and every type, field, argument, input field and enum value', () => {
    const all = describables();

    expect(all.length).toBeGreaterThan(150);
    expect(all.filter(([, description]) => !description).map(([path]) => path)).toEqual([]);
    expect(schema.description).toContain('BAD_USER_INPUT');
  });

  it.each(Object.entries(objectTypes))('keeps the fields of %s', (name, fields) => {
    expect(Object.values(assertObjectType(schema.getType(name)).getFields()).map(signature)).toEqual(
      expect.arrayContaining([...fields]),
    );
  });

  it.each(Object.entries(inputTypes))('keeps the fields of %s, and requires no more', (name, fields) => {
    expect(Object.values(assertInputObjectType(schema.getType(name)).getFields()).map(signature)).toEqual(fields);
  });

  it.each(Object.entries(unions))('keeps the members of %s, Rejected last', (name, members) => {
    expect(assertUnionType(schema.getType(name)).getTypes().map(String)).toEqual(members);
    expect(members.at(-1)).toBe('Rejected');
  });

  it.each(Object.entries(enums))('keeps the values of %s', (name, values) => {
    expect(
      assertEnumType(schema.getType(name))
        .getValues()
        .map((value) => value.name),
    ).toEqual(values);
  });

  it('lets no mutation answer with anything but a union with Rejected, or a Boolean', () => {
    const answers = Object.values(schema.getMutationType()!.getFields()).map(({ type }) => String(type));

    expect(new Set(answers)).toEqual(new Set([...Object.keys(unions).map((name) => `${name}!`), 'Boolean!']));
  });
});

describe('the operations of clients', () => {
  const documents = globSync('schema/operations/**/*.graphql').map((file) => readFileSync(file, 'utf8'));
  const all = parse(documents.join('\n'));

  it('fit the schema', () => {
    expect(validate(schema, all)).toEqual([]);
  });

  it('use every field that there is', () => {
    const used = new Set<string>();
    visit(all, {
      Field: ({ name }) => {
        used.add(name.value);
      },
    });
    const fields = Object.values(schema.getTypeMap())
      .filter((type) => isObjectType(type) && !isIntrospectionType(type))
      .flatMap((type) => (isObjectType(type) ? Object.keys(type.getFields()) : []));

    expect(used.size).toBeGreaterThan(50);
    expect([...new Set(fields)].filter((field) => !used.has(field))).toEqual([]);
  });
});
