import type { Command } from 'commander';
import type { Operations } from '../operations.js';
import { addStoreCopy } from './store-copy.js';

/** `sallyport store`: event stores, whichever they are, beside those that the service is set to. */
export function addStore(program: Command, operations: Operations): void {
  const store = program
    .command('store')
    .description('event stores, each named by its address')
    .addHelpText('afterAll', afterHelp);
  addStoreCopy(store, operations);
}

const afterHelp = `
Addresses:  sqlite:PATH                     a data directory, or its events.sqlite
            kurrentdb://HOST:PORT           KurrentDB; kurrentdb+discover:// of a cluster

Other users of the machine can read a command line: an address that holds a password is
given as - and read from standard input.`;
