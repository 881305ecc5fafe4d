/** An answer of the API: one of the types of a result. */
export interface Result {
  readonly __typename: string;
  readonly reason?: string;
}

/** What an answer says, in a word: the reason of a refusal, or the name of its type. */
export function outcomeOf({ __typename, reason }: Result): string {
  return reason ?? __typename;
}

/** How many of the answers say what. */
export function tally(results: readonly Result[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const result of results) {
    const outcome = outcomeOf(result);
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  return counts;
}

/** Sends so many requests side by side. */
export function atOnce<Answer>(howMany: number, send: (number: number) => Promise<Answer>): Promise<Answer[]> {
  return Promise.all(Array.from({ length: howMany }, (_, number) => send(number)));
}
