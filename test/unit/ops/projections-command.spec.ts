import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommandLine } from '../../../src/ops/command-line.js';
import { createMemoryViewStore } from '../../../src/projections/memory/memory-view-store.js';
import { partitionOf } from '../../../src/projections/partition.js';
import { projections } from '../../../src/projections/projections.js';
import { type Document, parkedGroup, ViewStoreUnavailable } from '../../../src/projections/view-store.js';
import { challengeIssued, enrolledApp } from '../../support/two-factor-history.js';
import { createProjectorFixture, type ProjectorFixture } from '../projections/projector-fixture.js';
import { fakeTerminal } from './fake-terminal.js';
import { config, type Disk, openMemoryInstallation } from './memory-installation.js';

let commands = 0;

/** Runs commands on one disk, each in an installation of its own: like processes beside a running service. */
async function run(disk: Disk, ...parameters: readonly string[]) {
  const terminal = fakeTerminal();
  commands += 1;
  const seed = `command ${commands}`;
  const exitCode = await runCommandLine(['projections', ...parameters], terminal, {
    readConfig: () => config,
    openInstallation: async () => ({ ...(await openMemoryInstallation(disk, seed)), close: async () => undefined }),
  });
  return { exitCode, printed: terminal.printed(), complained: terminal.complained() };
}

const said = (printed: string) => ({ exitCode: 0, printed, complained: '' });
const because = ['--reason', 'it was wrong'];

