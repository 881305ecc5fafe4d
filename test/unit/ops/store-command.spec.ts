import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCommandLine } from '../../../src/ops/command-line.js';
import { idsOf } from '../../support/event-recorder.js';
import { sessionSeen, sessionsSeen } from '../../support/events.js';
import { openEventStore } from '../../support/sqlite-event-store.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';
import { fakeTerminal } from './fake-terminal.js';

async function copy(parameters: readonly string[], input = '') {
  const terminal = fakeTerminal(input);
  const exitCode = await runCommandLine(['store', 'copy', ...parameters], terminal);
  return { exitCode, printed: terminal.printed(), complained: terminal.complained() };
}

/** A data directory with a history of three events. */
async function aHistory(firstId = 1): Promise<string> {
  const directory = temporaryDirectory();
  const store = await openEventStore(join(directory, 'events.sqlite'));
  await store.append('twoFactor-user-1', 'noStream', [sessionSeen(firstId)]);
  await store.append('twoFactor-user-2', 'noStream', sessionsSeen(firstId + 1, 2));
  return directory;
}

const refused = (complained: string) => ({ exitCode: 1, printed: '', complained: `${complained}\n` });

describe('sallyport store copy', () => {
  it('copies into a data directory that it makes, for its owner only, and says what both hold', async () => {
    const from = await aHistory();
    const to = join(temporaryDirectory(), 'new', 'data');

    const { exitCode, printed, complained } = await copy(['--from', `sqlite:${from}`, '--to', `sqlite:${to}`]);

    expect({ exitCode, complained }).toEqual({ exitCode: 0, complained: '' });
    expect(printed).toMatch(
      /^Copied: 3 events\. There already: 0\.\nSource: 3 events, SHA-256 ([\da-f]{64})\nTarget: 3 events, SHA-256 \1\nKeys are not copied\..+\n$/,
    );
    expect(statSync(to).mode & 0o777).toBe(0o700);
    const [source, target] = [
      await openEventStore(join(from, 'events.sqlite')),
      await openEventStore(join(to, 'events.sqlite')),
    ];
    expect(await idsOf(target)).toEqual(await idsOf(source));
  });

  it('takes the events file itself, and an address from standard input; prints JSON with --json', async () => {
    const from = await aHistory();
    const file = join(temporaryDirectory(), 'copy.sqlite');
    const addresses = ['--from', `sqlite:${join(from, 'events.sqlite')}`, '--to', '-'];

    const { exitCode, printed } = await copy([...addresses, '--json'], `sqlite://${file}\n`);

    expect(exitCode).toBe(0);
    const one = { events: 3, digest: expect.stringMatching(/^[\da-f]{64}$/) };
    expect(JSON.parse(printed)).toEqual({ found: 0, copied: 3, source: one, target: one, since: 0 });
    expect(JSON.parse((await copy([...addresses, '--json'], `sqlite:${file}`)).printed)).toMatchObject({
      found: 3,
      copied: 0,
    });
  });

  it('does not make a source that is missing', async () => {
    const missing = join(temporaryDirectory(), 'data');
    const to = temporaryDirectory();
    expect(await copy(['--from', `sqlite:${missing}`, '--to', `sqlite:${to}`])).toEqual(
      refused('--from: There is no event store.'),
    );
    expect(statSync(missing, { throwIfNoEntry: false })).toBeUndefined();
  });

  it('refuses a target that has another history', async () => {
    const addresses = ['--from', `sqlite:${await aHistory()}`, '--to', `sqlite:${await aHistory(10)}`];
    expect(await copy(addresses)).toEqual(
      refused(
        'The target has another history: its event number 1 (0 of twoFactor-user-1) is not that of the source. ' +
          'Nothing was written. Give an event store that is empty, or one that a copy of this source was begun in.',
      ),
    );
  });

  it('refuses one store twice, under two names too', async () => {
    const directory = await aHistory();
    const addresses = ['--from', `sqlite:${directory}`, '--to', `sqlite:${join(directory, 'events.sqlite')}`];
    expect(await copy(addresses)).toEqual(refused('The source and the target are one and the same event store.'));
  });

  it.each([
    ['a scheme that there is not', 'mysql://root:hunter2@db', /^--to: Give sqlite:PATH of a data directory, or /],
    ['no scheme', 'data', /^--to: Give sqlite:PATH/],
    ['no path', 'sqlite:', /^--to: Give sqlite:PATH/],
    ['no host', 'kurrentdb://', /^--to: Not an address of KurrentDB: /],
    ['an unknown setting', 'kurrentdb://admin:hunter2@db?hunter2=1', /^--to: Not an address of KurrentDB: /],
  ])('refuses an address with %s in one line, which does not repeat it', async (_what, address, line) => {
    const { exitCode, printed, complained } = await copy(['--from', `sqlite:${await aHistory()}`, '--to', address]);
    expect({ exitCode, printed }).toEqual({ exitCode: 1, printed: '' });
    expect(complained).toMatch(line);
    expect(complained.trimEnd()).not.toMatch(/\n|hunter2/);
  });

  it('refuses two addresses from one standard input', async () => {
    expect(await copy(['--from', '-', '--to', '-'])).toEqual(
      refused('--to: Standard input can give one of the two only.'),
    );
  });

  it('says which of the two cannot be used, and exits with 3', async () => {
    const from = await aHistory();
    const notes = join(temporaryDirectory(), 'notes.txt');
    writeFileSync(
      notes,
      'not a database, and longer than the header that SQLite looks at first: one hundred bytes.....',
    );
    const isNone = await copy(['--from', `sqlite:${from}`, '--to', `sqlite:${notes}`]);
    expect(isNone).toMatchObject({ exitCode: 3, complained: expect.stringMatching(/^--to: .+\n$/) });

    const inTheWay = join(notes, 'data');
    const noFolder = await copy(['--from', `sqlite:${from}`, '--to', `sqlite:${inTheWay}`]);
    expect(noFolder).toMatchObject({
      exitCode: 3,
      complained: expect.stringMatching(/^--to: The folder of the event store cannot be made\. \(ENOTDIR.+\)\n$/),
    });

    const folder = join(temporaryDirectory(), 'events.sqlite');
    mkdirSync(join(folder, 'events.sqlite'), { recursive: true });
    const notWritable = await copy(['--from', `sqlite:${from}`, '--to', `sqlite:${folder}`]);
    expect(notWritable).toMatchObject({ exitCode: 3, complained: expect.stringMatching(/^--to: .+\n$/) });
  });
});
