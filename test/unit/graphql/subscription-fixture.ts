import type { LoginChallenge } from '../../../src/application/results.js';

/** The answers that a watcher is given, one by one, by the test. */
export interface Feed {
  readonly answers: AsyncIterableIterator<LoginChallenge>;
  show(challenge: LoginChallenge): void;
  complete(): void;
  fail(error: unknown): void;
  /** How often the next answer was asked for. */
  asked(): number;
  /** Whether whoever watched has gone away. */
  left(): boolean;
}

type Step =
  | { readonly kind: 'show'; readonly challenge: LoginChallenge }
  | { readonly kind: 'complete' }
  | { readonly kind: 'fail'; readonly error: unknown };

export function createFeed(): Feed {
  const steps: Step[] = [];
  let wake: () => void = () => undefined;
  let asked = 0;
  let left = false;
  const add = (step: Step) => {
    steps.push(step);
    wake();
  };

  const answers: AsyncIterableIterator<LoginChallenge> = {
    next: async () => {
      asked += 1;
      while (steps.length === 0 && !left) await new Promise<void>((woken) => (wake = woken));
      const step = left ? undefined : steps.shift();
      if (step?.kind === 'fail') throw step.error;
      return step?.kind === 'show' ? { done: false, value: step.challenge } : { done: true, value: undefined };
    },
    return: async () => {
      left = true;
      wake();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => answers,
  };

  return {
    answers,
    show: (challenge) => add({ kind: 'show', challenge }),
    complete: () => add({ kind: 'complete' }),
    fail: (error) => add({ kind: 'fail', error }),
    asked: () => asked,
    left: () => left,
  };
}
