import type { Progress } from './progress.js';
import type { LongHistory } from './seed/long-history.js';
import type { Workspace } from './workspace.js';

/** One number, with what it is to be held against. */
export interface Figure {
  readonly name: string;
  /** Of the value and its limit: `/s`, `ms`, `MiB` … */
  readonly unit: string;
  readonly value: number;
  /** What the value is the median of, in the order in which it was measured. */
  readonly rounds: readonly number[];
  readonly limit?: Limit;
  readonly goal?: Goal;
}

/** What this machine can do at most, measured in the same run. */
export interface Limit {
  readonly name: string;
  readonly value: number;
  readonly rounds: readonly number[];
  /** Median of the rounds' own ratios: each was measured right beside its limit, so what slows both cancels out. */
  readonly ratio: number;
}

export interface Goal {
  /** For people: `ratio ≥ 0.9`. */
  readonly text: string;
  readonly met: boolean;
}

/** What a value is to keep to: `['≥', 0.9]`. */
export type Bound = readonly [sign: keyof typeof comparisons, bound: number];

const comparisons = {
  '≥': (value: number, bound: number) => value >= bound,
  '≤': (value: number, bound: number) => value <= bound,
  '<': (value: number, bound: number) => value < bound,
} as const;

export interface Bench {
  readonly workspace: Workspace;
  readonly progress: Progress;
  /** A few seconds in place of minutes: to see that everything works, not to compare. */
  readonly quick: boolean;
  /** Where the program's CPU profiles go; `undefined`: none are made. */
  readonly profiles: string | undefined;
  /** One history for all who need a long one. */
  longHistory(): Promise<LongHistory>;
}

export interface Measurement {
  /** For `--only`. */
  readonly name: string;
  /** What is measured, for people. */
  readonly title: string;
  /** About how long it takes, in seconds. */
  readonly takes: { readonly full: number; readonly quick: number };
  run(bench: Bench): Promise<readonly Figure[]>;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}

/** The value that a share of all values, from 0 to 1, are not above. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
}

/** A figure whose value, whatever the machine, is to keep to a bound. */
export function withGoal(figure: Figure, bound: Bound): Figure {
  const { value, unit } = figure;
  return { ...figure, goal: goalOf(value, bound, (text) => `${text} ${unit}`) };
}

function goalOf(value: number, [sign, bound]: Bound, say: (text: string) => string): Goal {
  return { text: say(`${sign} ${bound}`), met: comparisons[sign](value, bound) };
}

/** A figure held against a limit that was measured in the same rounds. The goal is one for their ratio. */
export function against(
  limit: { readonly name: string; readonly rounds: readonly number[]; readonly goal?: Bound },
  figure: { readonly name: string; readonly unit: string; readonly rounds: readonly number[] },
): Figure {
  const { name, rounds, goal } = limit;
  const ratio = median(figure.rounds.map((value, round) => value / (rounds[round] ?? Number.NaN)));
  return {
    ...figure,
    value: median(figure.rounds),
    limit: { name, value: median(rounds), rounds, ratio },
    ...(goal !== undefined && { goal: goalOf(ratio, goal, (text) => `ratio ${text}`) }),
  };
}
