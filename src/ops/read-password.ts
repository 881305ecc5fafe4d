import { isCancel, password } from '@clack/prompts';
import { InvalidInput } from '../application/errors.js';
import type { Terminal } from './terminal.js';

/** Bytes of a first line that are looked at: more than any password has. */
const longestLine = 8_192;
const lineFeed = 0x0a;

/**
 * A new password: the first line of standard input, without its line break. At a terminal it is asked for, twice and
 * without echo. Never an argument: everybody on the machine can read those.
 *
 * @throws {InvalidInput} nothing came, it is no UTF-8, or the person gave up or mistyped it.
 */
export async function readPassword(terminal: Terminal): Promise<string> {
  return terminal.stdin.isTTY === true ? askForPassword(terminal) : readFirstLine(terminal.stdin);
}

async function readFirstLine(input: Terminal['stdin']): Promise<string> {
  let line = Buffer.alloc(0);
  for await (const chunk of input) {
    line = Buffer.concat([line, Buffer.from(chunk as Uint8Array)]);
    if (line.includes(lineFeed) || line.length > longestLine) break;
  }
  const end = line.indexOf(lineFeed);
  const entered = decode(end === -1 ? line : line.subarray(0, end)).replace(/\r$/, '');
  if (entered === '') throw new InvalidInput('password', 'Give the password on the first line of standard input.');
  return entered;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InvalidInput('password', 'Give a password that is valid text (UTF-8).');
  }
}

async function askForPassword({ stdin, stderr }: Terminal): Promise<string> {
  const ask = async (message: string): Promise<string> => {
    const entered = await password({ message, input: stdin, output: stderr });
    if (isCancel(entered)) throw new InvalidInput('password', 'No password was given.');
    return entered;
  };
  const entered = await ask('Password');
  if ((await ask('The same again')) !== entered)
    throw new InvalidInput('password', 'The two entries are not the same.');
  return entered;
}
