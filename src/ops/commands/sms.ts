import type { Command } from 'commander';
import { resumeSending } from '../../application/resume-sending.js';
import { readSendingStatus } from '../../application/sending-status.js';
import { stopSending } from '../../application/stop-sending.js';
import type { Sending } from '../../domain/operations/state.js';
import { namingOptions } from '../failure.js';
import type { Operations } from '../operations.js';
import { printable } from '../printable.js';

interface TurnOptions {
  readonly reason: string;
  readonly json?: boolean;
}

/** One way to turn the kill switch. */
interface Turn {
  readonly name: string;
  readonly description: string;
  readonly change: typeof stopSending;
  readonly done: string;
}

const turns: readonly Turn[] = [
  {
    name: 'stop',
    description: 'send no SMS token to anybody, from now on',
    change: stopSending,
    done: 'Stopped: no SMS token is sent from now on.',
  },
  {
    name: 'resume',
    description: 'send SMS tokens again',
    change: resumeSending,
    done: 'Resumed: SMS tokens are sent again.',
  },
];

const optionNames = { reason: '--reason' };

/** `sallyport sms`: the kill switch of all sending (D3). */
export function addSms(program: Command, operations: Operations): void {
  const sms = program.command('sms').description('the sending of SMS tokens');
  for (const turn of turns) addTurn(sms, turn, operations);
  addStatus(sms, operations);
}

function addTurn(sms: Command, turn: Turn, { terminal, withInstallation }: Operations): void {
  sms
    .command(turn.name)
    .description(turn.description)
    .requiredOption('--reason <text>', 'why: auditors will read it')
    .option('--json', 'print as JSON whether anything changed, and how it is now')
    .action(({ reason, json }: TurnOptions) =>
      namingOptions(optionNames, async () => {
        const { changed, sending } = await withInstallation(({ core, context }) =>
          turn.change(core, { reason }, context),
        );
        const outcome = changed ? turn.done : `Nothing has changed. ${inWords(sending)}`;
        terminal.stdout.write(`${json === true ? JSON.stringify({ changed, ...sending }) : outcome}\n`);
      }),
    );
}

function addStatus(sms: Command, { terminal, withInstallation }: Operations): void {
  sms
    .command('status')
    .description('whether SMS tokens are sent')
    .option('--json', 'print it as JSON')
    .action(async ({ json }: { readonly json?: boolean }) => {
      const sending = await withInstallation(({ core }) => readSendingStatus(core));
      terminal.stdout.write(`${json === true ? JSON.stringify(sending) : inWords(sending)}\n`);
    });
}

function inWords(sending: Sending): string {
  return sending.status === 'ALLOWED'
    ? 'SMS tokens are sent.'
    : `No SMS token is sent since ${sending.since}: ${printable(sending.reason)}`;
}
