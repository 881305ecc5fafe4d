import { type ASTNode, BREAK, type DocumentNode, Kind, visit } from 'graphql';

/**
 * Where in a document's arguments a value stands, as the client wrote it: `input.token`. Of a field of an input it is the
 * path of that input. `undefined`: it does not stand in an argument.
 */
export function inputPath(document: DocumentNode, isValue: (node: ASTNode) => boolean): string | undefined {
  const names: string[] = [];
  let found: string | undefined;
  visit(document, {
    enter: (node) => {
      if (node.kind === Kind.VARIABLE_DEFINITION) return false;
      if (names.length > 0 && isValue(node)) {
        found = names.join('.');
        return BREAK;
      }
      if (node.kind === Kind.ARGUMENT || node.kind === Kind.OBJECT_FIELD) names.push(node.name.value);
      return undefined;
    },
    leave: (node) => {
      if (node.kind === Kind.ARGUMENT || node.kind === Kind.OBJECT_FIELD) names.pop();
    },
  });
  return found;
}

/** Where a variable is used. */
export function variablePath(document: DocumentNode, variable: string): string {
  const isUse = (node: ASTNode) => node.kind === Kind.VARIABLE && node.name.value === variable;
  return inputPath(document, isUse) ?? variable;
}
