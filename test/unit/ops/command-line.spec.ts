import { describe, expect, it } from 'vitest';
import { createSignIn } from '../../../src/application/sign-in.js';
import { InvalidConfig } from '../../../src/config.js';
import { StoreUnavailable } from '../../../src/event-store/port.js';
import { runCommandLine } from '../../../src/ops/command-line.js';
import { fakeTerminal } from './fake-terminal.js';
import { config, openMemoryInstallation } from './memory-installation.js';

const password = 'seven quiet otters';

/** Commands on one installation that outlives them, as a data directory does. */
async function startInstallation() {
  const installation = await openMemoryInstallation();
  let open = 0;
  const openInstallation = async () => {
    open += 1;
    return {
      ...installation,
      close: async () => {
        open -= 1;
      },
    };
  };
  const signIn = createSignIn(installation.core);
  return {
    installation,
    signIn: (username: string, entered: string) =>
      signIn(
        { username, password: entered, interface: 'CONTROL_PANEL' },
        { correlationId: 'test', actor: { kind: 'anonymous' } },
      ),
    openInstallations: () => open,
    async run(parameters: readonly string[], input = `${password}\n`) {
      const terminal = fakeTerminal(input);
      const exitCode = await runCommandLine(parameters, terminal, { readConfig: () => config, openInstallation });
      return { exitCode, printed: terminal.printed(), complained: terminal.complained() };
    },
  };
}

const bootstrap = (changes: Readonly<Record<string, string>> = {}): readonly string[] => [
  'bootstrap',
  ...Object.entries({ '--reseller': 'Example Ltd', '--owner': 'ada', '--email': 'ada@example.com', ...changes }).flat(),
  '--password-stdin',
];
const addAuditor = (changes: Readonly<Record<string, string>> = {}): readonly string[] => [
  'staff',
  'add',
  ...Object.entries({ '--role': 'AUDITOR', '--username': 'grace', '--email': 'grace@example.com', ...changes }).flat(),
  '--password-stdin',
];

describe('sallyport bootstrap', () => {
  it('opens a reseller with its owner, who can sign in with the password', async () => {
    const { run, installation, signIn } = await startInstallation();

    const { exitCode, printed, complained } = await run(bootstrap());

    expect({ exitCode, complained }).toEqual({ exitCode: 0, complained: '' });
    const ownerId = /owner id +(\S+) \(ada\)/.exec(printed)![1]!;
    const { state } = await installation.core.users.load(ownerId);
    expect(state).toMatchObject({ status: 'ACTIVE', role: 'OWNER' });
    expect(await signIn('ada', password)).toMatchObject({ kind: 'SignedIn' });
  });

  it('prints the ids alone with --json', async () => {
    const { run } = await startInstallation();

    const { printed } = await run([...bootstrap(), '--json']);

    expect(JSON.parse(printed)).toEqual({ resellerId: expect.any(String), ownerId: expect.any(String) });
  });

  it.each([
    ['--reseller', { '--reseller': ' ' }, password],
    ['--owner', { '--owner': 'a b' }, password],
    ['--email', { '--email': 'nowhere' }, password],
    ['--name', { '--name': ' ' }, password],
    ['--password-stdin', {}, 'short'],
    ['--password-stdin', {}, 'password1234'],
    ['--password-stdin', {}, 'i am ada and nobody else'],
    ['--password-stdin', {}, ''],
  ])('names %s where it cannot be taken, in one line (%j)', async (name, changes, entered) => {
    const { run, installation } = await startInstallation();

    const { exitCode, printed, complained } = await run(bootstrap(changes), `${entered}\n`);

    expect({ exitCode, printed }).toEqual({ exitCode: 1, printed: '' });
    expect(complained).toMatch(new RegExp(`^${name}: [^\n]+\n$`));
    expect(await installation.eventStore.head()).toBeUndefined();
  });

  it('says that somebody has the username', async () => {
    const { run } = await startInstallation();
    await run(bootstrap());

    const second = await run(bootstrap({ '--reseller': 'Another', '--owner': 'ADA' }));

    expect(second).toMatchObject({
      exitCode: 1,
      complained: '--owner: Somebody has this username. Give another one.\n',
    });
  });
});

describe('sallyport staff add', () => {
  it.each(['AUDITOR', 'SUPPORT', 'OPERATOR'])('adds staff with the role %s, in no reseller (A1)', async (role) => {
    const { run, installation } = await startInstallation();

    const { printed } = await run([...addAuditor({ '--role': role }), '--json']);

    const { userId } = JSON.parse(printed) as { userId: string };
    expect((await installation.core.users.load(userId)).state).toMatchObject({ role, resellerId: null });
  });

  it.each(['OWNER', 'auditor', 'ROOT'])('does not know the role %s', async (role) => {
    const { run } = await startInstallation();

    const { exitCode, complained } = await run(addAuditor({ '--role': role }));

    expect(exitCode).toBe(2);
    expect(complained).toContain('Allowed choices are AUDITOR, SUPPORT, OPERATOR');
  });
});

describe('sallyport password set', () => {
  it('sets the password and says what has ended', async () => {
    const { run, signIn } = await startInstallation();
    await run(bootstrap());

    const set = await run(['password', 'set', '--username', 'ada', '--password-stdin'], 'nine patient herons\n');
    const history = await run(['history', '--username', 'ada']);

    expect(set).toMatchObject({
      exitCode: 0,
      printed: expect.stringContaining('Every session and every open challenge'),
    });
    expect(history.printed).toContain('New password set');
    expect(await signIn('ada', password)).toMatchObject({ reason: 'CREDENTIALS_WRONG' });
    expect(await signIn('ada', 'nine patient herons')).toMatchObject({ kind: 'SignedIn' });
  });

  it('does not know a user whom nobody added', async () => {
    const { run } = await startInstallation();

    const set = await run(['password', 'set', '--username', 'nobody', '--password-stdin']);

    expect(set).toMatchObject({ exitCode: 1, complained: '--username: Nobody has this username.\n' });
  });
});

