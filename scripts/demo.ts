/**
 * `npm run demo`: walks through the article on two-factor setup against a running service, as a person with a phone
 * would, and ends with what the history kept of it. It opens a reseller of its own each time, on the same DATA_DIR as
 * the service. SALLYPORT_URL: where the service is, if not where the configuration says.
 */
import { randomBytes, randomInt } from 'node:crypto';
import { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { NetworkError } from 'graphql-sse';
import { createClient, RequestFailed } from '../src/client/client.js';
import { readProcessConfig } from '../src/config.js';
import { runCommandLine } from '../src/ops/command-line.js';
import { describeFailure } from '../src/ops/failure.js';
import { walkThroughTheArticle } from './demo/article.js';
import { createChallengeWatch } from './demo/challenge-watch.js';
import { fictionalNumber } from './demo/fictional-number.js';
import { createMobilePhone, type MobilePhone } from './demo/mobile-phone.js';
import { createNarrator, type Narrator } from './demo/narrator.js';
import { checkReady, NotReady } from './demo/ready-service.js';
import { Surprise } from './demo/surprise.js';

interface Service {
  readonly url: string;
  /** A phone that the service sends messages to. */
  readonly phone: MobilePhone;
}

/** @throws {NotReady} */
async function findService(): Promise<Service> {
  const config = readProcessConfig();
  const url = process.env['SALLYPORT_URL'] ?? config.publicUrl;
  await checkReady(url, config);
  const number = fictionalNumber(config.sms.countries, randomInt);
  if (number === undefined)
    throw new NotReady('The demo has a phone in the United States or Canada: add US or CA to SMS_COUNTRIES.');
  return { url, phone: createMobilePhone(number, url) };
}

interface NewUser {
  readonly username: string;
  readonly password: string;
}

/** Opens a reseller as anybody would at the command line of the machine, while the service runs. */
async function openReseller(narrator: Narrator, { username, password }: NewUser): Promise<void> {
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
  const { url, phone } = await findService();
  const username = `demo-${randomBytes(4).toString('hex')}`;
  const password = randomBytes(15).toString('base64url');
  narrator.heading('Before you begin');
  await openReseller(narrator, { username, password });
  narrator.sees(`a phone is at hand: ${phone.number}; its messages are shown at ${url}/dev/outbox, too`);

  const client = createClient({ url: `${url}/graphql`, fetch });
  const watchChallenge = createChallengeWatch(url);
  await walkThroughTheArticle({ client, watchChallenge, narrator, clock: Date.now, phone, username, password });
  await showHistory(narrator, username);
  process.stdout.write('\nThe whole article, step by step, and every step did what it should.\n');
}

const narrator = createNarrator({ output: process.stdout, clock: Date.now, sleep: setTimeout });
try {
  await demonstrate(narrator);
} catch (error) {
  process.exitCode = 1;
  if (error instanceof NotReady) console.error(error.message);
  else console.error(`\nStep ${narrator.step() || 'none yet'}: ${reasonOf(error)}.`);
}

function reasonOf(error: unknown): string {
  // TypeError (of fetch) and NetworkError: the service has gone.
  const plainSpoken = [Surprise, RequestFailed, TypeError, NetworkError];
  return error instanceof Error && plainSpoken.some((kind) => error instanceof kind)
    ? error.message
    : describeFailure(error).message;
}
