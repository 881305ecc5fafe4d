import Table from 'cli-table3';
import { addUser } from '../application/add-user.js';
import type { Core } from '../application/core.js';
import { InvalidInput } from '../application/errors.js';
import { findUser } from '../application/find-user.js';
import type { NewUser } from '../application/new-user.js';
import { openReseller } from '../application/open-reseller.js';
import type { RequestContext } from '../application/request-context.js';
import type { Place } from '../domain/user/decide.js';
import { type DemoAccount, demoAccountsPath, readDemoAccounts, writeDemoAccounts } from './demo-accounts-file.js';
import { operatorContext } from './operations.js';
import { borderless } from './plain-table.js';

/**
 * Makes a demo reseller with an owner, an admin, a member and an auditor where the history is empty. For development
 * only: the passwords stand in a file of the data directory, so that a later start can print them again.
 *
 * The file is written first. A start that was cut short is completed by the next one from what stands in it.
 *
 * @returns the lines that say how to sign in; none where the data directory was never a demo.
 */
export async function ensureDemoReseller(core: Core, dataDirectory: string): Promise<readonly string[]> {
  const path = demoAccountsPath(dataDirectory);
  if ((await core.eventStore.head()) === undefined) await writeDemoAccounts(path, core.randomBytes);
  const accounts = await readDemoAccounts(path);
  const owner = accounts?.find(({ role }) => role === 'OWNER');
  if (accounts === undefined) return [];
  if (owner === undefined)
    return [`${path} is not as it was written: delete it, or the whole data directory to start anew.`];
  await addMissing(core, owner, accounts);
  return howToSignIn(path, owner, accounts);
}

async function addMissing(core: Core, owner: DemoAccount, accounts: readonly DemoAccount[]): Promise<void> {
  const context = operatorContext();
  const resellerId = await ensureReseller(core, owner, context);
  for (const account of accounts) {
    const { role } = account;
    if (role === 'OWNER') continue;
    const place: Place = role === 'AUDITOR' ? { resellerId: null, role } : { resellerId, role };
    await unlessThere(core, account.username, () => addUser(core, newUser(account), place, context));
  }
}

async function ensureReseller(core: Core, owner: DemoAccount, context: RequestContext): Promise<string> {
  const reseller = { name: 'Demo Registrar', owner: newUser(owner) };
  await unlessThere(core, owner.username, () => openReseller(core, reseller, context));
  const { resellerId } = (await findUser(core, owner.username)).user;
  if (resellerId === null) throw new Error('The owner of the demo belongs to no reseller.');
  return resellerId;
}

/** An earlier start, or another one at this instant, may have added the user, with the password of the same file. */
async function unlessThere(core: Core, username: string, add: () => Promise<unknown>): Promise<void> {
  try {
    await add();
  } catch (error) {
    const isThere = await findUser(core, username).then(
      () => true,
      () => false,
    );
    if (!(error instanceof InvalidInput && isThere)) throw error;
  }
}

function newUser({ username, password }: DemoAccount): NewUser {
  const [, name = username] = username.split('-');
  const displayName = `Demo ${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  return { username, password, displayName, email: `${username}@demo-registrar.example` };
}

function howToSignIn(path: string, owner: DemoAccount, accounts: readonly DemoAccount[]): readonly string[] {
  const table = new Table({ ...borderless, head: ['  USERNAME', 'PASSWORD', 'ROLE'] });
  table.push(...accounts.map(({ username, password, role }) => [`  ${username}`, password, role]));
  return [
    'This data directory has a demo reseller. Its people sign in with:',
    '',
    ...table.toString().replaceAll(/ +$/gm, '').split('\n'),
    '',
    'A first mutation to try:',
    '',
    ...firstMutation(owner).map((line) => `  ${line}`),
    '',
    `These passwords stand in ${path}. The whole walk through the product: npm run demo`,
    '',
  ];
}

function firstMutation({ username, password }: DemoAccount): readonly string[] {
  return [
    'mutation {',
    `  signIn(input: { username: "${username}", password: "${password}", interface: CONTROL_PANEL }) {`,
    '    __typename',
    '    ... on SignedIn { session { token } }',
    '    ... on Rejected { message }',
    '  }',
    '}',
  ];
}