describe('sallyport unlock', () => {
  const unlock = (reason: string) => ['unlock', '--username', 'ada', '--reason', reason];

  it('lets a locked-out person try again, and keeps the reason in the history (B5)', async () => {
    const { run, installation } = await startInstallation();
    const { printed } = await run([...bootstrap(), '--json']);
    const { ownerId } = JSON.parse(printed) as { ownerId: string };
    const system = { correlationId: 'test', actor: { kind: 'system' } } as const;
    await installation.core.twoFactor.handle(ownerId, system, () => ({
      verdict: 'accepted',
      events: [{ type: 'SecondFactorLocked', data: { wrongInARow: 100, until: null } }],
    }));

    const unlocked = await run(unlock('she called'));
    const history = await run(['history', '--username', 'ada']);

    expect(unlocked).toMatchObject({ exitCode: 0, printed: expect.stringMatching(/^Unlocked: ada can try again/) });
    expect((await installation.core.twoFactor.load(ownerId)).state.attempts.lock.status).toBe('OPEN');
    expect(history.printed).toMatch(/Second factor unlocked +reason: she called +command line/);
  });

  it('says that there was nothing to unlock', async () => {
    const { run } = await startInstallation();
    await run(bootstrap());

    expect(await run(unlock('she called'))).toMatchObject({ exitCode: 0, printed: expect.stringContaining('nothing') });
    expect((await run([...unlock('she called'), '--json'])).printed).toBe('{"unlocked":false}\n');
  });

  it('wants a reason, which auditors will read', async () => {
    const { run } = await startInstallation();
    await run(bootstrap());

    expect(await run(unlock(' '))).toMatchObject({
      exitCode: 1,
      complained: expect.stringMatching(/^--reason: Say why/),
    });
  });
});

describe('sallyport history', () => {
  it('prints the stored events with --json, one a line, in the order in which they happened', async () => {
    const { run } = await startInstallation();
    await run(bootstrap());

    const { printed } = await run(['history', '--username', 'ada', '--json']);

    const events = printed
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string; position: string });
    expect(events.map(({ type }) => type)).toEqual(['UserAdded', 'PasswordSet']);
    expect(events[0]).toMatchObject({ revision: 0, metadata: { actor: { kind: 'operator' } } });
    expect(events[0]!.position < events[1]!.position).toBe(true);
  });

  it('does not know a user whom nobody added', async () => {
    const { run } = await startInstallation();

    expect(await run(['history', '--username', '../etc'])).toMatchObject({
      exitCode: 1,
      complained: '--username: Nobody has this username.\n',
    });
  });
});

describe('the command line', () => {
  it('shows what there is with --help, and exits 0', async () => {
    const { run } = await startInstallation();

    const { exitCode, printed } = await run(['--help']);

    expect(exitCode).toBe(0);
    for (const name of ['bootstrap', 'staff', 'password', 'unlock', 'history'])
      expect(printed).toContain(`\n  ${name}`);
  });

  it('shows the same on standard error where nothing was asked, and exits 2', async () => {
    const { run } = await startInstallation();

    expect(await run([])).toMatchObject({
      exitCode: 2,
      printed: '',
      complained: expect.stringContaining('Usage: sallyport'),
    });
  });

  it.each([
    [['boostrap'], "unknown command 'boostrap'\n(Did you mean bootstrap?)"],
    [['history', '--username', 'ada', '--jsn'], "unknown option '--jsn'\n(Did you mean --json?)"],
    [['history'], "required option '--username <username>' not specified"],
    [bootstrap().slice(0, -1), "required option '--password-stdin' not specified"],
  ])('says what is wrong with %j, and exits 2', async (parameters, complaint) => {
    const { run } = await startInstallation();

    expect(await run(parameters)).toMatchObject({ exitCode: 2, complained: expect.stringContaining(complaint) });
  });

  it.each([
    [[...bootstrap(), '--password', password], 'a password is never an argument'],
    [[...bootstrap(), `--password=${password}`], 'a password is never an argument'],
    [[...bootstrap(), password], 'too many arguments'],
    [[...bootstrap(), `--passwort=${password}`], "unknown option '--passwort'"],
  ])('takes no password as an argument, and does not repeat it (attack 37)', async (parameters, complaint) => {
    const { run } = await startInstallation();

    const { exitCode, printed, complained } = await run(parameters);

    expect({ exitCode, printed }).toEqual({ exitCode: 2, printed: '' });
    expect(complained).toContain(complaint);
    expect(complained).not.toContain(password);
  });

  it('closes the installation, whatever became of the command', async () => {
    const { run, openInstallations } = await startInstallation();

    await run(bootstrap());
    expect(openInstallations()).toBe(0);
    await run(bootstrap());
    expect(openInstallations()).toBe(0);
  });

  it.each([
    [new InvalidConfig('PORT: Give a whole number.'), 'PORT: Give a whole number.'],
    [new StoreUnavailable('It is gone.', { cause: new Error('disk I/O error') }), 'It is gone. (disk I/O error)'],
  ])('says in one line what cannot be used, and exits 3', async (error, line) => {
    const terminal = fakeTerminal();
    const exitCode = await runCommandLine(['history', '--username', 'ada'], terminal, {
      readConfig: () => config,
      openInstallation: () => Promise.reject(error),
    });

    expect({ exitCode, complained: terminal.complained() }).toEqual({ exitCode: 3, complained: `${line}\n` });
  });
});
