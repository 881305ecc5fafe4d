/**
 * `npm run demo`: walks through the article on two-factor setup against a running service, as a person with a phone
 * would, and ends with what the history kept of it. It opens a reseller of its own each time, on the same DATA_DIR as
 * the service. SALLYPORT_URL: where the service is, if not where the configuration says.
 */
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { createClient, RequestFailed } from '../src/client/client.js';
import { readProcessConfig } from '../src/config.js';
import { runCommandLine } from '../src/ops/command-line.js';
import { describeFailure } from '../src/ops/failure.js';
import { createNarrator, type Narrator } from './demo/narrator.js';
import { Surprise } from './demo/surprise.js';
import { walkThroughTheArticle } from './demo/walk.js';

/** What stands in the way before the first step. */
class NotReady extends Error {}

/** @throws {NotReady} */
async function findService(): Promise<string> {
  const { environment, publicUrl } = readProcessConfig();
  if (environment === 'production')
    throw new NotReady('The demo leaves a reseller behind: it does not run in production.');
  const url = process.env['SALLYPORT_URL'] ?? publicUrl;
  const status = await fetch(`${url}/health/live`).then(
    (response) => response.status,
    () => undefined,
  );
  if (status === undefined)
    throw new NotReady(`Nothing answers at ${url}. Start it first, in another terminal, with: npm start`);
  if (status !== 200)
    throw new NotReady(`What answers at ${url} is not a Sallyport that is ready (HTTP status ${status}).`);
  return url;
}

/** Opens a reseller as anybody would at the command line of the machine, while the service runs. */
async function openReseller(narrator: Narrator, username: string, password: string): Promise<void> {
  narrator.heading('Before you begin');
  const parameters = [
    ...['bootstrap', '--reseller', `Demo of ${username}`, '--owner', username],
    ...['--email', `${username}@example.com`, '--password-stdin'],
  ];
  narrator.does(
    `at the command line: sallyport ${parameters.map((one) => (one.includes(' ') ? `'${one}'` : one)).join(' ')}`,
  );
  const stdin = Readable.from([Buffer.from(`${password}\n`)]);
  await succeed(await runCommandLine(parameters, { stdin, stdout: process.stdout, stderr: process.stderr }));
  narrator.succeeds(`${username} has a user account of their own, with the password ${password}`);
}

async function showHistory(narrator: Narrator, username: string): Promise<void> {
  narrator.heading('What the auditor sees');
  const parameters = ['history', '--username', username];
  narrator.does(`at the command line: sallyport ${parameters.join(' ')}\n`);
  await succeed(await runCommandLine(parameters, process));
}

async function succeed(exitCode: number): Promise<void> {
  if (exitCode !== 0) throw new Surprise('exit code 0', `exit code ${exitCode}`);
}

async function demonstrate(narrator: Narrator): Promise<void> {
  const url = await findService();
  const username = `demo-${randomBytes(4).toString('hex')}`;
  const password = randomBytes(15).toString('base64url');
  await openReseller(narrator, username, password);
  const client = createClient({ url: `${url}/graphql`, fetch });
  await walkThroughTheArticle({ client, narrator, username, password });
  await showHistory(narrator, username);
  process.stdout.write('\nThe whole article, step by step, and every step did what it should.\n');
}

const narrator = createNarrator(process.stdout);
try {
  await demonstrate(narrator);
} catch (error) {
  process.exitCode = 1;
  if (error instanceof NotReady) console.error(error.message);
  else console.error(`\nStep ${narrator.step() || 'none yet'}: ${reasonOf(error)}.`);
}

function reasonOf(error: unknown): string {
  // Of fetch, a TypeError: the service has gone.
  const isOurs = error instanceof Surprise || error instanceof RequestFailed || error instanceof TypeError;
  return isOurs ? error.message : describeFailure(error).message;
}
