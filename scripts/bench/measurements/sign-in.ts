import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { hash } from '@node-rs/argon2';
import { connections, sendEach } from '../load.js';
import { against, type Bench, type Figure, type Measurement } from '../measurement.js';
import { signingIn } from '../operations.js';
import { seed } from '../seed/seed.js';
import { startProgram } from '../server.js';

/** The first factor: what it costs is the password's hash, which is to be all that it costs. */
export const signInMeasurement: Measurement = {
  name: 'signIn',
  title: `signIn, ${connections} at a time, against bare argon2id`,
  takes: { full: 75, quick: 25 },
  run: async (bench): Promise<readonly Figure[]> => {
    const { progress, quick } = bench;
    const rounds = quick ? 2 : 4;
    const inRound = quick ? 96 : 320;
    const seconds = quick ? 2 : 4;
    const { directory, people, password } = await seed(bench, inRound, (all, username) => all.addChallenged(username));
    const program = await startProgram(bench, directory);
    const phc = await hash(password, { memoryCost: 19 * 1_024, timeCost: 2, parallelism: 1, outputLen: 32 });
    const signIn = signingIn();
    const sendAll = (entered: string, expected: string) =>
      sendEach(program.url, people, { requestFor: ({ username }) => signIn(username, entered), expected });

    const right: number[] = [];
    const wrong: number[] = [];
    const bare: number[] = [];
    await progress.timed('warming up', seconds, () => sendAll(password, '"ChallengeRequired"'));
    for (let round = 1; round <= rounds; round += 1) {
      const during = <Result>(what: string, work: () => Promise<Result>) =>
        progress.timed(`round ${round}: ${what}`, seconds, work);
      right.push(await during('right passwords', () => sendAll(password, '"ChallengeRequired"')));
      bare.push(await during('bare argon2id', () => verificationsPerSecond(bench, { phc, password, seconds })));
      // A wrong one each round stays below what the throttle lets through.
      wrong.push(await during('wrong passwords', () => sendAll(`not ${password}`, '"CREDENTIALS_WRONG"')));
    }
    await program.stop();
    const limit = { name: 'argon2id verifications', rounds: bare, goal: ['≥', 0.9] } as const;
    return [
      against(limit, { name: 'signIn, right password', unit: '/s', rounds: right }),
      against(limit, { name: 'signIn, wrong password', unit: '/s', rounds: wrong }),
    ];
  },
};

async function verificationsPerSecond(
  { workspace }: Bench,
  { phc, password, seconds }: { readonly phc: string; readonly password: string; readonly seconds: number },
): Promise<number> {
  const program = fileURLToPath(import.meta.resolve('../programs/bare-argon2.js'));
  const { output } = workspace.startNode([program, phc, password, String(connections), String(seconds)]);
  return Number(await text(output));
}
