import { randomUUID } from 'node:crypto';
import { someKurrentDb } from '../kurrentdb/some-kurrentdb.js';
import { against, type Figure, type Measurement } from '../measurement.js';
import { runProgram } from '../run-program.js';

/** Events: each of them is there once more on the other side of the wire, and in a server in JavaScript. */
const longEnough = { full: 100_000, quick: 10_000 };

/** What this program adds to the work of KurrentDB's own client, on one server. */
export const kurrentDb: Measurement = {
  name: 'kurrentDb',
  title: 'KurrentDB, through the event store and through its client alone',
  takes: { full: 150, quick: 30 },
  run: async (bench): Promise<readonly Figure[]> => {
    const { progress, quick } = bench;
    const { url, stop } = await someKurrentDb(bench);
    const rounds = quick ? 2 : 4;

    const seconds = quick ? 2 : 5;
    const append = (by: string, round: number) =>
      progress.timed(`round ${round}: appends by the ${by}`, seconds + 2, () =>
        runProgram<number>(bench, import.meta.resolve('../programs/kurrentdb-append.js'), [url, by, String(seconds)]),
      );
    const appends = await inTurn(rounds, ['store', 'client'], append);

    const prefix = `bench-${randomUUID()}.`;
    const howMany = quick ? longEnough.quick : longEnough.full;
    await progress.timed('writing events', howMany / 5_000, () =>
      runProgram<number>(bench, import.meta.resolve('../programs/kurrentdb-history.js'), [
        url,
        prefix,
        String(howMany),
      ]),
    );
    const catchUp = (by: string, round: number) =>
      progress.timed(`round ${round}: the whole history to the ${by}`, howMany / 15_000, () =>
        runProgram<number>(bench, import.meta.resolve('../programs/kurrentdb-catch-up.js'), [url, prefix, by]),
      );
    const caughtUp = await inTurn(rounds, ['projector', 'client'], catchUp);

    stop();

    const limitOf = (limit: string, all: ReadonlyMap<string, readonly number[]>, goal: number) =>
      ({ name: limit, rounds: all.get('client') ?? [], goal: ['≥', goal] }) as const;
    return [
      against(limitOf('the client alone', appends, 0.9), {
        name: 'KurrentDB: appends, 64 at a time',
        unit: '/s',
        rounds: appends.get('store') ?? [],
      }),
      against(limitOf('the client reading $all', caughtUp, 0.8), {
        name: 'KurrentDB: catch-up into all views',
        unit: '/s',
        rounds: caughtUp.get('projector') ?? [],
      }),
    ];
  },
};

/** Each of them, round by round: what slows one slows the other. */
async function inTurn(
  rounds: number,
  all: readonly string[],
  measure: (by: string, round: number) => Promise<number>,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const measured = new Map<string, number[]>(all.map((by) => [by, []]));
  for (let round = 1; round <= rounds; round += 1) {
    for (const by of all) measured.get(by)?.push(await measure(by, round));
  }
  return measured;
}
