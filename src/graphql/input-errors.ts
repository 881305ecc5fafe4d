import {
  coerceInputValue,
  type DocumentNode,
  type GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  isInputType,
  Kind,
  typeFromAST,
} from 'graphql';
import { inputPath, variablePath } from './input-path.js';

/** What an error about a value can be traced with. */
export interface Submission {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
}

const values: ReadonlySet<string> = new Set([
  // Of an unknown field of an input its object is named: its own name can be anything that the client likes.
  Kind.OBJECT_FIELD,
  Kind.VARIABLE,
  Kind.INT,
  Kind.FLOAT,
  Kind.STRING,
  Kind.BOOLEAN,
  Kind.NULL,
  Kind.ENUM,
  Kind.LIST,
  Kind.OBJECT,
]);

/**
 * The field that graphql-js complains of, as the client wrote it: `input.token`. `undefined`: the error is not about a
 * value. Its message is of no use here: it repeats the value (attack 37).
 */
export function fieldOfInputError(
  error: GraphQLError,
  { schema, document, variables }: Submission,
): string | undefined {
  const [node] = error.nodes ?? [];
  if (node === undefined || document === undefined) return undefined;
  if (node.kind === Kind.VARIABLE_DEFINITION) {
    if (error.extensions['code'] !== 'BAD_USER_INPUT') return undefined;
    const name = node.variable.name.value;
    const type = typeFromAST(schema, node.type);
    const path = isInputType(type) ? wrongPart(variables[name], type) : [];
    return [variablePath(document, name), ...path].join('.');
  }
  if (node.kind === Kind.FIELD) return missingArgument.exec(error.message)?.[1];
  if (!values.has(node.kind)) return undefined;
  const path = inputPath(document, (one) => one === node) ?? 'variables';
  return [path, missingField.exec(error.message)?.[1]].filter((part) => part !== undefined).join('.');
}

/** Both name what the schema calls it, not what the client sent. */
const missingArgument = /^Field "\w+" argument "(\w+)" of type "[\w![\]]+" is required/;
const missingField = /^Field "(?:\w+\.)?(\w+)" of required type "[\w![\]]+" was not provided\.$/;

type Path = readonly (string | number)[];

/** The path to the first thing that is wrong inside a variable's value. Looking on would cost as much as was sent. */
function wrongPart(value: unknown, type: GraphQLInputType): Path {
  let found: Path = [];
  const stop = new Error('Found.');
  try {
    coerceInputValue(value, type, (path, _value, { message }) => {
      found = [...path, ...(missingField.exec(message)?.slice(1) ?? [])];
      throw stop;
    });
  } catch (thrown) {
    if (thrown !== stop) throw thrown;
  }
  return found;
}
