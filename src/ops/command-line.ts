import { Command, CommanderError } from 'commander';
import { openInstallation } from '../compose.js';
import { readProcessConfig } from '../config.js';
import { addBootstrap } from './commands/bootstrap.js';
import { addHistory } from './commands/history.js';
import { addPassword } from './commands/password.js';
import { addProjections } from './commands/projections.js';
import { addServe } from './commands/serve.js';
import { addSms } from './commands/sms.js';
import { addStaff } from './commands/staff.js';
import { addStore } from './commands/store.js';
import { addUnlock } from './commands/unlock.js';
import { describeFailure, type ExitCode, exitCodes } from './failure.js';
import { createOperations, type OperationsDependencies } from './operations.js';
import { type Terminal, widthOf } from './terminal.js';

/** Each adds one command (or a group of them) to the program, in the order of the help. */
const commands = [
  ...[addServe, addBootstrap, addStaff, addPassword, addUnlock, addSms],
  ...[addProjections, addStore, addHistory],
];

const realInstallation = { readConfig: readProcessConfig, openInstallation };

/**
 * Runs one command.
 *
 * @param parameters what was given after the program's name.
 */
export async function runCommandLine(
  parameters: readonly string[],
  terminal: Terminal,
  installation: Omit<OperationsDependencies, 'terminal'> = realInstallation,
): Promise<ExitCode> {
  try {
    await createProgram({ terminal, ...installation }).parseAsync(parameters, { from: 'user' });
    return exitCodes.done;
  } catch (error) {
    // Commander has said already what is wrong.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    const { exitCode, message } = describeFailure(error);
    terminal.stderr.write(`${message}\n`);
    return exitCode;
  }
}

function createProgram(dependencies: OperationsDependencies): Command {
  const { stdout, stderr } = dependencies.terminal;
  const program = new Command('sallyport')
    .description('Two-factor sign-in for reseller accounts: what is done at the machine itself.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      outputError: (text, write) => write(withoutValues(text)),
      getOutHelpWidth: () => widthOf(stdout) ?? 100,
      getErrHelpWidth: () => 100,
    })
    .addHelpText('after', afterHelp);
  const operations = createOperations(dependencies);
  for (const add of commands) add(program, operations);
  return program;
}

const afterHelp = `
The commands work on DATA_DIR, whether or not the service runs on it, and a running
service sees at once what they wrote. See .env.example for the other settings.

From a checkout:  npm run -s sallyport -- COMMAND
A first reseller: echo 'a long password' | sallyport bootstrap --reseller 'Example Ltd' \\
                    --owner ada --email ada@example.com --password-stdin
Exit codes:       0 done, 1 refused, 2 wrong usage, 3 unavailable`;

/** What was typed where it does not belong may be a password: it is not repeated. */
function withoutValues(text: string): string {
  return text.replace(/(but got \d+): .*/s, '$1.\n').replaceAll(/'(--[^'=]+)=[^']*'/gs, "'$1'");
}
