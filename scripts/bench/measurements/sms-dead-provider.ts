import { cpSync } from 'node:fs';
import { hour } from '../../../src/domain/instant.js';
import { type Answered, sendAtRate } from '../load.js';
import { against, type Bench, type Figure, type Measurement, median } from '../measurement.js';
import { signingIn } from '../operations.js';
import type { People, SeededPerson } from '../seed/people.js';
import { seed } from '../seed/seed.js';
import type { Server } from '../server.js';
import { startSendingProgram } from '../sms-provider/sending-program.js';
import { type SmsProvider, startSmsProvider } from '../sms-provider/sms-provider.js';

/** Few enough that nobody waits for a core, so that what is measured is one sign-in. */
const perSecond = 20;

interface Person extends SeededPerson {
  readonly method: 'SMS' | 'AUTHENTICATOR_APP';
}

/** The program with one of the providers. */
interface Side {
  readonly name: string;
  readonly provider: SmsProvider;
  readonly program: Server;
  /** Medians of the rounds, in milliseconds. */
  readonly medians: Readonly<Record<Person['method'], number[]>>;
}

/**
 * Signing in while the provider is dead: nobody is to wait for it. Half of the people have their token sent, the others
 * have an app. A provider that never answers is worse than one that refuses connections: until its circuit opens it
 * holds all places of the sender. What it does not take is tried again and again meanwhile.
 */
export const smsDeadProvider: Measurement = {
  name: 'smsDeadProvider',
  title: `signIn, ${perSecond} a second, a dead SMS provider against one that answers`,
  takes: { full: 110, quick: 25 },
  run: async (bench): Promise<readonly Figure[]> => {
    const { quick, workspace } = bench;
    // With the one to warm up that is as often as a number is sent to in ten minutes (D3).
    const rounds = quick ? 2 : 4;
    const { directory, people, password } = await seed(bench, perSecond * (quick ? 3 : 10), addPerson, hour);
    const copy = workspace.directory();
    cpSync(directory, copy, { recursive: true });
    const dead = await startSide(bench, directory, { name: 'a dead provider', answersAfter: 'NEVER' });
    const healthy = await startSide(bench, copy, { name: 'one that answers', answersAfter: 50 });

    const signIn = signingIn();
    const requestFor = ({ username }: Person) => signIn(username, password);
    for (let round = 0; round <= rounds; round += 1) {
      for (const { name, program, medians } of [dead, healthy]) {
        const what = round === 0 ? `warming up: ${name}` : `round ${round}: ${name}`;
        const answered = await bench.progress.timed(what, people.length / perSecond, () =>
          sendAtRate(program.url, people, { perSecond, requestFor, expected: '"ChallengeRequired"' }),
        );
        if (round > 0) for (const method of methods) medians[method].push(medianOf(answered, method));
      }
    }
    const { length: texted } = people.filter(({ method }) => method === 'SMS');
    await healthy.provider.called(texted * (rounds + 1));
    await dead.provider.called(1);
    await Promise.all([dead, healthy].map(stopSide));
    return methods.map((method) =>
      against(
        { name: 'with one that answers', rounds: healthy.medians[method], goal: ['≤', 1.1] },
        { name: `signIn, ${shown[method]}, dead provider`, unit: 'ms', rounds: dead.medians[method] },
      ),
    );
  },
};

const methods = ['SMS', 'AUTHENTICATOR_APP'] as const;
const shown = { SMS: 'SMS', AUTHENTICATOR_APP: 'app' } as const;

async function addPerson(people: People, username: string, person: number): Promise<Person> {
  return person % 2 === 0
    ? { method: 'SMS', ...(await people.addWithNumber(username, person)) }
    : { method: 'AUTHENTICATOR_APP', ...(await people.addChallenged(username)) };
}

async function startSide(
  bench: Bench,
  directory: string,
  { name, answersAfter }: { readonly name: string; readonly answersAfter: Parameters<typeof startSmsProvider>[0] },
): Promise<Side> {
  const provider = await startSmsProvider(answersAfter);
  const program = await startSendingProgram(bench, directory, provider);
  return { name, provider, program, medians: { SMS: [], AUTHENTICATOR_APP: [] } };
}

async function stopSide({ program, provider }: Side): Promise<void> {
  await program.stop();
  await provider.close();
}

function medianOf(answered: readonly Answered<Person>[], method: Person['method']): number {
  return median(answered.filter(({ item }) => item.method === method).map(({ took }) => took));
}
