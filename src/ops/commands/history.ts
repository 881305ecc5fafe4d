import type { Command } from 'commander';
import { readUserHistory } from '../../application/user-history.js';
import { namingOptions } from '../failure.js';
import { historyReport } from '../history/history-report.js';
import type { Operations } from '../operations.js';
import { widthOf } from '../terminal.js';

interface HistoryOptions {
  readonly username: string;
  readonly json?: boolean;
}

const optionNames = { username: '--username' };

/** `sallyport history`: everything that happened to one user. */
export function addHistory(program: Command, { terminal, withInstallation }: Operations): void {
  program
    .command('history')
    .description('everything that happened to one user, oldest first')
    .requiredOption('--username <username>', 'whose history')
    .option('--json', 'print the stored events, one JSON object a line')
    .action(({ username, json }: HistoryOptions) =>
      namingOptions(optionNames, async () => {
        const entries = await withInstallation(({ core }) => readUserHistory(core, username));
        const { stdout } = terminal;
        stdout.write(
          json === true
            ? entries.map(({ event }) => `${JSON.stringify(event)}\n`).join('')
            : historyReport(username, entries, widthOf(stdout)),
        );
      }),
    );
}
