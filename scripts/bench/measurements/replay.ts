import { statSync } from 'node:fs';
import { join } from 'node:path';
import { against, type Bench, type Figure, type Measurement, median, withGoal } from '../measurement.js';
import type { Replayed } from '../programs/replay.js';
import { type PrivateRedis, startPrivateRedis } from '../redis/private-redis.js';
import { runProgram } from '../run-program.js';

/**
 * Making all views of a long history again in Redis: by a projector in a process of its own, and, as what Redis and its
 * client can do at most, by sending again the very batches that the projector has sent.
 */
export const replay: Measurement = {
  name: 'replay',
  title: 'a long history into Redis, through all projections',
  takes: { full: 240, quick: 30 },
  run: async (bench): Promise<readonly Figure[]> => {
    const { progress, quick, workspace } = bench;
    const { directory, events, users } = await bench.longHistory();
    const recordDirectory = workspace.directory();
    const record = join(recordDirectory, 'batches');
    const replayInto = ({ url }: PrivateRedis, ...recordIn: readonly string[]) =>
      runProgram<Replayed>(bench, import.meta.resolve('../programs/replay.js'), [directory, url, '1', ...recordIn]);
    const applyTo = ({ url }: PrivateRedis) =>
      runProgram<number>(bench, import.meta.resolve('../programs/apply-batches.js'), [record, url]);

    await progress.timed('recording what is sent', events / 25_000, () =>
      withEmptyRedis(bench, (redis) => replayInto(redis, record)),
    );
    const replayed: number[] = [];
    const applied: number[] = [];
    const kept: number[] = [];
    for (let round = 1; round <= (quick ? 2 : 3); round += 1) {
      await withEmptyRedis(bench, async (redis) => {
        const before = await redis.usedMemory();
        const { seconds } = await progress.timed(`round ${round}: the projector`, events / 40_000, () =>
          replayInto(redis),
        );
        replayed.push(events / seconds);
        kept.push(((await redis.usedMemory()) - before) / users);
      });
      applied.push(
        await withEmptyRedis(bench, async (redis) => {
          const seconds = await progress.timed(`round ${round}: the bare script`, events / 80_000, () =>
            applyTo(redis),
          );
          return events / seconds;
        }),
      );
    }
    const written = statSync(record).size / 2 ** 20;
    workspace.remove(recordDirectory);

    const figure = { name: 'replay into Redis', unit: '/s', rounds: replayed };
    return [
      withGoal({ ...figure, value: median(replayed) }, ['≥', 100_000]),
      against({ name: 'the batches sent again, as they are', rounds: applied, goal: ['≥', 0.5] }, figure),
      { name: 'replay: sent to Redis', unit: 'MiB', value: written, rounds: [written] },
      { name: 'Redis, a user', unit: 'bytes', value: median(kept), rounds: kept },
    ];
  },
};

/** Each time another, whose file is empty too. */
async function withEmptyRedis<Result>(bench: Bench, work: (redis: PrivateRedis) => Promise<Result>): Promise<Result> {
  const redis = await startPrivateRedis(bench);
  const result = await work(redis);
  await redis.stop();
  return result;
}
