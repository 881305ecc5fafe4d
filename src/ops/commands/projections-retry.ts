import type { Command } from 'commander';
import { retryParked } from '../../application/retry-parked.js';
import { namingOptions, Unsatisfied } from '../failure.js';
import type { Operations } from '../operations.js';
import { withProgress } from '../progress.js';
import { projectionArgument } from './projection-argument.js';

/** `sallyport projections retry`: folds parked documents once more, with this program. */
export function addProjectionsRetry(projections: Command, { terminal, withProjections }: Operations): void {
  projections
    .command('retry')
    .description('fold parked documents once more, after a fix; exits with 1 where one is still parked')
    .addArgument(projectionArgument())
    .argument('[document]', 'the id of one (default: every one that is parked)')
    .option('--json', 'print as JSON what became of each')
    .action((projection: string, documentId: string | undefined, { json }: { readonly json?: boolean }) =>
      namingOptions({ projection: '<projection>', documentId: '[document]' }, async () => {
        const input = { projection, ...(documentId !== undefined && { documentId }) };
        const retried = await withProjections((stores, context) =>
          withProgress(terminal, (show) =>
            retryParked(stores, input, context, (...amount) => show('Folding documents', ...amount)),
          ),
        );
        const still = retried.filter(({ outcome }) => outcome === 'STILL_PARKED').length;
        const applied = retried.length - still;
        const report = retried.length === 0 ? 'Nothing is parked.' : `${applied} of ${retried.length} served again.`;
        terminal.stdout.write(`${json === true ? JSON.stringify(retried) : report}\n`);
        if (still > 0) {
          throw new Unsatisfied(
            `${still} still parked. See at which events: sallyport projections parked ${projection}`,
          );
        }
      }),
    );
}
