import type { Command } from 'commander';
import { listProjections } from '../../application/list-projections.js';
import type { Operations } from '../operations.js';
import { projectionsTable } from '../projection-tables.js';

/** `sallyport projections list`: how every projection stands. */
export function addProjectionsList(projections: Command, { terminal, withProjections }: Operations): void {
  projections
    .command('list')
    .description('how each stands: state, position, what it is behind, what is parked, what is being built')
    .option('--json', 'print it as JSON')
    .action(async ({ json }: { readonly json?: boolean }) => {
      const { head, summaries } = await withProjections(async (stores, context) => ({
        summaries: await listProjections(stores, context),
        head: await stores.core.eventStore.head(),
      }));
      const end = head === undefined ? 'The history is empty.' : `The history ends at ${head.replace(/^0+(?=.)/, '')}.`;
      terminal.stdout.write(
        json === true
          ? `${JSON.stringify({ head, projections: summaries })}\n`
          : `${end}\n\n${projectionsTable(summaries)}`,
      );
    });
}
