import { registerEnumType } from 'type-graphql';

/**
 * The GraphQL enum of a union of strings. Every value has its description, so a new member of the union does not compile
 * until it is described here.
 */
export function enumOf<Value extends string>(
  name: string,
  description: string,
  values: Readonly<Record<Value, string>>,
): object {
  const members = Object.entries<string>(values);
  const enumObject: Record<string, string> = Object.fromEntries(members.map(([value]) => [value, value]));
  const valuesConfig = Object.fromEntries(members.map(([value, text]) => [value, { description: text }]));
  registerEnumType(enumObject, { name, description, valuesConfig });
  return enumObject;
}
