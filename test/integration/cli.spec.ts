import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, it } from 'vitest';
import { createSignIn } from '../../src/application/sign-in.js';
import { openInstallation } from '../../src/compose.js';
import { readConfig } from '../../src/config.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const root = resolve(import.meta.dirname, '../..');
const password = 'seven quiet otters';

interface Outcome {
  readonly exitCode: number | null;
  readonly printed: string;
  readonly complained: string;
}

/** `sallyport` as people run it: a process of its own on a data directory. */
async function sallyport(
  directory: string,
  parameters: readonly string[],
  { input = `${password}\n`, settings = {} }: { input?: string; settings?: Readonly<Record<string, string>> } = {},
): Promise<Outcome> {
  const child = spawn(process.execPath, [join(root, 'dist/src/ops/cli.js'), ...parameters], {
    // Nothing of this machine's own settings.
    env: { PATH: process.env['PATH'], DATA_DIR: directory, ...settings },
    stdio: 'pipe',
  });
  // A command that is refused before it reads closes its input.
  child.stdin.on('error', () => undefined).end(input);
  const ended = new Promise<number | null>((resolveEnded) => child.once('close', resolveEnded));
  const [exitCode, printed, complained] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { exitCode, printed, complained };
}

const bootstrap = (owner: string, reseller = 'Example Ltd') => [
  ...['bootstrap', '--reseller', reseller, '--owner', owner, '--email', `${owner}@example.com`],
  '--password-stdin',
];

/** Several processes, each of which loads the program and hashes a password. */
const timeout = 60_000;

beforeAll(() => {
  execFileSync(process.execPath, [join(root, 'scripts/build-if-needed.ts'), '--quiet'], { cwd: root });
}, 180_000);

