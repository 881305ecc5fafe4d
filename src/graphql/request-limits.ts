import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';

/** Tokens of a document: three times the longest operation of a client. What some rules cost grows with its square. */
export const maxTokens = 500;

/** Errors of a document that are looked for and told: enough to go on with. */
export const maxErrors = 10;

const maxDepth = 10;
const maxAliases = 5;

/** Root fields that one request may hold. A mutation is one guess: a request holds one (attack 9). */
const maxRootFields: Readonly<Record<OperationTypeNode, number>> = {
  [OperationTypeNode.MUTATION]: 1,
  [OperationTypeNode.QUERY]: 5,
  [OperationTypeNode.SUBSCRIPTION]: 1,
};

/** Thrown errors would count as ours; reported ones are the client's. */
const reported = {
  propagateOnRejection: false,
  onReject: [
    (context: ValidationContext | null, error: GraphQLError) =>
      context?.reportError(new GraphQLError(error.message.replace('Syntax Error: ', ''))),
  ],
};

/** A document that these rules have passed is cached with the answer: they cost nothing from its second use on. */
export const requestLimits: ValidationRule[] = [
  maxDepthRule({ n: maxDepth, flattenFragments: true, ...reported }),
  maxAliasesRule({ n: maxAliases, allowList: [], ...reported }),
  rootFieldsRule,
];

/** Root fields are counted as they stand: through fragments, inline fragments and directives, also twice the same. */
function rootFieldsRule(context: ValidationContext) {
  const counts = new Map<string, number>();

  const count = ({ selections }: SelectionSetNode): number =>
    selections.reduce((sum, selection) => {
      if (selection.kind === Kind.FIELD) return sum + (selection.name.value === '__typename' ? 0 : 1);
      if (selection.kind === Kind.INLINE_FRAGMENT) return sum + count(selection.selectionSet);
      return sum + countFragment(selection.name.value);
    }, 0);

  // Each fragment is counted once and remembered: spread in one another, few of them could stand for 2^100 fields.
  // While it is counted it stands for none, so that a circle ends; another rule refuses circles.
  const countFragment = (name: string): number => {
    const known = counts.get(name);
    if (known !== undefined) return known;
    counts.set(name, 0);
    const fragment = context.getFragment(name);
    const total = fragment ? count(fragment.selectionSet) : 0;
    counts.set(name, total);
    return total;
  };

  return {
    OperationDefinition: (node: { readonly operation: OperationTypeNode; readonly selectionSet: SelectionSetNode }) => {
      const limit = maxRootFields[node.operation];
      if (count(node.selectionSet) > limit) {
        const fields = limit === 1 ? 'one field' : `${limit} fields`;
        context.reportError(
          new GraphQLError(`A ${node.operation} holds ${fields} at most. Send more requests instead.`),
        );
      }
    },
  };
}
