import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { verbatimCodec } from '../../src/event-store/copy/verbatim-codec.js';
import { openEventStoreAt } from '../../src/open-event-store.js';
import { sessionSeen } from '../support/events.js';
import { startKurrentDbServer } from '../support/kurrentdb-server/kurrentdb-server.js';
import { buildProgram } from '../support/program.js';
import { openEventStore } from '../support/sqlite-event-store.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const root = resolve(import.meta.dirname, '../..');
const events = 120;

/** `sallyport store copy` as people run it. */
function startCopy(from: string, to: string) {
  const child = spawn(
    process.execPath,
    [join(root, 'dist/src/ops/cli.js'), 'store', 'copy', '--from', from, '--to', to, '--json'],
    // Nothing of this machine's own settings.
    { env: { PATH: process.env['PATH'] }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const code = new Promise<number | null>((ended) => child.once('close', ended));
  const ended = Promise.all([code, text(child.stdout), text(child.stderr)]).then(([exitCode, printed, complained]) => ({
    exitCode,
    printed,
    complained,
  }));
  return { kill: () => child.kill('SIGKILL'), ended };
}

/** Two streams that take turns, so that each event is an append of its own. */
async function writeHistory(directory: string, howMany: number): Promise<void> {
  const store = await openEventStore(join(directory, 'events.sqlite'));
  for (let number = 0; number < howMany; number += 1) {
    const revision = Math.floor(number / 2);
    const expected = revision === 0 ? 'noStream' : revision - 1;
    await store.append(`twoFactor-user-${number % 2}`, expected, [sessionSeen(number)]);
  }
}

describe('sallyport store copy, as processes', { timeout: 60_000 }, () => {
  beforeAll(buildProgram, 180_000);

  it('takes a history to KurrentDB and back, although it is killed on the way', async () => {
    const server = await startKurrentDbServer();
    onTestFinished(() => server.close());
    const source = temporaryDirectory();
    await writeHistory(source, events);
    const target = await openEventStoreAt({ kind: 'kurrentdb', url: server.url }, verbatimCodec);
    onTestFinished(() => target.close());

    const first = startCopy(`sqlite:${source}`, server.url);
    await expect.poll(() => target.countAfter(), { timeout: 20_000, interval: 1 }).toBeGreaterThan(10);
    first.kill();
    expect(await first.ended).toEqual({ exitCode: null, printed: '', complained: '' });

    const there = await startCopy(`sqlite:${source}`, server.url).ended;
    expect(there).toMatchObject({ exitCode: 0, complained: '' });
    const { found, copied, ...outcome } = JSON.parse(there.printed) as Record<string, unknown>;
    expect(found).toBeGreaterThan(10);
    expect(Number(found) + Number(copied)).toBe(events);
    expect(outcome['target']).toEqual(outcome['source']);

    const back = await startCopy(server.url, `sqlite:${temporaryDirectory()}`).ended;
    expect(JSON.parse(back.printed)).toEqual({ found: 0, copied: events, ...outcome });
  });

  it('says in one line, without its password, that a KurrentDB is not there, and exits with 3', async () => {
    const source = temporaryDirectory();
    await writeHistory(source, 2);
    const nowhere = 'kurrentdb://admin:hunter2@127.0.0.1:1?tls=false&defaultDeadline=300&maxDiscoverAttempts=1';
    const { exitCode, printed, complained } = await startCopy(`sqlite:${source}`, nowhere).ended;
    expect({ exitCode, printed }).toEqual({ exitCode: 3, printed: '' });
    expect(complained).toMatch(/^--to: .+\n$/);
    expect(complained).not.toContain('hunter2');
  });
});
