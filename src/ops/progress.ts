import { Presets, SingleBar } from 'cli-progress';
import type { Terminal } from './terminal.js';

/** Told how far something has come. What is named anew begins anew. */
export type ShowProgress = (what: string, done: number, total: number) => void;

/** Milliseconds between two lines where nobody looks on. */
const linesEvery = 5_000;

interface Pace {
  /** A second. */
  readonly rate: string;
  /** Of the time. */
  readonly left: string;
}

/**
 * Shows on standard error how far the work has come, how fast it goes and how long it still takes: as a bar on a terminal,
 * as a line now and then elsewhere.
 */
export async function withProgress<Result>(
  { stderr }: Pick<Terminal, 'stderr'>,
  work: (show: ShowProgress) => Promise<Result>,
): Promise<Result> {
  const display = stderr.isTTY === true ? bars(stderr) : lines(stderr);
  let shown: { readonly what: string; readonly begun: number; readonly first: number } | undefined;
  try {
    return await work((what, done, total) => {
      if (shown?.what !== what) {
        display.end();
        shown = { what, begun: performance.now(), first: done };
      }
      display.show(what, { done, total }, paceOf(performance.now() - shown.begun, done - shown.first, total - done));
    });
  } finally {
    display.end();
  }
}

interface Amount {
  readonly done: number;
  readonly total: number;
}

interface Display {
  show(what: string, amount: Amount, pace: Pace): void;
  end(): void;
}

function bars(stream: Terminal['stderr']): Display {
  let bar: SingleBar | undefined;
  return {
    show: (what, { done, total }, pace) => {
      if (bar === undefined) {
        const format = `  ${what} {bar} {percentage} %  {value}/{total}  {rate}/s  {left} left`;
        const options = { format, stream, barsize: 24, hideCursor: true, clearOnComplete: true };
        bar = new SingleBar(options, Presets.shades_classic);
        bar.start(total, done, pace);
      }
      bar.setTotal(total);
      bar.update(done, pace);
    },
    end: () => {
      bar?.stop();
      bar = undefined;
    },
  };
}

function lines(stream: Terminal['stderr']): Display {
  let last = performance.now();
  return {
    show: (what, { done, total }, { rate, left }) => {
      if (performance.now() - last < linesEvery) return;
      last = performance.now();
      stream.write(`${what}: ${inWords(done)} of ${inWords(total)}, ${rate}/s, ${left} left\n`);
    },
    end: () => undefined,
  };
}

function paceOf(milliseconds: number, done: number, left: number): Pace {
  const rate = milliseconds === 0 ? 0 : (1_000 * done) / milliseconds;
  return { rate: inWords(Math.round(rate)), left: rate === 0 ? 'an unknown time' : durationInWords(left / rate) };
}

function inWords(count: number): string {
  return count.toLocaleString('en');
}

/** In the largest unit that leaves more than one of it. */
export function durationInWords(seconds: number): string {
  if (seconds < 100) return `${Math.ceil(seconds)} s`;
  if (seconds < 100 * 60) return `${Math.ceil(seconds / 60)} min`;
  return seconds < 48 * 3_600 ? `${Math.ceil(seconds / 3_600)} h` : `${Math.ceil(seconds / 86_400)} days`;
}
