import { type Figure, type Measurement, median, quantile, withGoal } from '../measurement.js';
import type { Waited } from '../programs/append-and-wait.js';
import { startPrivateRedis } from '../redis/private-redis.js';
import { runProgram } from '../run-program.js';
import { seed } from '../seed/seed.js';
import { startProgram } from '../server.js';

const perSecond = 1_000;
/** ChallengeIssued; then ChallengePassed and SignedIn. */
const eventsOfSignIn = 3;

/**
 * How long after an append its views are in Redis, while one process appends and another moves the views. Both ends of
 * that time are seen by the process that appends, with its one clock, as an API sees it for whoever asks for what was
 * just done.
 */
export const projectionLag: Measurement = {
  name: 'projectionLag',
  title: `views in Redis behind the history, ${perSecond.toLocaleString('en')} events a second`,
  takes: { full: 75, quick: 25 },
  run: async (bench): Promise<readonly Figure[]> => {
    const { progress, quick } = bench;
    const seconds = quick ? 3 : 8;
    const numberOfRounds = quick ? 2 : 4;
    const comeInARound = Math.floor((perSecond * seconds) / eventsOfSignIn);
    const { directory, people } = await seed(bench, comeInARound * (1 + numberOfRounds), (all, username) =>
      all.addChallenged(username),
    );
    const redis = await startPrivateRedis(bench);
    const projector = await startProgram(bench, directory, { settings: { ROLES: 'projector', REDIS_URL: redis.url } });
    // Nobody comes twice: whoever signed in five times in a minute would have views as almost nobody has.
    const appendAndWait = (what: string, round: number) =>
      progress.timed(what, seconds + 2, () =>
        runProgram<Waited>(bench, import.meta.resolve('../programs/append-and-wait.js'), [
          directory,
          redis.url,
          String(perSecond / eventsOfSignIn),
          ...people.slice(round * comeInARound, (round + 1) * comeInARound).map(({ userId }) => userId),
        ]),
      );

    await appendAndWait('warming up', 0);
    const rounds: Waited[] = [];
    for (let round = 1; round <= numberOfRounds; round += 1) {
      rounds.push(await appendAndWait(`round ${round}`, round));
    }
    await projector.stop();
    await redis.stop();

    const figure = (share: number): Figure => {
      const each = rounds.map(({ lags }) => quantile(lags, share));
      const name = `views behind an append, p${share * 100}`;
      return { name, unit: 'ms', value: median(each), rounds: each };
    };
    const appended = rounds.map((round) => round.appended);
    return [
      figure(0.5),
      withGoal(figure(0.99), ['<', 10]),
      { name: 'events appended meanwhile', unit: '/s', value: median(appended), rounds: appended },
    ];
  },
};
