import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createPeople } from '../../scripts/bench/seed/people.js';
import { createClient } from '../../src/client/client.js';
import { openInstallation } from '../../src/compose.js';
import { readConfig } from '../../src/config.js';
import { eventsOf } from '../support/event-recorder.js';
import { isOutage, startKurrentDbDeployment } from '../support/kurrentdb-deployment.js';
import type { KurrentDbServer } from '../support/kurrentdb-server/kurrentdb-server.js';
import { createPerson } from '../support/person.js';
import { buildProgram, startProgramOfTest } from '../support/program.js';

const root = resolve(import.meta.dirname, '../..');
/** Milliseconds that the program waits for an answer of the event store. */
const deadline = 1_000;

let server: KurrentDbServer;
let settings: Readonly<Record<string, string>>;

beforeAll(buildProgram, 180_000);
beforeEach(async () => {
  const deployment = await startKurrentDbDeployment(deadline);
  server = deployment.server;
  settings = { NODE_ENV: 'production', ...deployment.settings };
});

describe('KurrentDB', { timeout: 60_000 }, () => {
  it('that is gone while the program serves costs mutations, and no query of a view', async () => {
    const installation = await openInstallation(readConfig(settings));
    onTestFinished(() => installation.close());
    const people = await createPeople(installation.core);
    const seeded = await people.addChallenged('ada');
    const program = await startProgramOfTest(settings);
    const client = createClient({ url: program.url, fetch });
    const { userId, username, challengeId } = seeded;
    const ada = { userId, username, resellerId: '', password: people.password };
    const { loginChallenge, signIn } = createPerson(ada, client, { now: Date.now });
    const shown = await loginChallenge(challengeId);
    expect(shown).toMatchObject({ state: 'OPEN' });

    await server.stop();
    const begun = performance.now();
    await expect(signIn()).rejects.toSatisfy(isOutage);
    // Reads, appends and asking after them each wait no longer than the deadline.
    expect(performance.now() - begun).toBeLessThan(10 * deadline);
    expect(await loginChallenge(challengeId)).toEqual(shown);

    await server.restart();
    await vi.waitUntil(() => signIn().then(() => true, isNotYet), { timeout: 20_000 });
    const history = await eventsOf(installation.eventStore.readStream(`twoFactor-${userId}`));
    // The seeded one, and the one that was acknowledged.
    expect(history.filter(({ type }) => type === 'ChallengeIssued')).toHaveLength(2);
  });

  it('that is not there at the start is waited for, and said to be missing once', async () => {
    await server.stop();
    const child = spawn(process.execPath, [join(root, 'dist/src/main.js')], {
      env: { PATH: process.env['PATH'], PORT: '0', ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    let complained = '';
    let printed = '';
    child.stderr.on('data', (text) => {
      complained += String(text);
    });
    child.stdout.on('data', (text) => {
      printed += String(text);
    });

    const missing =
      'The event store cannot be used: KurrentDB cannot be reached. Not ready; trying again until it can be.';
    await vi.waitUntil(() => complained.includes(missing), { timeout: 20_000 });
    await server.restart();
    await vi.waitUntil(() => printed.includes('Sallyport is ready'), { timeout: 20_000 });
    expect(complained.split(missing)).toHaveLength(2);
    expect(child.exitCode).toBeNull();
  });
});

function isNotYet(error: unknown): false {
  if (!isOutage(error)) throw error;
  return false;
}
