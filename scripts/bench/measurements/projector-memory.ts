import { type Figure, type Measurement, median, withGoal } from '../measurement.js';
import type { Replayed } from '../programs/replay.js';
import { startPrivateRedis } from '../redis/private-redis.js';
import { runProgram } from '../run-program.js';

/** MiB. */
const mayGrowBy = 64;

/**
 * What a projector holds along a very long history. Ten million events would take an hour to write: it is the long
 * history ten times over, each time of other people, so that it is one of ten million events to the projector.
 */
export const projectorMemory: Measurement = {
  name: 'projectorMemory',
  title: 'memory of a projector along a very long history',
  takes: { full: 420, quick: 20 },
  run: async (bench): Promise<readonly Figure[]> => {
    const { progress, quick } = bench;
    const { directory, events } = await bench.longHistory();
    const times = quick ? 2 : 10;
    const redis = await startPrivateRedis(bench);
    const { memory } = await progress.timed(`${times} times the history`, (times * events) / 30_000, () =>
      runProgram<Replayed>(bench, import.meta.resolve('../programs/replay.js'), [directory, redis.url, String(times)]),
    );
    await redis.stop();

    const laps = Array.from({ length: times }, (_, lap) =>
      heldAtEnd(memory, { from: lap * events, to: (lap + 1) * events }),
    );
    const [first = Number.NaN] = laps;
    const last = laps.at(-1) ?? Number.NaN;
    const inAll = (times * events).toLocaleString('en');
    return [
      { name: `projector, after ${events.toLocaleString('en')} events`, unit: 'MiB', value: first, rounds: [first] },
      withGoal(
        {
          name: `more after ${inAll} events`,
          unit: 'MiB',
          value: last - first,
          rounds: laps.map((held) => held - first),
        },
        ['≤', mayGrowBy],
      ),
    ];
  },
};

/**
 * The memory at the end of a stretch: of its last fifth the median, as it goes up until garbage is collected and comes
 * down then.
 */
function heldAtEnd(memory: Replayed['memory'], { from, to }: { readonly from: number; readonly to: number }): number {
  const begin = from + (to - from) * 0.8;
  return median(memory.filter(([passed]) => passed >= begin && passed < to).map(([, mebibytes]) => mebibytes));
}
