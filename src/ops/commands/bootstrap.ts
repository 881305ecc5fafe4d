import type { Command } from 'commander';
import { openReseller } from '../../application/open-reseller.js';
import { namingOptions } from '../failure.js';
import type { Operations } from '../operations.js';
import { printable } from '../printable.js';
import { readPassword } from '../read-password.js';
import { addPasswordOption } from './password-option.js';

interface BootstrapOptions {
  readonly reseller: string;
  readonly owner: string;
  readonly email: string;
  readonly name?: string;
  readonly json?: boolean;
}

const optionNames = {
  reseller: '--reseller',
  username: '--owner',
  email: '--email',
  displayName: '--name',
  password: '--password-stdin',
};

/** `sallyport bootstrap`: the first reseller and its owner, on any deployment. */
export function addBootstrap(program: Command, { terminal, withInstallation }: Operations): void {
  const command = program
    .command('bootstrap')
    .description('open a reseller with its first owner')
    .requiredOption('--reseller <name>', "the reseller's name")
    .requiredOption('--owner <username>', "the owner's username")
    .requiredOption('--email <address>', "the owner's email address")
    .option('--name <name>', "the owner's name as people read it (default: the username)")
    .option('--json', 'print the ids as JSON');

  addPasswordOption(command).action((options: BootstrapOptions) =>
    namingOptions(optionNames, async () => {
      const { owner: username, email, name: displayName = username } = options;
      const password = await readPassword(terminal);
      const { opened, publicUrl } = await withInstallation(async ({ core, config, context }) => {
        const owner = { username, email, displayName, password };
        const ids = await openReseller(core, { name: options.reseller, owner }, context);
        return { opened: ids, publicUrl: config.publicUrl };
      });
      terminal.stdout.write(
        options.json === true
          ? `${JSON.stringify(opened)}\n`
          : `Opened the reseller ${printable(options.reseller.trim())}.
  reseller id  ${opened.resellerId}
  owner id     ${opened.ownerId} (${printable(username)})

Try next:
  sign in      the mutation signIn at ${publicUrl}/graphql
  add staff    sallyport staff add --role AUDITOR --username … --email … --password-stdin
  look back    sallyport history --username '${printable(username)}'
`,
      );
    }),
  );
}
