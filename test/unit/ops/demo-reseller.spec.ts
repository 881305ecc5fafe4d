import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSignIn } from '../../../src/application/sign-in.js';
import { type EventStore, StoreUnavailable } from '../../../src/event-store/port.js';
import { runCommandLine } from '../../../src/ops/command-line.js';
import { ensureDemoReseller } from '../../../src/ops/demo-reseller.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';
import { fakeTerminal } from './fake-terminal.js';
import { config, emptyDisk, openMemoryInstallation } from './memory-installation.js';

const roles = { 'demo-owner': 'OWNER', 'demo-admin': 'ADMIN', 'demo-member': 'MEMBER', 'demo-auditor': 'AUDITOR' };

/** Usernames, passwords and roles as they stand in what is printed. */
function accountsIn(lines: readonly string[]) {
  return lines.flatMap((line) => {
    const [, username = '', password = '', role = ''] = /^ +(demo-\w+) +(\S+) +([A-Z]+)$/.exec(line) ?? [];
    return username === '' ? [] : [{ username, password, role }];
  });
}

async function events(eventStore: EventStore) {
  const types: string[] = [];
  for await (const batch of eventStore.readAll()) types.push(...batch.map(({ type }) => type));
  return types;
}

/** An event store whose process dies after so many appends. */
function dyingAfter(appends: number, eventStore: EventStore): EventStore {
  let left = appends;
  return {
    ...eventStore,
    append: async (...appended) => {
      if (left === 0) throw new StoreUnavailable('The process is dead.');
      left -= 1;
      return eventStore.append(...appended);
    },
  };
}

describe('the demo reseller', () => {
  it('has an owner, an admin, a member and an auditor, who sign in with what is printed', async () => {
    const { core } = await openMemoryInstallation();
    const signIn = createSignIn(core);

    const accounts = accountsIn(await ensureDemoReseller(core, temporaryDirectory()));

    expect(Object.fromEntries(accounts.map(({ username, role }) => [username, role]))).toEqual(roles);
    for (const { username, password, role } of accounts) {
      const context = { correlationId: 'test', actor: { kind: 'anonymous' } } as const;
      const result = await signIn({ username, password, interface: 'CONTROL_PANEL' }, context);
      expect(result).toMatchObject({ kind: 'SignedIn', user: { role } });
    }
  });

  it('gives everybody another password of 100 random bits, that can be read out', async () => {
    const { core } = await openMemoryInstallation();

    const passwords = accountsIn(await ensureDemoReseller(core, temporaryDirectory())).map(({ password }) => password);

    expect(new Set(passwords).size).toBe(4);
    for (const password of passwords) expect(password).toMatch(/^([0-9a-hjkmnp-tv-z]{5}-){3}[0-9a-hjkmnp-tv-z]{5}$/);
  });

  it('keeps the passwords in a file that nobody else can read, and nothing beside it', async () => {
    const directory = temporaryDirectory();
    const { core } = await openMemoryInstallation();

    await ensureDemoReseller(core, directory);

    expect(readdirSync(directory)).toEqual(['demo-accounts.txt']);
    expect(statSync(join(directory, 'demo-accounts.txt')).mode & 0o777).toBe(0o600);
  });

  it('is made once: a later start prints the same again and writes nothing', async () => {
    const directory = temporaryDirectory();
    const { core, eventStore } = await openMemoryInstallation();
    const first = await ensureDemoReseller(core, directory);
    const before = await eventStore.head();

    expect(await ensureDemoReseller(core, directory)).toEqual(first);
    expect(await eventStore.head()).toBe(before);
  });

  it('is not made where the history has begun with something else', async () => {
    const directory = temporaryDirectory();
    const installation = await openMemoryInstallation();
    await runCommandLine(
      ['bootstrap', '--reseller', 'Example', '--owner', 'ada', '--email', 'ada@example.com', '--password-stdin'],
      fakeTerminal('seven quiet otters'),
      { readConfig: () => config, openInstallation: async () => ({ ...installation, close: async () => undefined }) },
    );
    const before = await installation.eventStore.head();

    expect(await ensureDemoReseller(installation.core, directory)).toEqual([]);
    expect(await installation.eventStore.head()).toBe(before);
    expect(readdirSync(directory)).toEqual([]);
  });

  it.each(Array.from({ length: 9 }, (_, appends) => appends))(
    'is completed by the next start where the first one died after %i appends',
    async (appends) => {
      const directory = temporaryDirectory();
      const disk = emptyDisk();
      const { eventStore } = disk;
      const dying = await openMemoryInstallation(
        { ...disk, eventStore: dyingAfter(appends, eventStore) },
        'first start',
      );
      await expect(ensureDemoReseller(dying.core, directory)).rejects.toThrow(StoreUnavailable);

      const { core } = await openMemoryInstallation(disk, 'second start');
      const accounts = accountsIn(await ensureDemoReseller(core, directory));

      expect(accounts).toHaveLength(4);
      expect((await events(eventStore)).toSorted()).toEqual([
        ...Array<string>(4).fill('PasswordSet'),
        'ResellerOpened',
        ...Array<string>(4).fill('UserAdded'),
        ...Array<string>(4).fill('UsernameReserved'),
      ]);
    },
  );

  it('is made once by two starts at the same instant, with one set of passwords', async () => {
    const directory = temporaryDirectory();
    const disk = emptyDisk();
    const { eventStore } = disk;
    const [first, second] = await Promise.all(['one', 'other'].map((seed) => openMemoryInstallation(disk, seed)));

    const [one, other] = await Promise.all([
      ensureDemoReseller(first!.core, directory),
      ensureDemoReseller(second!.core, directory),
    ]);

    expect(one).toEqual(other);
    expect((await events(eventStore)).filter((type) => type === 'UserAdded')).toHaveLength(4);
  });

  it('says what to do where the file was altered', async () => {
    const directory = temporaryDirectory();
    const { core } = await openMemoryInstallation();
    await ensureDemoReseller(core, directory);
    const path = join(directory, 'demo-accounts.txt');
    writeFileSync(path, readFileSync(path, 'utf8').replace('demo-owner', '#'));

    expect(await ensureDemoReseller(core, directory)).toEqual([
      expect.stringContaining('is not as it was written: delete it'),
    ]);
  });
});
