import { describe, expect, it } from 'vitest';
import { readSendingStatus } from '../../../src/application/sending-status.js';
import { runCommandLine } from '../../../src/ops/command-line.js';
import { fakeTerminal } from './fake-terminal.js';
import { config, emptyDisk, openMemoryInstallation } from './memory-installation.js';

/** Commands on one disk, each in an installation of its own: like processes beside a running service. */
async function startInstallation() {
  const disk = emptyDisk();
  const service = await openMemoryInstallation(disk, 'service');
  let commands = 0;
  return {
    sendingStatus: () => readSendingStatus(service.core),
    async history() {
      const events = [];
      for await (const batch of disk.eventStore.readAll()) events.push(...batch);
      return events;
    },
    async run(...parameters: readonly string[]) {
      const terminal = fakeTerminal();
      const exitCode = await runCommandLine(['sms', ...parameters], terminal, {
        readConfig: () => config,
        openInstallation: async () => {
          commands += 1;
          return { ...(await openMemoryInstallation(disk, `command ${commands}`)), close: async () => {} };
        },
      });
      return { exitCode, printed: terminal.printed(), complained: terminal.complained() };
    },
  };
}

const said = (printed: string) => ({ exitCode: 0, printed, complained: '' });
const at = '2026-11-24T12:00:00.000Z';

describe('sallyport sms stop', () => {
  it('D3: stops all sending, also of a service that is running', async () => {
    const { run, sendingStatus } = await startInstallation();
    expect(await sendingStatus()).toEqual({ status: 'ALLOWED' });

    expect(await run('stop', '--reason', ' pumping from +881 ')).toEqual(
      said('Stopped: no SMS token is sent from now on.\n'),
    );

    expect(await sendingStatus()).toEqual({ status: 'STOPPED', since: at, reason: 'pumping from +881' });
  });

  it('says that it was stopped already, and why', async () => {
    const { run, history } = await startInstallation();
    await run('stop', '--reason', 'pumping');

    expect(await run('stop', '--reason', 'me too')).toEqual(
      said(`Nothing has changed. No SMS token is sent since ${at}: pumping\n`),
    );

    expect(await history()).toHaveLength(1);
  });

  it('is in the history: who, when and why (G1)', async () => {
    const { run, history } = await startInstallation();
    await run('stop', '--reason', 'pumping');
    await run('resume', '--reason', 'the prefix is blocked');

    expect(await history()).toMatchObject([
      { type: 'SendingStopped', data: { reason: 'pumping' }, metadata: { actor: { kind: 'operator' } } },
      { type: 'SendingResumed', data: { reason: 'the prefix is blocked' }, occurredAt: at },
    ]);
  });
});

describe('sallyport sms resume', () => {
  it('D3: lets a running service send again', async () => {
    const { run, sendingStatus } = await startInstallation();
    await run('stop', '--reason', 'pumping');

    expect(await run('resume', '--reason', 'over')).toEqual(said('Resumed: SMS tokens are sent again.\n'));

    expect(await sendingStatus()).toEqual({ status: 'ALLOWED' });
  });

  it('says that nothing was stopped', async () => {
    const { run, history } = await startInstallation();

    expect(await run('resume', '--reason', 'over')).toEqual(said('Nothing has changed. SMS tokens are sent.\n'));

    expect(await history()).toEqual([]);
  });
});

describe('sallyport sms status', () => {
  it('says whether tokens are sent, and changes nothing', async () => {
    const { run, history } = await startInstallation();

    expect(await run('status')).toEqual(said('SMS tokens are sent.\n'));
    await run('stop', '--reason', 'pumping\u001b[2J');
    expect(await run('status')).toEqual(said(`No SMS token is sent since ${at}: pumping\u{fffd}[2J\n`));

    expect(await history()).toHaveLength(1);
  });
});

describe('sallyport sms', () => {
  it('prints JSON with --json', async () => {
    const { run } = await startInstallation();
    const stopped = { status: 'STOPPED', since: at, reason: 'pumping' };

    const printed = [];
    for (const parameters of [
      ['status'],
      ['stop', '--reason', 'pumping'],
      ['stop', '--reason', 'pumping'],
      ['status'],
      ['resume', '--reason', 'over'],
    ]) {
      printed.push(JSON.parse((await run(...parameters, '--json')).printed));
    }

    expect(printed).toEqual([
      { status: 'ALLOWED' },
      { changed: true, ...stopped },
      { changed: false, ...stopped },
      stopped,
      { changed: true, status: 'ALLOWED' },
    ]);
  });

  it.each(['stop', 'resume'])('%s wants a reason, which auditors will read', async (name) => {
    const { run, history } = await startInstallation();

    expect(await run(name)).toMatchObject({ exitCode: 2, complained: expect.stringContaining('--reason') });
    for (const reason of ['', ' ', 'x'.repeat(501)]) {
      expect(await run(name, '--reason', reason)).toMatchObject({
        exitCode: 1,
        printed: '',
        complained: expect.stringMatching(/^--reason: Say why/),
      });
    }

    expect(await history()).toEqual([]);
  });
});
