import { type Command, Option } from 'commander';

/** The option of every command that sets a password, and a refusal of the one that people try first. */
export function addPasswordOption(command: Command): Command {
  const refuse = (): never =>
    command.error(
      'error: a password is never an argument: everybody on this machine could read it. Use --password-stdin.',
    );
  return command
    .requiredOption('--password-stdin', 'read the password from the first line of standard input, or ask at a terminal')
    .addOption(new Option('--password <password>').argParser(refuse).hideHelp());
}