describe('the command line, as processes', { timeout }, () => {
  it('opens a reseller, adds an auditor and tells their histories from one data directory', async () => {
    const directory = temporaryDirectory();
    const auditor = ['--role', 'AUDITOR', '--username', 'grace', '--email', 'grace@example.com', '--password-stdin'];

    const opened = await sallyport(directory, bootstrap('ada'));
    const added = await sallyport(directory, ['staff', 'add', ...auditor]);
    const told = await sallyport(directory, ['history', '--username', 'GRACE']);

    expect(opened).toMatchObject({
      exitCode: 0,
      complained: '',
      printed: expect.stringContaining('Opened the reseller Example Ltd.'),
    });
    expect(added).toMatchObject({
      exitCode: 0,
      complained: '',
      printed: expect.stringContaining('Added grace as AUDITOR.'),
    });
    expect(told).toMatchObject({ exitCode: 0, complained: '' });
    expect(told.printed.split('\n').slice(3, 5)).toEqual([
      expect.stringMatching(/^\S+ \S+ +Added as AUDITOR +staff; username \(sealed\); .+command line$/),
      expect.stringMatching(/^\S+ \S+ +First password set +password hash \(sealed\) +command line$/),
    ]);
  });

  it('gives one username to one of two who ask at the same instant (A1)', async () => {
    const directory = temporaryDirectory();

    const outcomes = await Promise.all([
      sallyport(directory, bootstrap('ada', 'One Ltd')),
      sallyport(directory, bootstrap('Ada', 'Other Ltd')),
    ]);

    expect(outcomes.map(({ exitCode }) => exitCode).toSorted()).toEqual([0, 1]);
    expect(outcomes.find(({ exitCode }) => exitCode === 1)).toEqual({
      exitCode: 1,
      printed: '',
      complained: '--owner: Somebody has this username. Give another one.\n',
    });
    const { printed } = await sallyport(directory, ['history', '--username', 'ada', '--json']);
    expect(
      printed
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as { type: string }).type),
    ).toEqual(['UserAdded', 'PasswordSet']);
  });

  it.each([
    ['short', 'Give a password of at least 12 characters.'],
    ['password1234', 'This password is on the list of common ones. Give one that nobody would guess.'],
  ])('refuses the password %j in one line', async (input, message) => {
    const outcome = await sallyport(temporaryDirectory(), bootstrap('ada'), { input: `${input}\n` });

    expect(outcome).toEqual({ exitCode: 1, printed: '', complained: `--password-stdin: ${message}\n` });
  });

  it('is told of a wrong use by exit code 2', async () => {
    const directory = join(temporaryDirectory(), 'untouched');

    const outcome = await sallyport(directory, ['histroy', '--username', 'ada']);

    expect(outcome).toMatchObject({
      exitCode: 2,
      printed: '',
      complained: expect.stringContaining('Did you mean history?'),
    });
    expect(() => statSync(directory)).toThrow();
  });

  it('takes the first line for the password, without its line break', async () => {
    const directory = temporaryDirectory();

    await sallyport(directory, bootstrap('ada'), { input: `${password}\r\nmore\n` });

    const { core, close } = await openInstallation(readConfig({ DATA_DIR: directory }));
    const entry = { username: 'ada', password, interface: 'CONTROL_PANEL' } as const;
    const result = await createSignIn(core)(entry, { correlationId: 'test', actor: { kind: 'anonymous' } });
    await close();
    expect(result).toMatchObject({ kind: 'SignedIn' });
  });

  it('says which key is wrong, and exits 3 (attack 36)', async () => {
    const directory = temporaryDirectory();
    await sallyport(directory, bootstrap('ada'));
    const wrong = randomBytes(32).toString('base64');

    const outcome = await sallyport(directory, ['history', '--username', 'ada'], {
      settings: { KEY_ENCRYPTION_KEY: wrong },
    });

    expect(outcome).toMatchObject({ exitCode: 3, printed: '' });
    expect(outcome.complained).toMatch(/^This key-encryption key did not wrap the keys in .+\n$/);
    expect(outcome.complained).not.toContain(wrong);
  });

  it('names every mistake of the configuration, and exits 3', async () => {
    const settings = { PORT: 'http', KEY_ENCRYPTION_KEY: 'marked-value' };

    const outcome = await sallyport(temporaryDirectory(), ['history', '--username', 'ada'], { settings });

    expect(outcome.exitCode).toBe(3);
    expect(outcome.complained).toMatch(/ {2}PORT: .+\n {2}KEY_ENCRYPTION_KEY: .+\n/);
    expect(outcome.complained).not.toContain('marked-value');
  });

  it('leaves no password in what it prints or stores (attacks 36 and 37)', async () => {
    const directory = temporaryDirectory();
    const changed = 'nine patient herons';

    const outcomes = [
      await sallyport(directory, bootstrap('ada')),
      await sallyport(directory, ['password', 'set', '--username', 'ada', '--password-stdin'], { input: changed }),
      await sallyport(directory, ['history', '--username', 'ada']),
      await sallyport(directory, ['history', '--username', 'ada', '--json']),
    ];

    expect(outcomes.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0, 0]);
    const files = readdirSync(directory).map((name) => readFileSync(join(directory, name), 'latin1'));
    expect(files.length).toBeGreaterThan(1);
    for (const written of [...files, ...outcomes.map(({ printed, complained }) => printed + complained)]) {
      for (const secret of [password, changed, '$argon2id$']) expect(written).not.toContain(secret);
    }
  });

  it('serves, with the roles that it is given, until a signal ends it (H1)', async () => {
    const child = spawn(process.execPath, [join(root, 'dist/src/ops/cli.js'), 'serve', '--roles', 'sender'], {
      env: { PATH: process.env['PATH'], DATA_DIR: temporaryDirectory(), PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'close');
    child.stdout.setEncoding('utf8');
    let said = '';
    for await (const part of child.stdout.iterator({ destroyOnReturn: false })) {
      said += String(part);
      if (said.includes('/health/ready')) break;
    }

    const origin = /(http:\S+)\/health\/ready/.exec(said)?.[1] ?? '';
    const answers = await Promise.all(['/health/live', '/graphql'].map((path) => fetch(`${origin}${path}`)));
    child.kill('SIGTERM');

    expect(said).toContain('Sallyport is running as sender, without an API');
    expect(answers.map(({ status }) => status)).toEqual([200, 404]);
    expect(await ended).toEqual([0, null]);
  });

  it('refuses roles that do not exist, naming the setting', async () => {
    expect(await sallyport(temporaryDirectory(), ['serve', '--roles', 'janitor'])).toEqual({
      exitCode: 3,
      printed: '',
      complained: expect.stringMatching(/ROLES: Give one or more of api, projector, sender/),
    });
  });
});
