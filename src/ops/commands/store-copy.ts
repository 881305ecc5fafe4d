import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { InvalidInput, NotNow } from '../../application/errors.js';
import { type CopyOutcome, CopyRefused, copyHistory } from '../../event-store/copy/copy-history.js';
import { verbatimCodec } from '../../event-store/copy/verbatim-codec.js';
import { type EventStore, StoreUnavailable } from '../../event-store/port.js';
import { type EventStoreAddress, eventStoreAddressOf } from '../../event-store-address.js';
import { isEventStoreAt, openEventStoreAt } from '../../open-event-store.js';
import { namingOptions, Unsatisfied } from '../failure.js';
import type { Operations } from '../operations.js';
import { withProgress } from '../progress.js';
import type { Terminal } from '../terminal.js';

interface CopyOptions {
  readonly from: string;
  readonly to: string;
  readonly json?: boolean;
}

type Side = 'from' | 'to';

const optionNames = { from: '--from', to: '--to' };

/** `sallyport store copy`: moves a history from one event store to another. */
export function addStoreCopy(store: Command, { terminal }: Operations): void {
  store
    .command('copy')
    .description('copy a history into another event store; run again, it goes on where it was interrupted')
    .requiredOption('--from <address>', 'the event store that is read')
    .requiredOption('--to <address>', 'the event store that is written: empty, or begun by such a copy')
    .option('--json', 'print counts and digests as JSON')
    .action(({ from, to, json }: CopyOptions) =>
      namingOptions(optionNames, async () => {
        if (from === '-' && to === '-') throw new InvalidInput('to', 'Standard input can give one of the two only.');
        const source = await addressOf('from', from, terminal);
        const target = await addressOf('to', to, terminal);
        if (!isEventStoreAt(source)) throw new InvalidInput('from', 'There is no event store.');
        const outcome = await copied(terminal, source, target);
        terminal.stdout.write(json === true ? `${JSON.stringify(outcome)}\n` : inWords(outcome));
        refuseDifference(outcome);
      }),
    );
}

/**
 * @param given `-`: it is on standard input, as a password in it has to be where others could read a command line.
 * @throws {InvalidInput} it is none.
 */
async function addressOf(side: Side, given: string, { stdin }: Terminal): Promise<EventStoreAddress> {
  try {
    return eventStoreAddressOf(given === '-' ? (await text(stdin)).trim() : given);
  } catch (error) {
    throw error instanceof RangeError ? new InvalidInput(side, error.message) : error;
  }
}

async function copied(terminal: Terminal, from: EventStoreAddress, to: EventStoreAddress): Promise<CopyOutcome> {
  const source = await opened('from', from);
  try {
    const target = await opened('to', to);
    try {
      return await withProgress(terminal, (onProgress) => copyHistory({ source, target, onProgress }));
    } finally {
      await target.close();
    }
  } catch (error) {
    throw error instanceof CopyRefused ? new NotNow(error.message) : error;
  } finally {
    await source.close();
  }
}

/** @throws {StoreUnavailable} it cannot be used; the message says which of the two. */
async function opened(side: Side, address: EventStoreAddress): Promise<EventStore> {
  try {
    return await openEventStoreAt(address, verbatimCodec);
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    throw new StoreUnavailable(`${optionNames[side]}: ${error.message}`, { cause: error.cause });
  }
}

function inWords({ found, copied, source, target }: CopyOutcome): string {
  const lines = [
    `Copied: ${copied.toLocaleString('en')} events. There already: ${found.toLocaleString('en')}.`,
    `Source: ${source.events.toLocaleString('en')} events, SHA-256 ${source.digest}`,
    `Target: ${target.events.toLocaleString('en')} events, SHA-256 ${target.digest}`,
    'Keys are not copied. Without those of the source nothing that is sealed in the history can be opened.',
  ];
  return `${lines.join('\n')}\n`;
}

/** @throws {Unsatisfied} the target is not what the source is by now. */
function refuseDifference({ source, target, since }: CopyOutcome): void {
  if (source.digest !== target.digest) {
    throw new Unsatisfied('The two differ: something else has written to the target. Begin anew with an empty one.');
  }
  if (since > 0) {
    throw new Unsatisfied(
      `The source has been given ${since.toLocaleString('en')} more since. Stop what writes to it, then run this again.`,
    );
  }
}
