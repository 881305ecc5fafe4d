import { Presets, SingleBar } from 'cli-progress';

/** Shows on standard error what is under way and how long it still takes. */
export interface Progress {
  /** From here on this measurement is under way. */
  measuring(title: string, secondsLeft: number): void;
  /** Work that takes about as long as said. */
  timed<Result>(what: string, seconds: number, work: () => Promise<Result>): Promise<Result>;
  /** Work that consists of so many like parts. */
  counted<Result>(
    what: string,
    total: number,
    work: (done: (howMany?: number) => void) => Promise<Result>,
  ): Promise<Result>;
}

export function createProgress(output: NodeJS.WriteStream): Progress {
  const bar = (format: string, what: string): SingleBar =>
    new SingleBar(
      {
        format: `  ${what.padEnd(46)} {bar} ${format}`,
        stream: output,
        barsize: 20,
        hideCursor: true,
        clearOnComplete: true,
        etaBuffer: 100,
      },
      Presets.shades_classic,
    );
  /** A line for each step is enough where nobody looks on. */
  const announce = (what: string): void => {
    if (!output.isTTY) output.write(`  ${what}\n`);
  };

  return {
    measuring(title, secondsLeft) {
      const left = secondsLeft < 100 ? `${Math.ceil(secondsLeft / 10) * 10} s` : `${Math.ceil(secondsLeft / 60)} min`;
      output.write(`${title} (about ${left} to go in all)\n`);
    },

    async timed(what, seconds, work) {
      announce(what);
      const shown = bar('{left} s left', what);
      const begun = performance.now();
      const left = () => Math.max(0, seconds - (performance.now() - begun) / 1_000);
      const show = () => shown.update(seconds - left(), { left: Math.ceil(left()) });
      shown.start(seconds, 0, { left: Math.ceil(seconds) });
      const timer = setInterval(show, 250);
      try {
        return await work();
      } finally {
        clearInterval(timer);
        shown.stop();
      }
    },

    async counted(what, total, work) {
      announce(what);
      const shown = bar('{value}/{total}, {rate}/s, {eta_formatted} left', what);
      const begun = performance.now();
      let count = 0;
      const done = (howMany = 1): void => {
        count += howMany;
        shown.update(count, { rate: Math.round((count * 1_000) / (performance.now() - begun)) });
      };
      shown.start(total, 0, { rate: 0 });
      try {
        return await work(done);
      } finally {
        shown.stop();
      }
    },
  };
}
