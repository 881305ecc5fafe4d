import type { Command } from 'commander';
import { type Verification, verifyProjection } from '../../application/verify-projection.js';
import { nameOf } from '../../projections/edition.js';
import { namingOptions, Unsatisfied } from '../failure.js';
import type { Operations } from '../operations.js';
import { withProgress } from '../progress.js';
import { countInWords, differencesTable } from '../projection-tables.js';
import { phasesInWords } from './phases.js';
import { projectionArgument } from './projection-argument.js';

interface VerifyOptions {
  readonly built?: boolean;
  readonly json?: boolean;
}

/** `sallyport projections verify`: compares every document with the history (G4). */
export function addProjectionsVerify(projections: Command, { terminal, withProjections }: Operations): void {
  projections
    .command('verify')
    .description('fold the history and compare every document with it; exits with 1 where one differs')
    .addArgument(projectionArgument())
    .option('--built', 'look at what is being built, not at what is served')
    .option('--json', 'print as JSON how many there are, and every difference')
    .action((projection: string, { built, json }: VerifyOptions) =>
      namingOptions({ projection: '<projection>' }, async () => {
        const verification = await withProjections((stores, context) =>
          withProgress(terminal, (show) => {
            const input = { projection, which: built === true ? 'BUILDING' : 'SERVING' } as const;
            return verifyProjection(stores, input, context, (phase, ...amount) =>
              show(phasesInWords[phase], ...amount),
            );
          }),
        );
        terminal.stdout.write(json === true ? jsonOf(verification) : report(verification));
        const { differences } = verification;
        if (differences.length > 0) {
          throw new Unsatisfied(`Mend what differs with: sallyport projections repair ${projection} --reason TEXT`);
        }
      }),
    );
}

function jsonOf({ edition, documents, differences }: Verification): string {
  return `${JSON.stringify({ edition: nameOf(edition), documents, differences })}\n`;
}

function report({ edition, documents, differences }: Verification): string {
  const all = `${nameOf(edition)}: ${countInWords(documents, 'document')}`;
  if (differences.length === 0) return `${all}, as the history has ${documents === 1 ? 'it' : 'them'}.\n`;
  const count = countInWords(differences.length, 'difference');
  return `${all}, ${count} from the history.\n\n${differencesTable(differences)}`;
}
