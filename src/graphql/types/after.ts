import { Arg } from 'type-graphql';
import { Position } from './scalars.js';

/** What a query takes that must not answer from older state than its caller has seen. */
export function AfterArgument(): ReturnType<typeof Arg> {
  const description = 'Answer from state at or past this position, as a mutation gave it.';
  return Arg('after', () => Position, { nullable: true, description });
}

/** As given to a query: `null` and nothing mean the same. */
export type After = string | null | undefined;

export function given(after: After): { readonly after?: string } {
  return typeof after === 'string' ? { after } : {};
}
