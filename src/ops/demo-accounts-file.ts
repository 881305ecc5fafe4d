import { link, open, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Core } from '../application/core.js';

/** One person of the demo, with the password that the account was made with. */
export interface DemoAccount {
  readonly role: (typeof people)[number]['role'];
  readonly username: string;
  readonly password: string;
}

/** Who there is: everybody of a small team, and somebody who reads the history. */
const people = [
  { role: 'OWNER', username: 'demo-owner' },
  { role: 'ADMIN', username: 'demo-admin' },
  { role: 'MEMBER', username: 'demo-member' },
  { role: 'AUDITOR', username: 'demo-auditor' },
] as const;

type RandomBytes = Core['randomBytes'];

/** Crockford's base32 in lower case: no letter that reads like a digit. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** 100 random bits in four groups that can be read out: `k7m2p-x9w4q-…`. */
function randomPassword(randomBytes: RandomBytes): string {
  // 256 is a multiple of 32, so every letter is as likely as any other.
  const letters = Array.from(randomBytes(20), (byte) => alphabet.charAt(byte % alphabet.length)).join('');
  return letters.replace(/.{5}(?=.)/g, '$&-');
}

export function demoAccountsPath(dataDirectory: string): string {
  return join(dataDirectory, 'demo-accounts.txt');
}

/** The accounts in the file; `undefined`: there is no file. What was edited away is not among them. */
export async function readDemoAccounts(path: string): Promise<readonly DemoAccount[] | undefined> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  });
  return text?.split('\n').flatMap((line) => {
    const [username, password = ''] = line.split(/\s+/);
    const person = people.find((one) => one.username === username);
    return person === undefined || password === '' ? [] : [{ ...person, password }];
  });
}

/**
 * Makes the file with a fresh password for everybody, readable by its owner only. It is there whole or not at all, and
 * never takes the place of another: where another process was first, its passwords stay.
 */
export async function writeDemoAccounts(path: string, randomBytes: RandomBytes): Promise<void> {
  const lines = people.map(({ username, role }) => `${username.padEnd(14)}${randomPassword(randomBytes)}  ${role}`);
  const unfinished = `${path}.${Buffer.from(randomBytes(9)).toString('hex')}`;
  const file = await open(unfinished, 'wx', 0o600);
  try {
    await file.writeFile(`${heading}\n${lines.join('\n')}\n`);
    await file.sync();
    await link(unfinished, path);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    await file.close();
    await unlink(unfinished);
  }
}

const heading = `# Accounts of the demo reseller, made for development at the first start on an empty data directory.
# The passwords are those that the accounts were made with.`;

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
