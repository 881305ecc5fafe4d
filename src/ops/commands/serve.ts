import type { Command } from 'commander';
import type { Operations } from '../operations.js';

/** `sallyport serve`: the service itself, until a signal ends it. */
export function addServe(program: Command, { readConfig }: Operations): void {
  program
    .command('serve')
    .description('run the service: what `npm start` does')
    .option('--roles <list>', 'what this process does, as ROLES says it, such as api or sender')
    .action(async ({ roles }: { readonly roles?: string }) => {
      const config = readConfig(roles === undefined ? {} : { ROLES: roles });
      // The other commands must not wait for all that the service is made of.
      const { start } = await import('../../start.js');
      await start(config);
    });
}
