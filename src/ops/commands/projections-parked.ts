import type { Command } from 'commander';
import { listParked } from '../../application/list-parked.js';
import { namingOptions } from '../failure.js';
import type { Operations } from '../operations.js';
import { parkedTable } from '../projection-tables.js';
import { anyProjectionArgument } from './projection-argument.js';

/** `sallyport projections parked`: documents that stand still before an event that could not be applied (H3). */
export function addProjectionsParked(projections: Command, { terminal, withProjections }: Operations): void {
  projections
    .command('parked')
    .description('documents that stand still before an event that could not be applied')
    .addArgument(anyProjectionArgument())
    .option('--json', 'print them as JSON')
    .action((projection: string | undefined, { json }: { readonly json?: boolean }) =>
      namingOptions({ projection: '[projection]' }, async () => {
        const parked = await withProjections((stores, context) =>
          listParked(stores, { ...(projection !== undefined && { projection }) }, context),
        );
        const isEmpty = parked.every(({ documents }) => documents.length === 0);
        const report = isEmpty ? 'Nothing is parked.\n' : parkedTable(parked);
        terminal.stdout.write(json === true ? `${JSON.stringify(parked)}\n` : report);
      }),
    );
}
