import type { Command } from 'commander';
import { type Repair, repairProjection } from '../../application/repair-projection.js';
import { nameOf } from '../../projections/edition.js';
import { namingOptions } from '../failure.js';
import type { Operations } from '../operations.js';
import { withProgress } from '../progress.js';
import { countInWords, differencesTable } from '../projection-tables.js';
import { phasesInWords } from './phases.js';
import { projectionArgument } from './projection-argument.js';

interface RepairOptions {
  readonly reason: string;
  readonly json?: boolean;
}

/** `sallyport projections repair`: writes anew what differs from the history. */
export function addProjectionsRepair(projections: Command, { terminal, withProjections }: Operations): void {
  projections
    .command('repair')
    .description('compare every document with the history, and write anew those that differ')
    .addArgument(projectionArgument())
    .requiredOption('--reason <text>', 'why: auditors will read it')
    .option('--json', 'print as JSON what was mended')
    .action((projection: string, { reason, json }: RepairOptions) =>
      namingOptions({ projection: '<projection>', reason: '--reason' }, async () => {
        const repair = await withProjections((stores, context) =>
          withProgress(terminal, (show) =>
            repairProjection(stores, { projection, reason }, context, (phase, ...amount) =>
              show(phasesInWords[phase], ...amount),
            ),
          ),
        );
        terminal.stdout.write(json === true ? jsonOf(repair) : report(repair));
      }),
    );
}

function jsonOf({ edition, documents, mended }: Repair): string {
  return `${JSON.stringify({ edition: nameOf(edition), documents, mended })}\n`;
}

function report({ edition, documents, mended }: Repair): string {
  const all = `${nameOf(edition)}: ${countInWords(documents, 'document')}`;
  if (mended.length > 0)
    return `${all}, ${mended.length.toLocaleString('en')} written anew.\n\n${differencesTable(mended)}`;
  return `${all}, as the history has ${documents === 1 ? 'it' : 'them'}: there was nothing to mend.\n`;
}
