/** A step did not do what it should: what was expected, and what came. */
export class Surprise extends Error {
  override readonly name = 'Surprise';
  constructor(expected: string, came: string) {
    super(`expected ${expected}, and got ${came}`);
  }
}

/** What every result of a mutation says of itself, and what a refusal says besides. */
interface Outcome {
  readonly __typename: string;
  readonly reason?: string;
  readonly message?: string;
}

/** @throws {Surprise} the result is another one. */
export function expectResult<Result extends Outcome, Name extends Result['__typename']>(
  result: Result,
  name: Name,
): Extract<Result, { readonly __typename: Name }> {
  if (result.__typename !== name) throw new Surprise(name, describe(result));
  return result as Extract<Result, { readonly __typename: Name }>;
}

/** @throws {Surprise} the result is no refusal, or one for another reason. */
export function expectRefusal<Result extends Outcome>(
  result: Result,
  reason: string,
): Extract<Result, { readonly __typename: 'Rejected' }> {
  if (result.__typename !== 'Rejected' || result.reason !== reason) {
    throw new Surprise(`the refusal ${reason}`, describe(result));
  }
  return result as Extract<Result, { readonly __typename: 'Rejected' }>;
}

/** @throws {Surprise} what should hold does not. */
export function expectTrue(holds: boolean, expected: string, came: string): void {
  if (!holds) throw new Surprise(expected, came);
}

/** @throws {Surprise} it is another one. */
export function expectEqual(what: string, came: string | null, expected: string | null): void {
  expectTrue(came === expected, `${what} to be ${String(expected)}`, String(came));
}

function describe({ __typename, reason, message }: Outcome): string {
  return reason === undefined ? __typename : `${__typename} (${reason}: ${message ?? ''})`;
}
