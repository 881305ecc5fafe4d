import { type Command, InvalidArgumentError } from 'commander';
import { followRebuild } from '../../application/follow-rebuild.js';
import { rebuildProjection } from '../../application/rebuild-projection.js';
import { nameOf } from '../../projections/edition.js';
import { namingOptions } from '../failure.js';
import type { Operations } from '../operations.js';
import { type ShowProgress, withProgress } from '../progress.js';
import type { Terminal } from '../terminal.js';
import { projectionArgument } from './projection-argument.js';

interface RebuildOptions {
  readonly rate?: number;
  readonly detach?: boolean;
  readonly json?: boolean;
}

/** Milliseconds after which somebody should look whether anything moves views at all. */
const patience = 10_000;

/** `sallyport projections rebuild`: makes views anew beside those that are served. */
export function addProjectionsRebuild(projections: Command, { terminal, withProjections }: Operations): void {
  projections
    .command('rebuild')
    .description('make the views anew beside those that are served, and look on until they are complete')
    .addArgument(projectionArgument())
    .option('--rate <events>', 'events a second at most, in each process that moves views', wholeNumber)
    .option('--detach', 'return at once: it goes on by itself')
    .option('--json', 'print as JSON what is built, and whether it is complete')
    .action((projection: string, { rate, detach, json }: RebuildOptions) =>
      namingOptions({ projection: '<projection>' }, async () => {
        const edition = await withProjections(async (stores, context) => {
          const input = { projection, ...(rate !== undefined && { eventsPerSecond: rate }) };
          const begun = await rebuildProjection(stores, input, context);
          if (json !== true) terminal.stdout.write(`Building ${nameOf(begun)} beside what is served.\n`);
          if (detach !== true) {
            await withProgress(terminal, (show) => followRebuild(stores, begun, watched(terminal, show)));
          }
          return nameOf(begun);
        });
        const outcome =
          detach === true
            ? `It goes on by itself. See how far it is: sallyport projections list\n`
            : `Built: ${edition} is complete, and is kept up.\nServe it: sallyport projections switch ${projection} --reason TEXT\n`;
        terminal.stdout.write(json === true ? `${JSON.stringify({ edition, built: detach !== true })}\n` : outcome);
      }),
    );
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('Give a whole number, from 1 on.');
  return Number(text);
}

/** Says so where nothing moves: there may be no projector. */
function watched({ stderr }: Terminal, show: ShowProgress): (done: number, total: number) => void {
  let moved = performance.now();
  let last = 0;
  let isTold = false;
  return (done, total) => {
    if (done !== last) moved = performance.now();
    last = done;
    if (!isTold && performance.now() - moved > patience) {
      isTold = true;
      stderr.write('Nothing has moved for 10 seconds. Is a process with the role projector running on this Redis?\n');
    }
    show('Reading the history', done, total);
  };
}