describe('sallyport projections', () => {
  const [userId, edition] = ['user-1', 'sessions.v1.1'];
  let fixture: ProjectorFixture;
  let disk: Disk;
  beforeEach(async () => {
    fixture = createProjectorFixture(createMemoryViewStore());
    disk = { eventStore: fixture.eventStore, keys: new Map(), viewStore: fixture.viewStore };
    await fixture.append(userId, ...enrolledApp(), challengeIssued());
    await fixture.start(projections).caughtUp;
  });
  afterEach(() => fixture.close());

  async function damage(document: Document | undefined): Promise<void> {
    const partition = partitionOf(userId);
    const { fence, positions } = await fixture.viewStore.claim(partition, [edition]);
    const position = positions.get(edition)!;
    const groups = document?.kind === 'PARKED' ? [{ group: parkedGroup, added: [userId], removed: [] }] : [];
    const documents = new Map([[userId, document]]);
    const batch = { edition, expected: position, position, documents, groups, announced: false };
    expect(await fixture.viewStore.apply(partition, fence, [batch])).toBe('APPLIED');
  }

  const rebuilt = async () => {
    await run(disk, 'rebuild', 'sessions');
    await run(disk, 'switch', 'sessions', ...because);
  };

  it('list shows how each stands', async () => {
    const { exitCode, printed } = await run(disk, 'list');
    expect(exitCode).toBe(0);
    const rows = printed.split('\n').map((line) => line.split(/ {2,}/));
    expect(rows.slice(0, 4)).toEqual([
      ['The history ends at 5.'],
      [''],
      ['PROJECTION', 'STATE', 'SERVED', 'POSITION', 'BEHIND', 'OLDEST', 'PARKED', 'BUILDING', 'BEFORE'],
      ['login-challenge', 'LIVE', 'v1.1', '5', '0', '-', '0', '-', '-'],
    ]);
  });

  it('list prints JSON with --json', async () => {
    const { printed } = await run(disk, 'list', '--json');
    expect(JSON.parse(printed)).toEqual({
      head: '00000000000000000005',
      projections: expect.arrayContaining([
        expect.objectContaining({ name: 'team', state: 'LIVE', version: 1 }),
        expect.objectContaining({ served: expect.objectContaining({ lag: { events: 0, age: 0 } }) }),
      ]),
    });
  });

  it('rebuild looks on until it is complete, and says what comes next; switch and rollback say what they did', async () => {
    expect(await run(disk, 'rebuild', 'sessions', '--rate', '50000')).toEqual(
      said(
        'Building sessions.v1.2 beside what is served.\nBuilt: sessions.v1.2 is complete, and is kept up.\n' +
          'Serve it: sallyport projections switch sessions --reason TEXT\n',
      ),
    );
    expect(await run(disk, 'switch', 'sessions', ...because)).toEqual(
      said('Switched: sessions.v1.2 is served in place of sessions.v1.1, which is kept.\n'),
    );
    expect(await run(disk, 'rollback', 'sessions', ...because, '--json')).toEqual(
      said('{"serving":"sessions.v1.1","previous":"sessions.v1.2"}\n'),
    );
  });

  it('rebuild returns at once with --detach, is refused a second time, and can be abandoned', async () => {
    expect(await run(disk, 'rebuild', 'sessions', '--detach', '--json')).toEqual(
      said('{"edition":"sessions.v1.2","built":false}\n'),
    );
    expect(await run(disk, 'rebuild', 'sessions')).toEqual({
      exitCode: 1,
      printed: '',
      complained: expect.stringMatching(/^It is being rebuilt already\. .+\n$/),
    });
    expect(await run(disk, 'abandon', 'sessions', ...because)).toEqual(
      said('Abandoned: sessions.v1.2 is gone. What is served goes on.\n'),
    );
  });

  it('pause and resume say what answers meanwhile', async () => {
    expect(await run(disk, 'pause', 'team', ...because)).toEqual(
      said('Paused: the history answers until you resume it.\n'),
    );
    expect((await run(disk, 'list')).printed).toMatch(/^team +PAUSED/m);
    expect(await run(disk, 'pause', 'team', ...because)).toMatchObject({ exitCode: 1, printed: '' });
    expect(await run(disk, 'resume', 'team', ...because)).toEqual(
      said('Resumed: the views catch up, and are served again.\n'),
    );
  });

  it('verify exits with 0 where everything is right, and with 1 where something differs', async () => {
    expect(await run(disk, 'verify', 'sessions')).toEqual(said('sessions.v1.1: 1 document, as the history has it.\n'));
    await damage(undefined);
    expect(await run(disk, 'verify', 'sessions')).toEqual({
      exitCode: 1,
      printed: 'sessions.v1.1: 1 document, 1 difference from the history.\n\nDOCUMENT  DIFFERENCE\nuser-1    MISSING\n',
      complained: 'Mend what differs with: sallyport projections repair sessions --reason TEXT\n',
    });
    const { exitCode, printed } = await run(disk, 'verify', 'sessions', '--json');
    expect({ exitCode, json: JSON.parse(printed) }).toEqual({
      exitCode: 1,
      json: { edition, documents: 1, differences: [{ id: userId, difference: 'MISSING' }] },
    });
  });

  it('verify looks at what is being built with --built', async () => {
    expect(await run(disk, 'verify', 'sessions', '--built')).toMatchObject({ exitCode: 1, printed: '' });
    await run(disk, 'rebuild', 'sessions');
    expect(await run(disk, 'verify', 'sessions', '--built')).toMatchObject({
      exitCode: 0,
      printed: expect.stringContaining('sessions.v1.2: 1 document'),
    });
  });

  it('repair writes what differs, once', async () => {
    await damage({ kind: 'VIEW', view: [] });
    await damage(undefined);
    expect(await run(disk, 'repair', 'sessions', ...because)).toEqual(
      said('sessions.v1.1: 1 document, 1 written anew.\n\nDOCUMENT  DIFFERENCE\nuser-1    MISSING\n'),
    );
    expect(await run(disk, 'repair', 'sessions', ...because)).toEqual(
      said('sessions.v1.1: 1 document, as the history has it: there was nothing to mend.\n'),
    );
  });

  it('parked shows what stands still, and retry folds it once more', async () => {
    expect(await run(disk, 'parked')).toEqual(said('Nothing is parked.\n'));
    expect(await run(disk, 'retry', 'sessions')).toEqual(said('Nothing is parked.\n'));
    const [position, since] = ['00000000000000000003', '2026-11-24T12:00:00.000Z'];
    await damage({ kind: 'PARKED', parked: { position, since, eventType: 'MethodEnrolled', reason: 'TypeError' } });
    expect((await run(disk, 'parked', 'sessions')).printed.split('\n').map((line) => line.split(/ {2,}/))).toEqual([
      ['PROJECTION', 'DOCUMENT', 'POSITION', 'EVENT', 'ERROR', 'SINCE (UTC)'],
      ['sessions', 'user-1', '3', 'MethodEnrolled', 'TypeError', '2026-11-24 12:00:00'],
      [''],
    ]);
    expect(await run(disk, 'retry', 'sessions', 'user-2')).toMatchObject({
      exitCode: 1,
      complained: '[document]: No document of this id is parked in sessions.\n',
    });
    expect(await run(disk, 'retry', 'sessions', userId)).toEqual(said('1 of 1 served again.\n'));
    expect(await run(disk, 'parked', '--json')).toMatchObject({ printed: expect.stringContaining('"documents":[]') });
  });

  it('is in the history: who, when and why (G1)', async () => {
    await rebuilt();
    const events = [];
    for await (const batch of disk.eventStore.readStream('operations-projection-sessions')) events.push(...batch);
    expect(events).toMatchObject([
      { type: 'ProjectionRebuildStarted', metadata: { actor: { kind: 'operator' } } },
      { type: 'ProjectionSwitched', data: { reason: 'it was wrong' }, occurredAt: '2026-11-24T12:00:00.000Z' },
    ]);
  });

  it.each(['switch', 'rollback', 'abandon', 'pause', 'resume', 'repair'])('%s wants a reason', async (name) => {
    expect(await run(disk, name, 'sessions')).toMatchObject({
      exitCode: 2,
      complained: expect.stringContaining('--reason'),
    });
    expect(await run(disk, name, 'sessions', '--reason', ' ')).toMatchObject({
      exitCode: 1,
      complained: expect.stringMatching(/^--reason: Say why/),
    });
  });

  it('is told of a wrong use by exit code 2', async () => {
    for (const wrong of [['rebuild'], ['rebuild', 'unknown'], ['rebuild', 'team', '--rate', '0'], ['verfy', 'team']]) {
      expect(await run(disk, ...wrong)).toMatchObject({ exitCode: 2, printed: '' });
    }
  });

  it('exits with 3 where the views cannot be reached', async () => {
    const gone = () => Promise.reject(new ViewStoreUnavailable('Redis did not do what it was asked.'));
    const viewStore = { ...fixture.viewStore, catalog: gone };
    expect(await run({ ...disk, viewStore }, 'verify', 'sessions')).toEqual({
      exitCode: 3,
      printed: '',
      complained: 'Redis did not do what it was asked.\n',
    });
    expect((await run({ ...disk, viewStore }, 'list')).printed).toMatch(/^team +UNREACHABLE/m);
  });

  it('says where views are that no command reaches, and what to set', async () => {
    const { eventStore, keys } = disk;
    for (const command of [['list'], ['parked'], ['verify', 'team'], ['pause', 'team', ...because]]) {
      expect(await run({ eventStore, keys }, ...command)).toEqual({
        exitCode: 1,
        printed: '',
        complained: expect.stringMatching(/^Views are kept in the memory of each server here, .+ set REDIS_URL/),
      });
    }
  });
});
