import { type Command, Option } from 'commander';
import { addUser } from '../../application/add-user.js';
import type { StaffRole } from '../../domain/user/events.js';
import { namingOptions } from '../failure.js';
import type { Operations } from '../operations.js';
import { printable } from '../printable.js';
import { readPassword } from '../read-password.js';
import { addPasswordOption } from './password-option.js';

interface StaffOptions {
  readonly role: StaffRole;
  readonly username: string;
  readonly email: string;
  readonly name?: string;
  readonly json?: boolean;
}

const staffRoles = ['AUDITOR', 'SUPPORT', 'OPERATOR'] satisfies readonly StaffRole[];

const optionNames = {
  username: '--username',
  email: '--email',
  displayName: '--name',
  password: '--password-stdin',
};

/** `sallyport staff add`: people who belong to no reseller (A1). */
export function addStaff(program: Command, { terminal, withInstallation }: Operations): void {
  const command = program
    .command('staff')
    .description('people who belong to no reseller')
    .command('add')
    .description('add a staff user with a first password')
    .addOption(new Option('--role <role>', 'what the person does').choices(staffRoles).makeOptionMandatory())
    .requiredOption('--username <username>', 'unique over the whole deployment')
    .requiredOption('--email <address>', 'email address')
    .option('--name <name>', 'name as people read it (default: the username)')
    .option('--json', 'print the id as JSON');

  addPasswordOption(command).action((options: StaffOptions) =>
    namingOptions(optionNames, async () => {
      const { role, username, email, name: displayName = username } = options;
      const password = await readPassword(terminal);
      const userId = await withInstallation(({ core, context }) =>
        addUser(core, { username, email, displayName, password }, { resellerId: null, role }, context),
      );
      terminal.stdout.write(
        options.json === true
          ? `${JSON.stringify({ userId })}\n`
          : `Added ${printable(username)} as ${role}.\n  user id  ${userId}\n`,
      );
    }),
  );
}
