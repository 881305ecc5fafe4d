import { post, sendAgain, sendEach } from '../load.js';
import type { Figure, Measurement } from '../measurement.js';
import { answerRight, askForChallenge } from '../operations.js';
import { seed } from '../seed/seed.js';
import { startProgram } from '../server.js';

/** What the program holds, before work and after it. */
export const memory: Measurement = {
  name: 'memory',
  title: 'memory of the program',
  takes: { full: 30, quick: 15 },
  run: async (bench): Promise<readonly Figure[]> => {
    const { progress, quick } = bench;
    const answers = quick ? 500 : 4_000;
    const seeded = await seed(bench, answers + 1, (people, username) => people.addChallenged(username));
    const [asked, ...answering] = seeded.people;
    if (asked === undefined) throw new Error('Nobody was added.');
    const program = await startProgram(bench, seeded.directory);
    const idle = await program.residentMemory();

    const body = askForChallenge(asked.challengeId);
    const answer = await post(program.url, { body, address: '192.0.2.17' });
    const seconds = quick ? 2 : 10;
    await progress.timed('queries', seconds, () => sendAgain(program.url, body, { seconds, answer }));
    const requestFor = answerRight(seeded.secret);
    await progress.timed('right tokens', answers / 1_000, () =>
      sendEach(program.url, answering, { requestFor, expected: '"SignedIn"' }),
    );
    const worked = await program.residentMemory();
    await program.stop();
    return [
      { name: 'memory after the start', unit: 'MiB', value: idle, rounds: [idle] },
      { name: 'memory after the load', unit: 'MiB', value: worked, rounds: [worked] },
    ];
  },
};
