import { syncsPerSecond } from '../disk.js';
import { connections, sendEach } from '../load.js';
import { against, type Figure, type Measurement } from '../measurement.js';
import { answerRight } from '../operations.js';
import { seed } from '../seed/seed.js';
import { startProgram } from '../server.js';

/** Deciding: right tokens, each of another person, each on disk before it is told. */
export const answerChallenge: Measurement = {
  name: 'answerChallenge',
  title: `answerChallenge, right tokens, ${connections} at a time, against the disk`,
  takes: { full: 60, quick: 20 },
  run: async (bench): Promise<readonly Figure[]> => {
    const { progress, quick, workspace } = bench;
    const rounds = quick ? 2 : 5;
    const inRound = quick ? 500 : 2_000;
    // As many again to warm up.
    const { directory, people, secret } = await seed(bench, inRound * (rounds + 1), (all, username) =>
      all.addChallenged(username),
    );
    const program = await startProgram(bench, directory);
    const requestFor = answerRight(secret);
    const answered: number[] = [];
    const syncs: number[] = [];
    const scratch = workspace.directory();

    for (let round = 0; round <= rounds; round += 1) {
      const answering = people.slice(inRound * round, inRound * (round + 1));
      const what = round === 0 ? 'warming up' : `round ${round}: the program`;
      const perSecond = await progress.timed(what, inRound / 1_000, () =>
        sendEach(program.url, answering, { requestFor, expected: '"SignedIn"' }),
      );
      if (round === 0) continue;
      answered.push(perSecond);
      syncs.push(await progress.timed(`round ${round}: the disk`, 1, async () => syncsPerSecond(scratch, 1)));
    }
    await program.stop();
    const figure = { name: 'answerChallenge', unit: '/s', rounds: answered };
    // 1,500 a second on a disk of 2,000.
    return [against({ name: 'append + fdatasync, one at a time', rounds: syncs, goal: ['≥', 0.75] }, figure)];
  },
};
