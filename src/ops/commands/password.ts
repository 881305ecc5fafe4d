import type { Command } from 'commander';
import { setPassword } from '../../application/set-password.js';
import { namingOptions } from '../failure.js';
import type { Operations } from '../operations.js';
import { printable } from '../printable.js';
import { readPassword } from '../read-password.js';
import { addPasswordOption } from './password-option.js';

const optionNames = { username: '--username', password: '--password-stdin' };

/** `sallyport password set`: a new first factor. The second one stays. */
export function addPassword(program: Command, { terminal, withInstallation }: Operations): void {
  const command = program
    .command('password')
    .description("users' passwords")
    .command('set')
    .description("set a user's password; ends every session and open challenge of the user")
    .requiredOption('--username <username>', 'whose password');

  addPasswordOption(command).action(({ username }: { readonly username: string }) =>
    namingOptions(optionNames, async () => {
      const password = await readPassword(terminal);
      await withInstallation(({ core, context }) => setPassword(core, { username, password }, context));
      terminal.stdout.write(
        `The password of ${printable(username)} is set. ` +
          'Every session and every open challenge of this user has ended; the second factor is as it was.\n',
      );
    }),
  );
}
