import type { Command } from 'commander';
import { unlockSecondFactor } from '../../application/unlock-second-factor.js';
import { namingOptions } from '../failure.js';
import type { Operations } from '../operations.js';
import { printable } from '../printable.js';

interface UnlockOptions {
  readonly username: string;
  readonly reason: string;
  readonly json?: boolean;
}

const optionNames = { username: '--username', reason: '--reason' };

/** `sallyport unlock`: lets a person try again whose second factor is locked (B5). */
export function addUnlock(program: Command, { terminal, withInstallation }: Operations): void {
  program
    .command('unlock')
    .description("unlock a user's second factor")
    .requiredOption('--username <username>', 'who is locked out')
    .requiredOption('--reason <text>', 'why: auditors will read it')
    .option('--json', 'print as JSON whether there was anything to unlock')
    .action(({ username, reason, json }: UnlockOptions) =>
      namingOptions(optionNames, async () => {
        const unlocked = await withInstallation(({ core, context }) =>
          unlockSecondFactor(core, { username, reason }, context),
        );
        const outcome = unlocked
          ? `Unlocked: ${printable(username)} can try again, and wrong answers count from zero.`
          : `There was nothing to unlock: ${printable(username)} has no wrong answers.`;
        terminal.stdout.write(`${json === true ? JSON.stringify({ unlocked }) : outcome}\n`);
      }),
    );
}
